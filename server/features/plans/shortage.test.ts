import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortageOf } from './shortage.ts'

const mondays = ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21']

test('a stock is used up first, without what expires before and with what arrives in time', () => {
  const lots = [
    { id: 'a', quantity: 50, expiresOn: null },
    { id: 'b', quantity: 500, expiresOn: '2026-12-01' },
    { id: 'c', quantity: 10, expiresOn: '2026-12-08' },
  ]
  const arrivals = [{ day: '2026-12-15', quantity: 30 }]
  // Week 1: 20 of b, all but those 20 expire; week 2: 10 of c and 10 of a; week 3: 20 of a; week 4: 20 of a and none of 30.
  expect(shortageOf(lots, arrivals, [20, 20, 20, 60], mondays)).toEqual({ missing: [0, 0, 0, 10], left: 0 })
})

test('what is used is there, missing or never both; nothing is used twice', () => {
  const lot = fc.record({
    id: fc.uuid(),
    quantity: fc.nat(200),
    expiresOn: fc.constantFrom(null, '2026-12-01', '2026-12-10', '2027-01-01'),
  })
  const arrival = fc.record({
    day: fc.constantFrom('2026-11-01', '2026-12-07', '2026-12-20', '2027-02-01'),
    quantity: fc.nat(200),
  })
  const used = fc.array(fc.nat(100), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(fc.array(lot), fc.array(arrival), used, (lots, arrivals, units) => {
      const { missing, left } = shortageOf(lots, arrivals, units, mondays)
      const sum = (values: number[]) => values.reduce((all, one) => all + one, 0)
      const there = sum([...lots, ...arrivals].map(({ quantity }) => quantity))
      expect(missing.every((short, week) => short >= 0 && short <= (units[week] ?? 0))).toBe(true)
      expect(sum(units) - sum(missing) + left).toBeLessThanOrEqual(there)
      const kept = shortageOf(
        lots.map(lot => ({ ...lot, expiresOn: null })),
        arrivals,
        units,
        mondays,
      )
      expect(sum(units) - sum(kept.missing) + kept.left).toBe(there)
    }),
  )
})
