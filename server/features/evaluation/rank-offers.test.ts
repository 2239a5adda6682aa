import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLow, type Marked, priceMark, rankOffers } from './rank-offers.ts'

const criteria = [
  { kind: 'price', weight: 60 },
  { kind: 'quality', weight: 30 },
  { kind: 'environment', weight: 10 },
] as const

const offers = fc
  .array(
    fc.record({
      cents: fc.integer({ min: 1, max: 10_000_000_000 }),
      marks: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map(all => all.map((offer, at): Marked => ({ id: `offer ${String(at).padStart(2, '0')}`, ...offer })))

describe('offers for a lot', () => {
  test('the lowest price has 100 and the others their share of it, to the hundredth', () => {
    expect(priceMark(80_000, 80_000)).toBe(10_000)
    expect(priceMark(80_000, 120_000)).toBe(6667)
    // 100 × 1 ÷ 8 is 12.5 exactly; a half of a hundredth goes up.
    expect(priceMark(1, 8)).toBe(1250)
    expect(priceMark(1, 32)).toBe(313)
    expect(priceMark(0, 5)).toBe(0)
    expect(priceMark(0, 0)).toBe(10_000)
    fc.assert(
      fc.property(offers, all => {
        const lowest = Math.min(...all.map(({ cents }) => cents))
        for (const { id, marks } of rankOffers(criteria, all)) {
          const cents = all.find(offer => offer.id === id)?.cents ?? 0
          // Never more than half a hundredth from the exact share.
          expect(Math.abs((marks[0] ?? 0) - (10_000 * lowest) / cents)).toBeLessThanOrEqual(0.5 + 1e-6)
          expect(marks[0] === 10_000 || cents > lowest).toBe(true)
        }
      }),
    )
  })

  test('a total is the weighted sum of the marks, and at most 100', () => {
    const [first, second] = rankOffers(criteria, [
      { id: 'a', cents: 100_000, marks: [0, 70, 90] },
      { id: 'b', cents: 80_000, marks: [0, 50, 40] },
    ])
    expect(first).toEqual({
      id: 'b',
      marks: [10_000, 5000, 4000],
      total: 790_000,
      rank: 1,
      isTied: false,
    })
    expect(second).toMatchObject({ id: 'a', marks: [8000, 7000, 9000], total: 780_000, rank: 2 })
    fc.assert(
      fc.property(offers, all => {
        for (const { total } of rankOffers(criteria, all)) {
          expect(Number.isInteger(total)).toBe(true)
          expect(total).toBeLessThanOrEqual(1_000_000)
        }
      }),
    )
  })

  test('come in one order whatever order they are given in, and no better offer is behind', () => {
    fc.assert(
      fc.property(offers, all => {
        const ranked = rankOffers(criteria, all)
        expect(rankOffers(criteria, all.toReversed())).toEqual(ranked)
        ranked.reduce((before, offer) => {
          expect(offer.total).toBeLessThanOrEqual(before.total)
          expect(offer.rank > before.rank).toBe(offer.total < before.total)
          return offer
        })
      }),
    )
  })

  test('share a rank where their totals are equal, and it is said', () => {
    const even = rankOffers(criteria, [
      { id: 'a', cents: 500, marks: [0, 10, 50] },
      { id: 'b', cents: 500, marks: [0, 20, 20] },
      { id: 'c', cents: 900, marks: [0, 0, 0] },
    ])
    expect(even.map(({ id, rank, isTied }) => [id, rank, isTied])).toEqual([
      ['a', 1, true],
      ['b', 1, true],
      ['c', 3, false],
    ])
  })

  test('a price a quarter below the average of the others is flagged, one alone never is', () => {
    expect(looksLow(70_000, [])).toBeNull()
    expect(looksLow(75_000, [100_000])).toBe(25)
    expect(looksLow(75_001, [100_000])).toBeNull()
    expect(looksLow(60_000, [90_000, 110_000])).toBe(40)
    expect(looksLow(0, [0, 0])).toBeNull()
  })
})
