import { describe, expect, test } from 'vitest'
import { needsOf } from './read.ts'

/** The fields that a test is about. */
const brief = (text: string, on?: string) =>
  needsOf(text, on).map(({ product, quantity, per }) => [product, quantity, per])

describe('a need in words', () => {
  test('is read with its product, quantity, week and place, each beside its words', () => {
    const text = 'besoin urgent 5000 surblouses lavables sem. 18, livr. Foix'
    const [need] = needsOf(text)
    expect(need).toMatchObject({
      product: 'gown-washable',
      family: 'gown',
      quantity: 5000,
      unit: 'piece',
      per: null,
      place: 'Foix',
      deadline: '2027-05-07',
      missing: ['claim', 'norms'],
    })
    expect(need?.spans.quantity).toEqual([{ start: 14, end: 18, text: '5000' }])
    expect(need?.spans.product?.[0]?.text).toBe('surblouses lavables')
    expect(need?.spans.deadline?.[0]?.text).toBe('sem. 18')
  })

  test('names the family where the type is not said, and no family where that is not said either', () => {
    expect(brief('Nous cherchons 2 000 masques chirurgicaux.')).toEqual([['mask-surg', 2000, null]])
    const [unsaid] = needsOf('Nous cherchons 2 000 masques.')
    expect(unsaid).toMatchObject({ product: null, family: null, quantity: 2000 })
    expect(new Set(unsaid?.readings.map(({ family }) => family))).toEqual(
      new Set(['mask-uns', 'mask-surg', 'ffp']),
    )
    expect(unsaid?.missing[0]).toBe('product')
  })

  test.each([
    ['il nous faut 10k FFP2', [['ffp2', 10_000, null]]],
    ['Besoin de dix mille charlottes', [['cap', 10_000, null]]],
    ['we need 1.5 million surgical masks type IIR', [['mask-surg-IIR', 1_500_000, null]]],
    ['besoin de 1 500 surblouses jetables/sem', [['gown-disposable', 1500, 'week']]],
    ['il manque 20 000 masques chirurgicaux type II par jour', [['mask-surg-II', 20_000, 'day']]],
    ['besoin de surblouzes jetables, 3000 pieces', [['gown-disposable', 3000, null]]],
  ])('counts as people write: %s', (text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  test('keeps both ends of a range', () => {
    expect(needsOf('Recherche 5 000 à 8 000 visières.')[0]).toMatchObject({
      quantity: 5000,
      quantityMaximum: 8000,
    })
  })

  test('is one for each thing asked for', () => {
    expect(
      brief('Lot 1 : 4 000 gants nitrile. Lot 2 : 300 combinaisons. Lot 3 : 2 000 surchaussures'),
    ).toEqual([
      ['glove-nitrile', 4000, null],
      ['coverall-56', 300, null],
      ['overshoe', 2000, null],
    ])
  })

  test('is none where it is denied, offered, in stock, or was met before', () => {
    expect(brief('Besoin de 500 charlottes, hors gants.')).toEqual([['cap', 500, null]])
    expect(brief('Nous pouvons fabriquer 500 masques en tissu par semaine.')).toEqual([])
    expect(brief('Les visières, ça va. Nous manquons de FFP2.')).toEqual([['ffp2', null, null]])
    expect(
      brief('L’an dernier nous avions commandé 400 visières ; cette fois il nous faut 100 combinaisons.'),
    ).toEqual([['coverall-56', 100, null]])
  })

  test.each([
    ['sous 3 semaines', '2026-12-15'],
    ['avant le 15/05', '2027-05-15'],
    ['d’ici fin janvier', '2027-01-31'],
    ['pour la semaine 50', '2026-12-11'],
    ['by December 4th, 2026', '2026-12-04'],
  ])('is due %s', (when, date) => {
    expect(needsOf(`Besoin de 200 calots ${when}.`)[0]?.deadline).toBe(date)
  })

  test('comes in tranches, or with a claim, where the text says so', () => {
    const [gowns] = needsOf(
      'Il faut 2 000 surblouses avant le 15/01 puis 3 000 avant le 15/02, pour protéger les soignants.',
    )
    expect(gowns).toMatchObject({
      quantity: 5000,
      deadline: '2027-02-15',
      claim: 'protects-wearer',
      schedule: {
        tranches: [
          { quantity: 2000, due: '2027-01-15' },
          { quantity: 3000, due: '2027-02-15' },
        ],
      },
    })
    expect(
      needsOf('500 gants avant le 15/01 et 300 visières avant le 15/02').map(({ quantity, deadline }) => [
        quantity,
        deadline,
      ]),
    ).toEqual([
      [500, '2027-01-15'],
      [300, '2027-02-15'],
    ])
  })

  test('may be of a component', () => {
    expect(needsOf("Nous cherchons 20 000 m d'élastique plat et 15 000 barrettes nasales.")).toMatchObject([
      { product: 'elastic-flat-5mm', family: null, quantity: 20_000, unit: 'm' },
      { product: 'nose-bar', family: null, quantity: 15_000, unit: 'piece' },
    ])
  })

  test.each([
    [
      'Il faut 200 000 masques : 100 000 masques en tissu et 100 000 masques chirurgicaux',
      [
        ['mask-uns1-adult', 100_000, null],
        ['mask-surg', 100_000, null],
      ],
    ],
    ['deux masques barrières par élève, soit 1 200 masques', [['mask-uns1-adult', 1200, null]]],
    [
      '8 000 masques lavables pour adultes et 1 500 pour enfants',
      [
        ['mask-uns1-adult', 8000, null],
        ['mask-uns1-child', 1500, null],
      ],
    ],
    [
      'Nous n’avons plus que 30 masques FFP2. Il nous faut 500 masques chirurgicaux.',
      [['mask-surg', 500, null]],
    ],
  ])('is counted once: %s', (text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  test('says how long a rate lasts', () => {
    expect(needsOf('Besoin de surblouses lavables, 1 500/sem pendant 2 mois')[0]?.schedule).toMatchObject({
      per: 'week',
      quantity: 1500,
      duration: { count: 2, unit: 'month' },
    })
  })
})
