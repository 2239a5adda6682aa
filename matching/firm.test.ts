import { describe, expect, test } from 'vitest'
import type { UsualMachine } from './catalogue.ts'
import { createEngine } from './engine.ts'
import { compileFirm } from './firm.ts'
import { compileReference } from './reference.ts'
import type { Firm } from './supply.ts'
import { figure, smallCatalogue } from './testing/catalogue.ts'
import { firm, maskNeed, sewingShop, site, today } from './testing/examples.ts'
import { names } from './testing/names.ts'
import { sentence } from './words/sentence.ts'

const usually = (machineType: string, families: UsualMachine['families'] = null): UsualMachine => ({
  machineType,
  families,
  share: figure(0.8),
})

/** Sewers have lockstitch machines, cutters a cutter or, on leather, a press; weavers a loom, unless on knits. */
const usual: Record<string, UsualMachine[]> = {
  sewer: [usually('lockstitch')],
  cutter: [usually('cutter', ['woven']), usually('clicker-press', ['leather'])],
  weaver: [usually('loom', ['woven'])],
}
const catalogue = {
  ...smallCatalogue,
  trades: smallCatalogue.trades.map(trade => ({ ...trade, usualMachines: usual[trade.id] ?? [] })),
}
const reference = compileReference(catalogue)
const machinesOf = (each: Firm) => compileFirm(each, reference).sites.flatMap(({ machines }) => machines)
const typesOf = (each: Firm) => machinesOf(each).map(({ type }) => type)
const engine = () => createEngine(catalogue, { asOf: today, departments: [] })

const sewers = firm('a', [site({}, { sewer: 6, cutter: 1 })], { workedMaterials: ['woven'] })

describe('people without a machine', () => {
  test('work at the usual machines of their trade, as many as keep them busy', () => {
    expect(machinesOf(sewers)).toEqual([
      { type: 'cutter', count: 1, hours: 35, assumedFor: 'cutter', certainty: 0.8, attributes: {} },
      { type: 'lockstitch', count: 6, hours: 210, assumedFor: 'sewer', certainty: 0.8, attributes: {} },
    ])
  })

  test('count for know-how by the likelihood of these machines', () => {
    const known = (each: Firm) => {
      const asked = engine()
      asked.upsertFirm(each)
      const gowns = maskNeed(1000, { subject: { item: 'gown' } })
      const [alone] = asked.rank(gowns, { viewer: { kind: 'other' } }).partnerships
      return alone?.criteria.find(({ id }) => id === 'know-how')?.value ?? 0
    }
    const declared = firm('a', [site({ cutter: 1, lockstitch: 6 }, { sewer: 6, cutter: 1 })], {
      workedMaterials: ['woven'],
    })
    // Packing takes no machine; of a gown it is a third by number and 52 of 858 cents.
    const packing = 0.5 / 3 + (0.5 * 52) / 858
    expect(known(declared) - known(sewers)).toBeCloseTo(0.45 * 0.2 * (1 - packing), 9)
  })

  test('work at what fits their material, or else at the first', () => {
    const cutters = (...workedMaterials: string[]) =>
      typesOf(firm('a', [site({}, { cutter: 2 })], { workedMaterials }))
    expect(cutters('leather')).toEqual(['clicker-press'])
    expect(cutters('woven', 'leather')).toEqual(['clicker-press', 'cutter'])
    expect(cutters()).toEqual(['cutter'])
  })

  test('have none where the trade says nothing of machines', () => {
    expect(typesOf(firm('a', [site({}, { seller: 5 })]))).toEqual([])
  })

  test('have theirs beside those declared for another trade, and none of a kind that is declared', () => {
    const park = (machines: Record<string, number>) =>
      typesOf(firm('a', [site(machines, { sewer: 6, cutter: 1 })], { workedMaterials: ['woven'] }))
    expect(park({ laser: 1 })).toEqual(['laser', 'lockstitch'])
    expect(park({ 'walking-foot': 2 })).toEqual(['cutter', 'walking-foot'])
    expect(park({ laser: 1, 'walking-foot': 2 })).toEqual(['laser', 'walking-foot'])
  })

  test('have theirs though a machine of another kind, that they only learn, is declared', () => {
    const learned = compileReference({
      ...catalogue,
      reorientations: [
        ...catalogue.reorientations,
        {
          id: 'sewer-cut',
          from: { trade: 'sewer' },
          to: { process: 'cut-laser', families: null, item: null },
          name: { fr: 'Couper', en: 'Cut' },
          days: { value: 2, basis: 'estimated' },
          keuro: { value: 0, basis: 'estimated' },
          trainingDays: { value: 2, basis: 'estimated' },
          rampUp: [],
          speed: { value: 1, basis: 'estimated' },
        },
      ],
    })
    const park = compileFirm(firm('a', [site({ laser: 1 }, { sewer: 6 })]), learned).sites[0]?.machines
    expect(park?.map(({ type }) => type)).toEqual(['laser', 'lockstitch'])
  })

  test('work at the machines usual in their line of business, which nobody said stand there', () => {
    const usualThere = site({}, { sewer: 6 })
    usualThere.machines.push({ type: 'walking-foot', count: 1, hoursPerWeek: 35, likelihood: 0.8 })
    const found = machinesOf(firm('a', [usualThere]))
    expect(found).toMatchObject([{ type: 'walking-foot', assumedFor: 'activity', certainty: 0.8 }])
  })

  test('of one kind declared keep theirs of another, where only a line of business tells of that kind', () => {
    const park = site({}, { sewer: 6, cutter: 1 })
    park.machines.push({ type: 'walking-foot', count: 1, hoursPerWeek: 35, likelihood: 0.8 })
    expect(typesOf(firm('a', [park], { workedMaterials: ['woven'] }))).toEqual(['cutter', 'walking-foot'])
  })

  test('have none where the machines of their trade stand at another site', () => {
    const sites = [site({ lockstitch: 4 }, {}), site({}, { sewer: 6 }, { id: 'second', name: 'second' })]
    expect(machinesOf(firm('a', sites)).map(({ assumedFor }) => assumedFor)).toEqual([null])
  })

  test('leave the profile as it was given', () => {
    const before = structuredClone(sewers)
    engine().explore(sewers)
    expect(sewers).toEqual(before)
  })
})

