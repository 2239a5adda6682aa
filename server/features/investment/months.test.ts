import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Amount, byMonth, preparedIn, runsAhead } from './months.ts'

test('months follow each other over the end of a year, none left out, from the first to the last that has something', () => {
  const prepared = [{ readyOn: '2026-12-10', monthlyQuantity: 100, months: 2 }]
  const ordered = [{ day: '2027-03-05', quantity: 70 }]
  const asked = [
    { day: '2026-11-30', quantity: 9 },
    { day: '2026-12-01', quantity: 5 },
  ]
  expect(byMonth(prepared, ordered, asked, '2026-12-01')).toEqual([
    { month: '2026-12', prepared: 100, ordered: 0, asked: 5 },
    { month: '2027-01', prepared: 100, ordered: 0, asked: 0 },
    { month: '2027-02', prepared: 0, ordered: 0, asked: 0 },
    { month: '2027-03', prepared: 0, ordered: 70, asked: 0 },
  ])
  expect(byMonth([], [], [], '2026-12-01')).toEqual([])
})

const day = fc
  .tuple(fc.integer({ min: 2026, max: 2028 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}-15`)
const amounts: fc.Arbitrary<Amount[]> = fc.array(
  fc.record({ day, quantity: fc.integer({ min: 1, max: 9999 }) }),
)

test('nothing is lost or doubled between quantities and months, whatever their order', () => {
  const prepared = fc.array(
    fc.record({
      readyOn: day,
      monthlyQuantity: fc.integer({ min: 1, max: 999 }),
      months: fc.integer({ min: 1, max: 36 }),
    }),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(prepared, amounts, amounts, (own, ordered, asked) => {
      const months = byMonth(own, ordered, asked, '2026-01-01')
      const all = (of: (month: (typeof months)[number]) => number) =>
        months.reduce((sum, one) => sum + of(one), 0)
      const total = (list: Amount[]) => list.reduce((sum, { quantity }) => sum + quantity, 0)
      expect(all(one => one.prepared)).toBe(own.reduce((sum, one) => sum + preparedIn(one), 0))
      expect(all(one => one.ordered)).toBe(total(ordered))
      expect(all(one => one.asked)).toBe(total(asked))
      expect(byMonth(own.toReversed(), ordered.toReversed(), asked.toReversed(), '2026-01-01')).toEqual(
        months,
      )
    }),
  )
})

test('money runs ahead where more of it is engaged than of the quantity is ordered', () => {
  const money = { cents: 3_000_000, engagedCents: 1_800_000 }
  expect(runsAhead(money, { prepared: 40_000, ordered: 2400 })).toBe(true)
  expect(runsAhead(money, { prepared: 40_000, ordered: 24_000 })).toBe(false)
  expect(runsAhead(money, { prepared: 40_000, ordered: 23_999 })).toBe(true)
  expect(runsAhead({ cents: 0, engagedCents: 0 }, { prepared: 10, ordered: 0 })).toBe(false)
  // One order more never makes it run ahead.
  const count = fc.nat(1_000_000_000)
  fc.assert(
    fc.property(count, count, count, count, (rest, engagedCents, prepared, ordered) => {
      const of = (more: number) =>
        runsAhead(
          { cents: engagedCents + rest, engagedCents },
          { prepared: prepared + 1, ordered: ordered + more },
        )
      expect(of(0) || !of(1)).toBe(true)
    }),
  )
})
