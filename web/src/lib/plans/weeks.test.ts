import { expect, test } from 'vitest'
import { longestLate, peakOf, spanOf } from './weeks.ts'

test('weeks are read: from when to when, which has most, and how long something was late', () => {
  const made = [0, 0, 40, 90, 0, 10, 0]
  expect(spanOf(made)).toEqual({ first: 2, last: 5 })
  expect(peakOf(made)).toEqual({ week: 3, value: 90 })
  expect([spanOf([0, 0]), peakOf([0, 0]), spanOf([])]).toEqual([null, null, null])
  expect(longestLate([0, 5, 5, 0, 5, 0.2])).toBe(2)
})