describe('what rests on assumed machines', () => {
  const maskOf = (each: Firm) =>
    engine()
      .explore(each)
      .find(({ item }) => item === 'mask')

  test('says which, and what rests on declared ones says nothing', () => {
    expect(maskOf(sewers)?.assumed).toEqual({ machines: ['cutter', 'lockstitch'], people: false })
    expect(maskOf(sewingShop('b'))?.assumed).toBeUndefined()
    const people = firm('c', [site({ cutter: 1, lockstitch: 5 }, {})], { workedMaterials: ['woven'] })
    expect(maskOf(people)?.assumed).toEqual({ machines: [], people: true })
    const [first] = engine().exploreProducts(sewers)
    expect(first?.assumed).toEqual({ machines: ['cutter', 'lockstitch'], people: false })
  })

  test('is less sure than the same declared', () => {
    const declared = { ...sewers, sites: [site({ cutter: 1, lockstitch: 6 }, { sewer: 6, cutter: 1 })] }
    expect(maskOf(sewers)?.score).toBeCloseTo(0.8 * (maskOf(declared)?.score ?? 0), 10)
    expect(maskOf(sewers)?.weeklyUnits).toBe(maskOf(declared)?.weeklyUnits)
  })

  test('is told to the buyer, with the work and in the sentence about capacity', () => {
    const found = engine()
    found.upsertFirm(sewers)
    const [best] = found.rank(maskNeed(50_000), { viewer: { kind: 'other' } }).partnerships
    const sewn = best?.assignments.find(({ operation }) => operation === 'sew')
    expect(sewn?.assumed).toEqual({ machines: ['lockstitch'], people: false })
    const reason = best?.criteria.find(({ id }) => id === 'capacity')?.reason
    if (reason === undefined) throw new Error('Nothing is said of capacity')
    expect(reason.code).toBe('capacity.assumed-machines')
    expect(sentence(reason, 'fr', names)).toContain('supposées d’après le métier')
    expect(sentence(reason, 'en', names)).toContain('are assumed')
  })
})
