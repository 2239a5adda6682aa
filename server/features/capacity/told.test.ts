import { expect, test } from 'vitest'
import { roughly, toldSum } from './told.ts'

test('a sum is told where at least three are in it and none is nearly all of it, in rough figures', () => {
  expect(toldSum([500, 400])).toBeNull()
  expect(toldSum([500, 400, 0])).toBeNull()
  expect(toldSum([9000, 400, 500])).toBeNull()
  expect(toldSum([500, 400, 345])).toBe(1200)
  expect([0, 7, 48, 1249, 1_951_000].map(roughly)).toEqual([0, 7, 48, 1200, 2_000_000])
})
