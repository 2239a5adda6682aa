import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileReference } from '../reference.ts'
import { firms, regions } from '../testing/arbitraries.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { mill, sewingShop, today } from '../testing/examples.ts'
import type { Firm } from '../supply.ts'
import { type Asked, autonomyOf } from './autonomy.ts'

const reference = compileReference(smallCatalogue)
const WEEKS = 12
const ask = (of: Firm[], need = 10_000, item = 'mask', differs: Partial<Asked> = {}) =>
  autonomyOf(reference, {
    asOf: today,
    firms: of,
    item,
    claim: 'none',
    need: Array.from({ length: WEEKS }, () => need),
    ...differs,
  })

describe('the autonomy of a region', () => {
  // `docs/planning.md` reckons the workshop by hand: 16,170 minutes a week of its people, 3.4 of them a mask.
  it('is the share of the need that a workshop’s hours make, where the market has the rest', () => {
    const weekly = 16_170 / 3.4
    const { withMarket, links } = ask([sewingShop('shop')])
    expect(withMarket.today).toBeCloseTo(weekly / 10_000, 6)
    expect(withMarket.daysUntil).toBeNull()
    // Alone, its sewing machines would do 4,900: 10 machines of 35 hours at the workshop's pace, 3 minutes a mask.
    const sewing = links.find(({ operation, item }) => operation === 'sew' && item === 'mask')
    expect(sewing?.today).toBeCloseTo((10 * 35 * 60 * 0.7) / 3, 6)
    // It takes some days to set up, so that the first whole week is the next.
    expect(ask([sewingShop('shop')], 4000).withMarket).toMatchObject({ today: 1, daysUntil: 7 })
  })

  it('has no share alone where a layer has no maker, and says which link is missing', () => {
    const { alone, links } = ask([sewingShop('shop')], 100)
    expect(alone.today).toBe(0)
    expect(links.filter(({ after, service }) => after === 0 && !service).length).toBeGreaterThan(0)
    const withMill = ask([sewingShop('shop'), mill('mill')], 100)
    const missing = ({ links: all }: typeof withMill) =>
      all.filter(({ after, service }) => after === 0 && !service)
    expect(missing(withMill).length).toBeLessThan(missing({ ...withMill, links }).length)
  })

  it('names the firm without which it falls, and not one that another stands in for', () => {
    expect(ask([sewingShop('shop')], 4000).fragile).toEqual([{ firm: 'shop', left: 0 }])
    expect(ask([sewingShop('one'), sewingShop('other')], 4000).fragile).toEqual([])
    const half = ask([sewingShop('one'), sewingShop('other')], 9000).fragile
    expect(half.map(({ firm }) => firm)).toEqual(['one', 'other'])
    expect(half[0]?.left).toBeCloseTo(16_170 / 3.4 / 9000, 6)
  })

  it('says what comes from outside, and how much the region depends on it', () => {
    const { outside } = ask([sewingShop('shop')])
    expect(outside.length).toBeGreaterThan(0)
    expect(outside.every(({ into }) => into.operation !== '')).toBe(true)
  })

  it('draws the strongest way, each stage after what goes into it', () => {
    const { stages, links } = ask([sewingShop('shop'), mill('mill')], 100)
    expect(stages.at(-1)).toMatchObject({ item: 'mask', depth: 0, into: null })
    stages.forEach(({ into }, at) => expect(into === null ? stages.length : into).toBeGreaterThan(at))
    for (const { item, recipe, links: own } of stages)
      for (const at of own) expect(links[at]).toMatchObject({ item, recipe })
  })

  it('needs a week to be asked for', () => {
    expect(() => ask([], 1, 'mask', { need: [] })).toThrow(RangeError)
  })
})

const asked = fc.record({
  item: fc.constantFrom('mask', 'gown', 'visor', 'elastic'),
  need: fc.integer({ min: 1, max: 100_000 }),
})
const atLeast = (more: number, less: number) => expect(more).toBeGreaterThanOrEqual(less - 1e-6)
const claimOf = (item: string) => (item === 'visor' ? ('protects-wearer' as const) : ('none' as const))

describe('for any region', () => {
  it('a firm more never lowers autonomy, nor any link', () => {
    fc.assert(
      fc.property(regions(4), firms('z'), asked, (region, another, { item, need }) => {
        const differs = { claim: claimOf(item) }
        const [before, after] = [
          ask(region, need, item, differs),
          ask([...region, another], need, item, differs),
        ]
        for (const kind of ['withMarket', 'alone'] as const) {
          atLeast(after[kind].today, before[kind].today)
          before[kind].byWeek.forEach((share, week) => atLeast(after[kind].byWeek[week] ?? 0, share))
        }
        before.links.forEach(({ today: now, after: then }, at) => {
          atLeast(after.links[at]?.today ?? 0, now)
          atLeast(after.links[at]?.after ?? 0, then)
        })
      }),
      { numRuns: 40 },
    )
  })

  it('shares lie between nothing and all, buying never makes less, and what is needed twice is met half as well', () => {
    fc.assert(
      fc.property(regions(4), asked, (region, { item, need }) => {
        const differs = { claim: claimOf(item) }
        const once = ask(region, need, item, differs)
        const twice = ask(region, 2 * need, item, differs)
        for (const kind of ['withMarket', 'alone'] as const) {
          for (const share of [once[kind].today, ...once[kind].byWeek]) {
            atLeast(share, 0)
            atLeast(1, share)
          }
          atLeast(once[kind].today, twice[kind].today)
          atLeast(twice[kind].today, once[kind].today / 2)
        }
        atLeast(once.withMarket.today, once.alone.today)
        for (const { left } of once.fragile) atLeast(once.withMarket.after, left)
      }),
      { numRuns: 40 },
    )
  })

  it('no chain is stronger than its weakest link, where its item has one recipe', () => {
    fc.assert(
      fc.property(regions(4), fc.integer({ min: 1, max: 50_000 }), (region, need) => {
        const { withMarket, links } = ask(region, need)
        const own = links.filter(({ item, service }) => item === 'mask' && !service)
        if (new Set(own.map(({ recipe }) => recipe)).size > 1) return
        const weakest = Math.min(...own.map(({ today: now }) => now))
        atLeast(weakest, withMarket.today * need * (1 - 1e-6))
      }),
      { numRuns: 40 },
    )
  })
})
