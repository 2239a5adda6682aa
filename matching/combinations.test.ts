import { expect, test } from 'vitest'
import { combinations, visitSets } from './combinations.ts'

test('sets are counted: 10 alone, 45 pairs, 120 threes', () => {
  expect(combinations(10, 3)).toBe(175)
  expect(combinations(2, 5)).toBe(3)
})

function visited(count: number, most: number, closed: string[] = []): string[] {
  const sets: string[] = []
  visitSets(count, most, set => {
    sets.push(set.join(''))
    return closed.includes(set.join('')) ? 'closed' : 'open'
  })
  return sets
}

test('every set is visited once, the smaller first', () => {
  expect(visited(3, 3)).toEqual(['0', '1', '2', '01', '02', '12', '012'])
  expect(visited(4, 2)).toHaveLength(combinations(4, 2))
})

test('a set that needs nobody more is not grown, whoever comes first', () => {
  expect(visited(3, 3, ['1'])).toEqual(['0', '1', '2', '02'])
  expect(visited(4, 3, ['13'])).not.toContain('013')
  expect(visited(4, 3, ['13'])).toContain('023')
})
