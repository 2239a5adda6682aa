import { describe, expect, test } from 'vitest'
import { createEngine } from './engine.ts'
import type { ExploreOptions } from './explore.ts'
import type { Firm } from './supply.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineWith, firm, leatherShop, mill, sewingShop, site, today } from './testing/examples.ts'

const explore = (each: Firm, options?: ExploreOptions) => engineWith().explore(each, options)

function possibility(each: Firm, item: string, options?: ExploreOptions) {
  const found = explore(each, options).find(candidate => candidate.item === item)
  if (found === undefined) throw new Error(`Nothing about ${item}`)
  return found
}

const states = (each: Firm, item: string, options?: ExploreOptions) =>
  possibility(each, item, options).operations.map(({ operation, state }) => `${operation} ${state}`)

describe('what a firm could make', () => {
  test('a mill makes the cloth and the stack, not the mask', () => {
    const [first] = explore(mill('mill'))
    expect(['barrier-cloth', 'cloth', 'stack']).toContain(first?.item)
    expect(states(mill('mill'), 'mask')).toEqual([
      'cut missing',
      'sew missing',
      'test missing',
      'pack direct',
    ])
    expect(possibility(mill('mill'), 'stack').goesInto).toEqual(['mask', 'mask-child'])
    expect(possibility(mill('mill'), 'cloth').score).toBeGreaterThan(possibility(mill('mill'), 'mask').score)
  })

  test('a mill that weaves another matter has to change, and is told how', () => {
    const upholstery = mill('mill', { workedMaterials: ['leather'] })
    expect(states(upholstery, 'cloth')).toEqual(['weave reoriented', 'finish direct'])
    expect(possibility(upholstery, 'cloth')).toMatchObject({
      effort: { days: 20, keuro: 10, trainingDays: 2 },
      coverage: 1,
    })
  })

  test('a leather workshop cuts with its press, and sews after a light change', () => {
    expect(states(leatherShop('a'), 'mask')).toEqual([
      'cut direct',
      'sew reoriented',
      'test missing',
      'pack direct',
    ])
    const { effort, limitedBy, weeklyUnits } = possibility(leatherShop('a'), 'mask')
    // Machines and people change side by side: 6 days for the feet, 10 for the hands.
    expect(effort).toEqual({ days: 10, keuro: 20, trainingDays: 4 })
    expect(limitedBy).toBe('machines')
    expect(weeklyUnits).toBe((6 * 35 * 60 * 0.7) / 6)
  })

  test('a change longer than asked for is not looked at', () => {
    expect(states(leatherShop('a'), 'mask', { maximumDays: 9 })).toContain('sew missing')
    expect(states(leatherShop('a'), 'mask', { maximumDays: 10 })).toContain('sew reoriented')
  })

  test('what can be done as it stands needs no change, though one would do more', () => {
    const mixed = firm('a', [site({ lockstitch: 1, 'walking-foot': 9, cutter: 1 }, { sewer: 9, cutter: 1 })])
    expect(possibility(mixed, 'gown').effort.days).toBe(0)
    expect(states(mixed, 'gown')).toContain('sew direct')
  })

  test('the change it would take to weave what it sews is not that of sewing', () => {
    const items = smallCatalogue.items.map(item =>
      item.id === 'barrier-cloth' ? { ...item, outside: null } : item,
    )
    const engine = createEngine({ ...smallCatalogue, items }, { asOf: today, departments: [] })
    const both = firm('a', [site({ cutter: 1, lockstitch: 2, loom: 2 }, { cutter: 1, sewer: 2, weaver: 1 })])
    const gown = engine.explore(both).find(({ item }) => item === 'gown')
    expect(gown).toMatchObject({ coverage: 1, effort: { days: 0, keuro: 0, trainingDays: 0 } })
  })

  test('only packing comes last, below any trade', () => {
    const packer = firm('a', [site({}, { seller: 5 })])
    expect(possibility(packer, 'mask').score).toBeLessThanOrEqual(0.05)
    expect(possibility(packer, 'mask').skilled).toBe(false)
    expect(possibility(sewingShop('b'), 'mask').skilled).toBe(true)
    expect(possibility(packer, 'mask').weeklyUnits).toBeGreaterThan(0)
    expect(possibility(packer, 'cloth')).toMatchObject({
      coverage: 0,
      score: 0,
      weeklyUnits: 0,
      limitedBy: null,
    })
  })

  test('rules that close one of its routes are told', () => {
    const engraver = firm('a', [site({ laser: 1 }, { cutter: 1 })], { workedMaterials: ['knit-swim'] })
    expect(possibility(engraver, 'visor').rules).toEqual(['no-laser-on-plastic'])
    expect(possibility(engraver, 'mask').rules).toEqual(['swim-knit-is-no-filter'])
  })

  test('the past is not proposed, and a firm without a site makes nothing', () => {
    expect(explore(firm('a', []))).toEqual([])
    const items = explore(sewingShop('a')).map(({ item }) => item)
    expect(new Set(items).size).toBe(items.length)
  })

  test('each recipe of an item on request', () => {
    const recipes = explore(mill('mill'), { everyRecipe: true }).filter(
      ({ item }) => item === 'barrier-cloth',
    )
    expect(recipes.map(({ recipe }) => recipe).sort()).toEqual(['barrier-cloth-dense', 'barrier-cloth-plain'])
  })
})
