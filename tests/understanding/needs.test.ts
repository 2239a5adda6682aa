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

  test.each([
    ['Lot 2 : masques FFP2 (120 000 unités/an)', [['ffp2', 120_000, null]]],
    ['casaques stériles, env. 12 000/an, EN 13795', [['gown', 12_000, null]]],
    [
      'Fourniture de masques EN 14683:2019+AC:2019 type II, quantité 90 000',
      [['mask-surg-II', 90_000, null]],
    ],
  ])(
    'tells the whole of a year from a rate, and the edition of a norm from a number: %s',
    (text, expected) => {
      expect(brief(text)).toEqual(expected)
    },
  )

  test('gives each thing its own, where one figure is said of all', () => {
    expect(
      brief('Nous sommes en rupture de charlottes et surchaussures, besoin de 5 cartons de 1000 de chaque'),
    ).toEqual([
      ['cap', 5000, null],
      ['overshoe', 5000, null],
    ])
    expect(brief('25000 masques UNS1 adulte + 6000 enfants')).toEqual([
      ['mask-uns1-adult', 25_000, null],
      ['mask-uns1-child', 6000, null],
    ])
  })

  test('is what is asked for again, not what came already', () => {
    expect(
      brief(
        'La mairie a déjà reçu 3000 masques en tissu et en recommande 1500, taille enfant, pour la rentrée.',
      ),
    ).toEqual([['mask-uns1-child', 1500, null]])
    expect(
      brief(
        "Merci à tous ceux qui nous ont fait 800 visières ! Nous n'avons plus besoin de visières mais il nous manque des surblouses, environ 150 par semaine.",
      ),
    ).toEqual([['gown', 150, 'week']])
  })

  test.each([
    ['FFP2 4 000, surblouses jetables 3 000, visières 76', [4000, 3000, 76]],
    ['gants nitrile : S 4 000, M 8 000, L 3 000', [15_000]],
    ['20 btes gants nitrile T M (bte de 100)', [2000]],
    ['masques chir. IIR 50 pc/boîte, 4 000 boîtes', [200_000]],
    ['Besoin de housses mortuaires, adulte 220 x 90 : 150 tout de suite', [150]],
    ['Besoin de 120 kits, chaque kit : 2 FFP2, 1 surblouse, 1 visière', [240, 120, 120]],
    ["Le maire veut équiper les 1 250 habitants d'une visière", [1250]],
    ['Il nous manque des masques canard pour les tests, une centaine', [100]],
    ['Besoin de combinaisons type 5/6, L à XXL. Conso 60/jour.', [60]],
    ["Consultation : un milliard et demi de gants d'examen nitrile", [1_500_000_000]],
    ['Besoin de masques type II, conditionnement par 50, quantité 10 000', [10_000]],
  ])('has the quantity that is said in any of the usual ways: %s', (text, quantities) => {
    expect(needsOf(text).map(({ quantity }) => quantity)).toEqual(quantities)
  })

  test.each([
    ['Nous avons acheté 1 500 masques chirurgicaux : toutes ces commandes ont été livrées et distribuées.'],
    ['Bilan de la collecte : 9 250 masques chirurgicaux, 100 visières, 1 694 blouses.'],
    ['We are giving away what we hold, free of charge: disposable aprons (200), visors (100).'],
    ['Les gants et les masques, nous en avons en réserve.'],
    ['Nous avons déjà commandé 2 000 charlottes.'],
  ])('is not what came, was collected, is given or in store: %s', text => {
    expect(needsOf(text)).toEqual([])
  })

  test('is what a sentence or a lot says again of the thing before: "en", "idem"', () => {
    expect(
      brief('Lot 1 : masques en tissu adultes, mini 100 000. Lot 2 : idem enfants, mini 20 000.'),
    ).toEqual([
      ['mask-uns1-adult', 100_000, null],
      ['mask-uns1-child', 20_000, null],
    ])
    expect(
      brief(
        'Avez-vous des masques avec une fenêtre pour voir la bouche ? Il nous en faudrait une quarantaine.',
      ),
    ).toEqual([['mask-inclusive', 40, null]])
  })

  test('is not what is refused, nor what will not do', () => {
    expect(
      brief('Masques : 10 000 chirurgicaux. Blouses : non. Les masques en tissu ne conviennent pas.').map(
        ([product]) => product,
      ),
    ).toEqual(['mask-surg'])
  })

  test('has no quantity where only what each person uses is said', () => {
    expect(
      brief('Notre service (40 aides-soignantes) consomme 3 masques par jour et par personne.')[0]?.[1],
    ).toBeNull()
  })

  test('keeps the least and the most of a framework', () => {
    expect(
      needsOf('Fourniture de masques type II, quantité minimale 100 000, maximale 400 000 par an')[0],
    ).toMatchObject({ quantity: 100_000, quantityMaximum: 400_000 })
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
