import { describe, expect, test } from 'vitest'
import { compileAvailability, rampedWeeksBetween, weeksBetween } from './availability.ts'
import { dateOf, dayOf, mondayOf } from './dates.ts'
import { deliveryDays, kilometres } from './geography.ts'
import { foix, toulouse } from './testing/examples.ts'

describe('dates', () => {
  test('are counted in days, leap days included', () => {
    expect(dayOf('1970-01-02')).toBe(1)
    expect(dayOf('2028-03-01') - dayOf('2028-02-28')).toBe(2)
    expect(dateOf(dayOf('2026-11-23') + 0.9)).toBe('2026-11-23')
  })

  test.each(['2026-02-30', '23/11/2026', '2026-11-23T00:00', ''])('refuse %s', text => {
    expect(() => dayOf(text)).toThrow(RangeError)
  })

  test('belong to the week of their Monday, across the year', () => {
    expect(dateOf(mondayOf(dayOf('2027-01-03')))).toBe('2026-12-28')
    expect(dateOf(mondayOf(dayOf('2026-11-23')))).toBe('2026-11-23')
    expect(dateOf(mondayOf(dayOf('1969-12-31')))).toBe('1969-12-29')
  })
})

describe('weeks of work', () => {
  const closed = compileAvailability([
    { week: '2026-12-21', share: 1 },
    { week: '2026-12-21', share: 0 },
  ])
  const [from, to] = [dayOf('2026-12-14'), dayOf('2027-01-04')]

  test('leave out closed weeks, the last word on a week holding', () => {
    expect(weeksBetween(compileAvailability([]), from, to)).toBe(3)
    expect(weeksBetween(closed, from, to)).toBe(2)
    expect(weeksBetween(closed, dayOf('2026-12-23'), to)).toBeCloseTo(1, 9)
    expect(weeksBetween(closed, to, from)).toBe(0)
  })

  test('count more where a firm works more', () => {
    expect(weeksBetween(compileAvailability([{ week: '2026-12-21', share: 1.5 }]), from, to)).toBe(3.5)
  })

  test('after a change begin at the share of the pace that is reached', () => {
    const always = compileAvailability([])
    expect(rampedWeeksBetween(always, from, to, [0.25, 0.5])).toBeCloseTo(0.25 + 0.5 + 1, 9)
    expect(rampedWeeksBetween(always, from, from + 3, [0.5])).toBeCloseTo((0.5 * 3) / 7, 9)
    expect(rampedWeeksBetween(closed, from, to, [0.5, 0.5])).toBeCloseTo(0.5 + 0 + 1, 9)
  })
})

describe('kilometres', () => {
  test('are those of the road: Foix to Toulouse', () => {
    const distance = kilometres(foix, toulouse)
    expect(distance).toBeGreaterThan(80)
    expect(distance).toBeLessThan(105)
    expect(kilometres(toulouse, foix)).toBeCloseTo(distance, 9)
    expect(kilometres(foix, foix)).toBe(0)
  })

  test('take whole days on the road, one at least', () => {
    expect([0, 500, 501].map(deliveryDays)).toEqual([1, 1, 2])
  })
})
