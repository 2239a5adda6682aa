import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Delivered, sharesOf } from './delivered.ts'
import { hoursAYear, jobsOf } from './jobs.ts'
import { afterCrisis, type BookWeek, standingOf } from './order-book.ts'

const hours = fc.double({ min: 0, max: 100_000, noNaN: true })
const amount = fc.integer({ min: 0, max: 1_000_000 })

test('jobs are full-time ones of the legal year: half of it over half a year is one', () => {
  expect(jobsOf(hoursAYear, 52)).toBe(1)
  expect(jobsOf(hoursAYear / 2, 26)).toBeCloseTo(1, 12)
  expect(jobsOf(hoursAYear / 2, 52)).toBeCloseTo(0.5, 12)
  expect(jobsOf(100, 0)).toBe(0)
})

describe('an order book', () => {
  const book = (committed: number[], declared = 100): BookWeek[] =>
    committed.map((taken, week) => ({ week: `week ${week}`, declared, committed: taken }))

  test('says how full its weeks are, how long its work would last, and from when it is thin', () => {
    // 300 hours taken of 600: three weeks of work in hand; week 2 is the last that is half full.
    expect(standingOf(book([100, 100, 60, 40, 0, 0]))).toEqual({
      declared: 600,
      committed: 300,
      load: { month: 0.75, quarter: 0.5, all: 0.5 },
      weeksInHand: 3,
      thinFrom: 'week 3',
    })
  })

  test('is thin at once where nothing is taken, and not at all while its last week is half full', () => {
    expect(standingOf(book([0, 0])).thinFrom).toBe('week 0')
    expect(standingOf(book([0, 50])).thinFrom).toBeNull()
  })

  test('of a firm that declares nobody has no load, and nothing is divided by nothing', () => {
    const standing = standingOf(book([5, 0], 0))
    expect(standing).toMatchObject({
      load: { month: null, all: null },
      weeksInHand: null,
      thinFrom: 'week 1',
    })
    expect(standingOf([])).toMatchObject({ declared: 0, committed: 0, weeksInHand: null, thinFrom: null })
  })

  test('keeps after the crisis the part that calm use asks for, and says what it does not know', () => {
    const work = (ordered: number, calm: number | null) => ({ item: 'gown', hours: 400, ordered, calm })
    expect(afterCrisis([work(8000, 2000)])[0]?.lasting).toBe(100)
    expect(afterCrisis([work(8000, 9000)])[0]?.lasting).toBe(400)
    expect(afterCrisis([work(0, 0)])[0]?.lasting).toBe(400)
    expect(afterCrisis([work(8000, 0)])[0]?.lasting).toBe(0)
    expect(afterCrisis([work(8000, null)])[0]?.lasting).toBeNull()
    fc.assert(
      fc.property(hours, amount, amount, amount, (own, ordered, calm, more) => {
        const lasting = (units: number) =>
          afterCrisis([{ item: 'a', hours: own, ordered, calm: units }])[0]?.lasting ?? Number.NaN
        expect(lasting(calm)).toBeGreaterThanOrEqual(0)
        expect(lasting(calm)).toBeLessThanOrEqual(own)
        // More use never keeps less work.
        expect(lasting(calm + more)).toBeGreaterThanOrEqual(lasting(calm))
      }),
    )
  })
})

describe('what was delivered', () => {
  const goods = (differs: Partial<Delivered>): Delivered => ({
    item: 'gown-washable',
    grams: 1_000_000,
    cents: 100_000,
    regional: true,
    recyclable: 'yes',
    kilometres: 200,
    materialKgPerKg: 6,
    ...differs,
  })

  test('is shared out by where it was made and what becomes of it, and what is not known stays apart', () => {
    const shares = sharesOf(
      [
        goods({}),
        goods({ regional: false, recyclable: 'no', cents: 50_000, kilometres: 800 }),
        goods({ regional: null, recyclable: 'partly', kilometres: null, materialKgPerKg: null }),
      ],
      0.15,
    )
    expect(shares.regional).toEqual({ yes: 100_000, no: 50_000, unknown: 100_000 })
    expect(shares.recyclable).toEqual({ yes: 1_000_000, partly: 1_000_000, no: 1_000_000 })
    // A tonne over 200 km and one over 800 at 0.15 kg; two tonnes of material at 6 kg a kilogram.
    expect(shares.carbon.transportKg).toBeCloseTo(150, 9)
    expect(shares.carbon.materialsKg).toBeCloseTo(12_000, 9)
    expect(shares.carbon).toMatchObject({
      grams: 3_000_000,
      gramsWithWay: 2_000_000,
      gramsWithFactor: 2_000_000,
      kilometres: 500,
    })
    expect(sharesOf([], 0.15).carbon).toMatchObject({ transportKg: 0, kilometres: null })
  })

  test('is the same told at once or in parts, in any order', () => {
    const any = fc.array(
      fc.record({
        item: fc.constant('a'),
        grams: amount,
        cents: amount,
        regional: fc.constantFrom(true, false, null),
        recyclable: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const),
        kilometres: fc.option(fc.integer({ min: 0, max: 2000 })),
        materialKgPerKg: fc.option(fc.integer({ min: 1, max: 20 })),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(any, any, (some, others) => {
        const [all, one, other] = [[...others, ...some], some, others].map(list => sharesOf(list, 0.15))
        const { yes = 0, no = 0, unknown = 0 } = all?.regional ?? {}
        expect(yes + no + unknown).toBe([...some, ...others].reduce((sum, { cents }) => sum + cents, 0))
        const { yes: whole = 0, partly = 0, no: none = 0 } = all?.recyclable ?? {}
        expect(whole + partly + none).toBe(all?.carbon.grams)
        const apart = (one?.carbon.transportKg ?? 0) + (other?.carbon.transportKg ?? 0)
        expect(all?.carbon.transportKg).toBeCloseTo(apart, 6)
      }),
    )
  })
})
