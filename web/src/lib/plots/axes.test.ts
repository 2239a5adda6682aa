import { expect, test } from 'vitest'
import { labelled, topOf } from './axes.ts'

test('axes end at a round figure that nothing is above', () => {
  expect([[3], [10], [11], [4999], [0.4], [0], []].map(topOf)).toEqual([5, 10, 20, 5000, 0.5, 1, 1])
})

test('days stand side by side below an axis, and none is cut off at its end', () => {
  expect(labelled(13, 60)).toEqual([0, 2, 4, 6, 8, 10, 12])
  expect(labelled(13, 20)).toEqual([0, 4, 8])
  expect(labelled(4, 80)).toEqual([0, 1, 2, 3])
  expect(labelled(1, 10)).toEqual([0])
})
