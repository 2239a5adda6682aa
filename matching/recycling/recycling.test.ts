import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fleetOutlook } from '../consumption/weekly.ts'
import { balanceOf, type Collected, leftToSort, outcomes } from './balance.ts'
import { endOfLife } from './end-of-life.ts'

const grams = fc.integer({ min: 1, max: 2_000_000 })

/** Parts of a lot, one after the other, each within what is left of it. */
const lot: fc.Arbitrary<Collected> = fc
  .tuple(
    grams,
    fc.array(
      fc.record({
        outcome: fc.constantFrom(...outcomes),
        share: fc.double({ min: 0.01, max: 1, noNaN: true }),
        made: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      }),
      { maxLength: 8 },
    ),
  )
  .map(([whole, parts]) => {
    const sorted: Collected['sorted'][number][] = []
    for (const { outcome, share, made } of parts) {
      const part = Math.floor(leftToSort({ grams: whole, sorted }) * share)
      if (part === 0) continue
      const givenGrams = outcome === 'recycle' && made !== null ? Math.floor(part * made) : null
      sorted.push({ outcome, grams: part, givenGrams })
    }
    return { grams: whole, sorted }
  })

describe('what became of used articles', () => {
  test('is the whole of what was collected, to the gram', () => {
    fc.assert(
      fc.property(fc.array(lot, { maxLength: 12 }), lots => {
        const { collected, reused, recycled, disposed, toSort, given, lost, toMake } = balanceOf(lots)
        expect(reused + recycled + disposed + toSort).toBe(collected)
        expect(given + lost + toMake).toBe(recycled)
        for (const part of [reused, recycled, disposed, toSort, given, lost, toMake])
          expect(part).toBeGreaterThanOrEqual(0)
        expect(toSort).toBe(lots.reduce((sum, one) => sum + leftToSort(one), 0))
      }),
    )
  })

  test('adds up over any way of putting lots together', () => {
    fc.assert(
      fc.property(fc.array(lot), fc.array(lot), (some, others) => {
        const [one, other, all] = [balanceOf(some), balanceOf(others), balanceOf([...some, ...others])]
        expect(all.collected).toBe(one.collected + other.collected)
        expect(all.recycled).toBe(one.recycled + other.recycled)
        expect(all.lost).toBe(one.lost + other.lost)
      }),
    )
  })
})

describe('the end of life', () => {
  const gown = { grams: 310, washes: 70, weekly: null, outlook: null, delivered: 0 }
  const fleet = { users: 100, changesPerDay: 2, daysPerWeek: 7, rotationDays: 4, life: 70 }

  test('of a fleet is what it is renewed by: 1,400 washes a week wear out 20 gowns, which are 6.2 kg', () => {
    const outlook = fleetOutlook({ ...fleet, pieces: 800, washesLeft: 35, yearlyLoss: 0 })
    expect(endOfLife({ ...gown, outlook, weekly: outlook.weekly })).toEqual({
      kgAWeek: 6.2,
      basis: 'fleet',
      weeksLeft: 20,
    })
  })

  test('of what is used once is what is used, or else what was delivered in a year', () => {
    const mask = { grams: 4, washes: null, weekly: null, outlook: null, delivered: 52_000 }
    expect(endOfLife({ ...mask, weekly: 500 })).toMatchObject({ kgAWeek: 2, basis: 'use' })
    expect(endOfLife(mask)).toMatchObject({ kgAWeek: 4, basis: 'delivered' })
  })

  test('of washed articles is not known where nobody says how they are used', () => {
    expect(endOfLife({ ...gown, delivered: 1000 })).toEqual({
      kgAWeek: null,
      basis: 'unknown',
      weeksLeft: null,
    })
  })
})
