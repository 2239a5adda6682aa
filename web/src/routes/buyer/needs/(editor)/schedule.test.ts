import { describe, expect, test } from 'vitest'
import { dayAfter, splitEvenly } from './schedule.ts'

describe('deliveries at a rhythm', () => {
  test('come every week, even across a change of clocks', () => {
    expect([0, 1, 2].map(step => dayAfter('2026-10-20', 'week', step))).toEqual([
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
    ])
  })

  test('come every month on the same day, or on the last one of a shorter month', () => {
    expect([0, 1, 2].map(step => dayAfter('2026-12-31', 'month', step))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
    ])
  })

  test('share the quantity in whole boxes and add up to it', () => {
    const split = splitEvenly(20_010, { first: '2027-01-15', count: 4, rhythm: 'month', packaging: 50 })
    expect(split.map(({ due }) => due)).toEqual(['2027-01-15', '2027-02-15', '2027-03-15', '2027-04-15'])
    expect(split.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(20_010)
    expect(split.slice(1).every(({ quantity }) => quantity % 50 === 0)).toBe(true)
  })

  test('are fewer than asked where there is not one piece for each', () => {
    expect(splitEvenly(2, { first: '2027-01-15', count: 4, rhythm: 'week' })).toHaveLength(2)
  })
})
