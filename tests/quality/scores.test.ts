import { describe, expect, test } from 'vitest'
import { hit, mean, ndcg } from './scores.ts'

const grades = new Map([
  ['mask', 3],
  ['gown', 2],
  ['cap', 1],
])

describe('nDCG', () => {
  test('is 1 for the best order, whatever follows it', () => {
    expect(ndcg(['mask', 'gown', 'cap', 'visor'], grades)).toBe(1)
  })

  test('is the discounted gains over those of the best order', () => {
    // Best: 7/1 + 3/1.58496 + 1/2 = 9.39279. Given: 0 + 7/1.58496 + 1/2 + 3/2.32193 = 6.20853.
    expect(ndcg(['visor', 'mask', 'cap', 'gown'], grades)).toBeCloseTo(6.20853 / 9.39279, 5)
  })

  test('counts what is missing as lost, and what comes too deep as missing', () => {
    expect(ndcg([], grades)).toBe(0)
    expect(ndcg(['visor', 'mask'], grades, 1)).toBe(0)
    expect(ndcg(['gown'], grades, 1)).toBeCloseTo(3 / 7, 10)
  })

  test('refuses to measure where nothing is relevant', () => {
    expect(() => ndcg(['mask'], new Map([['mask', 0]]))).toThrow('Nothing is relevant')
  })
})

describe('a hit', () => {
  test('is an answer graded 2 or more among the first', () => {
    expect(hit(['gown', 'mask'], grades, 1)).toBe(true)
    expect(hit(['cap', 'gown'], grades, 1)).toBe(false)
    expect(hit(['cap', 'gown'], grades, 2)).toBe(true)
    expect(hit([], grades, 5)).toBe(false)
  })

  test('is the best there is where no grade reaches 2', () => {
    expect(hit(['visor', 'cap'], new Map([['cap', 1]]), 2)).toBe(true)
    expect(hit(['visor', 'cap'], new Map([['cap', 1]]), 1)).toBe(false)
  })

  test('cannot be where nothing is relevant', () => {
    expect(() => hit(['mask'], new Map(), 1)).toThrow('Nothing is relevant')
  })
})

test('a mean is the sum over the count, and there is none of nothing', () => {
  expect(mean([1, 0, 0.5])).toBe(0.5)
  expect(() => mean([])).toThrow('No values')
})
