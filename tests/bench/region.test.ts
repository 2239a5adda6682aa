import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { dayOf } from '@maillage/matching/dates.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import { describe, expect, test } from 'vitest'
import { drawFirms } from './firms.ts'
import { drawNeeds } from './needs.ts'

const today = '2026-11-23'
const catalogue = loadCatalogue()
const firms = [...drawFirms(1, 2000, today)]
const needs = [...drawNeeds(1, 500, today, catalogue)]
const share = <T>(list: T[], holds: (each: T) => boolean) => list.filter(holds).length / list.length
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

describe('the same seed', () => {
  test('gives the same region, byte for byte', () => {
    expect(JSON.stringify([...drawFirms(1, 2000, today)])).toBe(JSON.stringify(firms))
    expect(JSON.stringify([...drawNeeds(1, 500, today, catalogue)])).toBe(JSON.stringify(needs))
  })

  test('gives a smaller region that the larger one begins with', () => {
    expect([...drawFirms(1, 20, today)]).toEqual(firms.slice(0, 20))
    expect([...drawNeeds(1, 20, today, catalogue)]).toEqual(needs.slice(0, 20))
  })

  test('is told from another', () => {
    expect([...drawFirms(2, 5, today)]).not.toEqual(firms.slice(0, 5))
  })
})

describe('firms', () => {
  test('have ids of their own, and so have their sites', () => {
    expect(new Set(firms.map(({ id }) => id)).size).toBe(firms.length)
    const sites = firms.flatMap(firm => firm.sites.map(({ id }) => id))
    expect(new Set(sites).size).toBe(sites.length)
  })

  test('sew, more than anything else', () => {
    const has = (part: string) => share(firms, ({ name }) => name.startsWith(part))
    expect(has('Confection')).toBeGreaterThan(0.15)
    expect(has('Confection')).toBeGreaterThan(3 * has('Tissages'))
    expect(has('Tissages')).toBeGreaterThan(5 * has('Voies fondues'))
    expect(has('Voies fondues')).toBeGreaterThan(0)
  })

  test('are mostly small, with a long tail of large ones', () => {
    const people = firms
      .map(({ sites }) => sites.flatMap(({ workforce }) => workforce))
      .filter(workforce => workforce.length > 0)
      .map(workforce => workforce.reduce((sum, each) => sum + each.people, 0))
    expect(median(people)).toBeGreaterThan(8)
    expect(median(people)).toBeLessThan(25)
    expect(share(people, each => each > 100)).toBeGreaterThan(0.005)
    expect(share(people, each => each > 100)).toBeLessThan(0.08)
  })

  test('seldom hold the proof of a product', () => {
    expect(share(firms, ({ certificates }) => certificates.some(({ item }) => item !== null))).toBeLessThan(
      0.03,
    )
  })

  test('are fresh or stale, full or bare', () => {
    expect(share(firms, ({ confirmedAt }) => confirmedAt === null)).toBeCloseTo(0.1, 1)
    expect(share(firms, ({ availability }) => availability.length > 0)).toBeCloseTo(0.25, 1)
    expect(
      share(firms, ({ sites }) => sites.every(({ workforce }) => workforce.length === 0)),
    ).toBeGreaterThan(0.15)
  })

  test('stand in the textile departments more than people do', () => {
    const vosges = share(firms, ({ sites }) => sites[0]?.place.department === '88')
    const buyers = share(needs, ({ place }) => place.department === '88')
    expect(vosges).toBeGreaterThan(2 * buyers)
  })

  test('close and open by whole weeks', () => {
    const weeks = firms.flatMap(({ availability }) => availability.map(({ week }) => week))
    expect(new Set(weeks.map(week => new Date(week).getUTCDay()))).toEqual(new Set([1]))
    expect(weeks.every(week => week > today)).toBe(true)
  })

  test('speak the words of the catalogue', () => {
    const ids = (list: { id: string }[]) => new Set(list.map(({ id }) => id))
    const used = (of: (firm: (typeof firms)[number]) => string[]) => new Set(firms.flatMap(of))
    const unknown = (words: Set<string>, list: { id: string }[]) =>
      [...words].filter(word => !ids(list).has(word))
    const { machineTypes, trades, materialFamilies, norms, items, families } = catalogue
    const types = used(({ sites }) => sites.flatMap(({ machines }) => machines.map(({ type }) => type)))
    expect(unknown(types, machineTypes)).toEqual([])
    const jobs = used(({ sites }) => sites.flatMap(({ workforce }) => workforce.map(({ trade }) => trade)))
    expect(unknown(jobs, trades)).toEqual([])
    const materials = used(({ workedMaterials }) => workedMaterials)
    expect(unknown(materials, materialFamilies)).toEqual([])
    const held = used(({ certificates }) => certificates.map(({ norm }) => norm))
    expect(unknown(held, norms)).toEqual([])
    const proven = used(({ certificates }) => certificates.flatMap(({ item }) => item ?? []))
    expect(unknown(proven, items)).toEqual([])
    const wished = used(({ willing, unwilling }) => [...willing, ...unwilling])
    expect(unknown(wished, families)).toEqual([])
  })
})

describe('needs', () => {
  test('add up: tranches and sizes to the quantity, in the order of their dates', () => {
    for (const { quantity, schedule, sizes } of needs) {
      const sum = (list: { quantity: number }[]) => list.reduce((total, each) => total + each.quantity, 0)
      expect(sum(schedule)).toBe(quantity)
      expect(sizes.length === 0 ? quantity : sum(sizes)).toBe(quantity)
      expect(
        schedule.every((each, at) => each.quantity > 0 && each.due > (schedule[at - 1]?.due ?? today)),
      ).toBe(true)
    }
  })

  test('are due within a year, in one to six tranches', () => {
    const tranches = new Set(needs.map(({ schedule }) => schedule.length))
    expect(tranches).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    const days = needs.map(({ schedule }) => dayOf(schedule.at(-1)?.due ?? today) - dayOf(today))
    expect(Math.min(...days)).toBeGreaterThanOrEqual(30)
    expect(Math.max(...days)).toBeLessThanOrEqual(365)
  })

  test('come from every kind of buyer, for products and for families', () => {
    expect(new Set(needs.map(({ buyerKind }) => buyerKind)).size).toBe(7)
    expect(share(needs, ({ subject }) => 'family' in subject)).toBeGreaterThan(0.1)
  })
})

test('the engine takes every firm and every need, and finds somebody for most', () => {
  const departments = ['09', '81']
  const engine = createEngine(catalogue, { asOf: today, departments })
  for (const firm of firms) engine.upsertFirm(firm)
  expect([...engine.firms()]).toHaveLength(firms.length)
  for (const need of needs) engine.upsertNeed(need)
  expect(needs.every(({ id }) => engine.need(id) !== undefined)).toBe(true)

  const small = createEngine(catalogue, { asOf: today, departments })
  for (const firm of firms.slice(0, 40)) small.upsertFirm(firm)
  const found = needs
    .slice(0, 40)
    .map(need => small.rank({ ...need, maximumPartners: 1 }, { viewer: { kind: 'other' } }))
  expect(share(found, ({ candidates }) => candidates > 0)).toBeGreaterThan(0.8)
})
