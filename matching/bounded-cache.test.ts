import { expect, test } from 'vitest'
import { BoundedCache } from './bounded-cache.ts'

/** Which of some values had to be worked out. */
function worked(cache: BoundedCache<number, string>, keys: number[]): number[] {
  return keys.filter(key => {
    let isWorked = false
    const value = cache.get(key, () => {
      isWorked = true
      return `value ${key}`
    })
    expect(value).toBe(`value ${key}`)
    return isWorked
  })
}

test('what was used longest ago goes first, whatever was taken out before', () => {
  const cache = new BoundedCache<number, string>(3)
  expect(worked(cache, [1, 2, 3, 1, 4])).toEqual([1, 2, 3, 4])
  expect(worked(cache, [3, 4, 1])).toEqual([])
  cache.delete(3)
  expect(worked(cache, [5, 4, 1, 6])).toEqual([5, 6])
  expect(worked(cache, [4, 1, 6, 5])).toEqual([5])
  cache.clear()
  expect(worked(cache, [4, 7, 8, 9, 4])).toEqual([4, 7, 8, 9, 4])
  expect(cache.size).toBe(3)
})

test('as many as have room are kept, and never more, however many come and go', () => {
  const cache = new BoundedCache<number, string>(100)
  const many = Array.from({ length: 5000 }, (_, key) => key)
  expect(worked(cache, many)).toEqual(many)
  expect(cache.size).toBe(100)
  expect(worked(cache, many.slice(-100))).toEqual([])
})
