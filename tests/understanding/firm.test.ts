/** What the explorer makes of a firm's own words: which machines it is taken to have, and what that leads to. */
import { createEngine } from '@maillage/matching/engine.ts'
import { foix } from '@maillage/matching/testing/examples.ts'
import { firmFromProposals } from '@maillage/matching/understanding/firm.ts'
import { describe, expect, test } from 'vitest'
import { catalogue, lexicon, profileOf, today } from './read.ts'

const engine = createEngine(catalogue, { asOf: today, departments: [] })
const firmOf = (activity: string) =>
  firmFromProposals(profileOf(activity), lexicon, catalogue, { id: 'text', activity, place: foix })
const told = (activity: string) =>
  engine.exploreProducts(firmOf(activity)).filter(({ score }) => score > 0.05)
const named = (activity: string) => told(activity).map(({ product }) => product)
const processes = (activity: string) =>
  told(activity).flatMap(({ operations }) => [...operations.direct, ...operations.reoriented])
const assumed = (activity: string) => told(activity).flatMap(each => each.assumed?.machines ?? [])

describe('a firm in its own words', () => {
  test.each(['Fabricant de lingettes spunlace, 1 ligne', 'Two spunlace lines for dry wipes, 40 people'])(
    'of spunlace gives a layer of barrier masks, and no surgical mask: %s',
    words => {
      expect(told(words)[0]).toMatchObject({
        product: 'mask-uns1-adult',
        makes: 'spunlace-viscose-polyester',
      })
      expect(named(words).filter(product => /surg|ffp/.test(product))).toEqual([])
      expect(processes(words)).not.toContain('line-mask')
    },
  )

  test('of sanitary pads has a hygiene line, which folds masks after months', () => {
    expect(processes('Usine de serviettes hygiéniques et de protège-slips')).toContain('line-mask')
  })

  test('of impregnated wipes mixes and fills', () => {
    expect(named('Conversion de lingettes imprégnées pour bébé')[0]).toBe('gel-ha')
  })

  test('of crop covers extrudes spunbond, and is no sail loft', () => {
    const words = 'Voiles spunbond de polypropylène pour les cultures, deux lignes et une refendeuse'
    expect(processes(words)).toContain('nw-sb')
    expect(processes(words)).not.toContain('sew')
    expect(named(words)).toEqual(expect.arrayContaining(['mask-surg-II', 'gown-disposable']))
  })

  test('of meltblown makes no spunbond', () => {
    expect(processes('Production de meltblown pour absorbants industriels')).toContain('nw-mb')
    expect(processes('Production de meltblown pour absorbants industriels')).not.toContain('nw-sb')
  })

  test.each([
    'Fabricant de chaussettes, 80 métiers Lonati',
    'Tricotage de chaussettes, 20 métiers, 12 personnes',
    'Sock knitting, 12 people',
    "Fabricant d'élastiques et de tresses, 60 tresseuses",
    'Tricotage Rachel de mailles polyester, 20 métiers',
  ])('of knitting or braiding alone is not said to sew: %s', words => {
    expect(processes(words)).not.toContain('sew')
  })

  test('of tests makes nothing', () => {
    expect(told("Laboratoire d'essais textiles accrédité")).toEqual([])
  })

  test.each(['Manufacture de moquettes tuftées', 'Tufted carpets and rugs, 30 people'])(
    'of carpets makes nothing: %s',
    words => {
      expect(told(words)).toEqual([])
    },
  )

  test('of toys packs them, and prints no cartons', () => {
    expect(processes('Injection plastique de jouets, montage et emballage')).not.toContain('cut-die')
  })

  test('of adhesives coats films, though it slits them', () => {
    expect(told("Enduction d'adhésifs sur films, refente et découpe rotative")[0]).toMatchObject({
      product: 'film-virucide',
      operations: { missing: [] },
    })
  })

  test('of rainwear tapes its seams, and sews no nonwoven', () => {
    const words = 'Vêtements de pluie et de mer à coutures étanchées'
    expect(named(words).slice(0, 3)).toContain('gown-washable')
    expect(processes(words)).toContain('heat-seal')
  })

  test('of collecting and sorting has no needle-punch line', () => {
    expect(processes("Collecte, tri et effilochage de vêtements d'occasion")).not.toContain('nw-np')
  })

  test('of a laundry irons, and laminates nothing', () => {
    expect(processes('Blanchisserie : tunnel de lavage, calandres et finisseurs')).not.toContain('coat')
  })

  test('of spirits makes solution after some days, however it bottles', () => {
    expect(told('Distillerie de gin')[0]).toMatchObject({ product: 'gel-ha', effort: { days: 10 } })
  })
})

describe('machines that a text does not name', () => {
  test.each([
    ['Cartonnage et étuis pliants', 'platen-die-cutter'],
    ['Confection de bâches', 'sew-leather'],
    ['Plaques de plexiglas et PLV', 'cut-laser-bed'],
    ['Moquettes, découpe laser', 'cut-laser-bed'],
  ])('are assumed from the line of business or the work named, and said to be: %s', (words, machine) => {
    expect(assumed(words)).toContain(machine)
  })

  test('are not assumed where they are named, nor where they are denied', () => {
    expect(assumed('Confection de bâches, 4 piqueuses triple entraînement')).not.toContain('sew-leather')
    expect(processes('Plaques de plexiglas, pas de découpe laser')).not.toContain('cut-laser')
  })

  test('weld tarpaulins as well as sew them', () => {
    expect(told('Confection de bâches PVC soudées')[0]).toMatchObject({ product: 'body-bag' })
    expect(assumed('Confection de bâches PVC soudées')).toEqual(
      expect.arrayContaining(['hf-welder', 'cut-table-knife']),
    )
  })

  test('of stitchers are theirs though the list names a press alone', () => {
    const words = "Fabricant de chaussures : coupe à l'emporte-pièce et piquage"
    expect(processes(words)).toEqual(expect.arrayContaining(['cut-die', 'sew']))
    expect(assumed(words)).toContain('sew-leather')
    expect(assumed(words)).not.toContain('sew-lockstitch')
  })
})
