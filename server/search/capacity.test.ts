import { describe, expect, test } from 'vitest'
import { capacityAt, capacityOf, weeksUntil } from './capacity.ts'

describe('what a firm makes a week', () => {
  test('is the most of its ways that run by then', () => {
    expect(capacityOf([{ weeklyUnits: 500, days: 0 }])).toEqual([500])
    const changing = capacityOf([
      { weeklyUnits: 500, days: 0 },
      { weeklyUnits: 2000, days: 15 },
      { weeklyUnits: 900, days: 7 },
      { weeklyUnits: 300, days: 60 },
    ])
    expect(changing).toEqual([500, 900, 900, 2000])
    expect([0, 1, 2, 3, 50].map(weeks => capacityAt(changing, weeks))).toEqual([500, 900, 900, 2000, 2000])
    expect(capacityAt(undefined, 3)).toBe(0)
  })

  test('is nothing before a change that it cannot do without is made', () => {
    expect(capacityOf([{ weeklyUnits: 800, days: 8 }])).toEqual([0, 0, 800])
  })

  test('is asked for a whole number of weeks from now', () => {
    expect(weeksUntil('2026-11-23', '2026-12-06')).toBe(1)
    expect(weeksUntil('2026-11-23', '2026-12-07')).toBe(2)
    expect(weeksUntil('2026-11-23', '2026-01-01')).toBe(0)
  })
})
