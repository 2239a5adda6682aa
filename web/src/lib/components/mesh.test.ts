import { describe, expect, test } from 'vitest'
import { knitRow } from './knit.ts'
import { letterOf, threadsBetween } from './mesh.ts'

describe('the thread between two operations', () => {
  test('starts nowhere before the first', () => {
    expect(threadsBetween([], [0])).toEqual([])
  })

  test('stays with a firm that does both', () => {
    expect(threadsBetween([1], [1])).toEqual([{ from: 1, to: 1 }])
  })

  test('goes over to the next firm', () => {
    expect(threadsBetween([0], [2])).toEqual([{ from: 0, to: 2 }])
  })

  test('divides where a firm joins, from the nearest that has it', () => {
    expect(threadsBetween([0, 2], [0, 2, 3])).toContainEqual({ from: 2, to: 3 })
  })

  test('gathers where a firm leaves, at the nearest that goes on', () => {
    expect(threadsBetween([0, 3], [2])).toEqual([
      { from: 3, to: 2 },
      { from: 0, to: 2 },
    ])
  })
})

test('firms go by letters', () => {
  expect([0, 1, 2].map(letterOf)).toEqual(['A', 'B', 'C'])
})

test('a row of loops starts and ends at the foot of a loop', () => {
  const path = knitRow({ x: 0, y: 10, width: 12, height: 8, loops: 2 })
  expect(path.startsWith('M0 14')).toBe(true)
  expect(path.endsWith('24 14')).toBe(true)
})
