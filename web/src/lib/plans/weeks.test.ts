import { expect, test } from 'vitest'
import { labelled, longestLate, peakOf, spanOf, topOf } from './weeks.ts'

test('weeks are read: from when to when, which has most, and how long something was late', () => {
  const made = [0, 0, 40, 90, 0, 10, 0]
  expect(spanOf(made)).toEqual({ first: 2, last: 5 })
  expect(peakOf(made)).toEqual({ week: 3, value: 90 })
  expect([spanOf([0, 0]), peakOf([0, 0]), spanOf([])]).toEqual([null, null, null])
  expect(longestLate([0, 5, 5, 0, 5, 0.2])).toBe(2)
})

test('axes end at a round figure that nothing is above', () => {
  expect([[3], [10], [11], [4999], [0.4], [0], []].map(topOf)).toEqual([5, 10, 20, 5000, 0.5, 1, 1])
})

test('days stand side by side below an axis, and none is cut off at its end', () => {
  expect(labelled(13, 60)).toEqual([0, 2, 4, 6, 8, 10, 12])
  expect(labelled(13, 20)).toEqual([0, 4, 8])
  expect(labelled(4, 80)).toEqual([0, 1, 2, 3])
  expect(labelled(1, 10)).toEqual([0])
})
