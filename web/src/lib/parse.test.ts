import { describe, expect, test } from 'vitest'
import { parseNumber } from './parse.ts'

describe('a number a person typed', () => {
  test.each([
    ['20000', 20_000],
    ['20 000', 20_000],
    ['20\u202f000', 20_000],
    ['1\u00a0234,5', 1234.5],
    ['1234.5', 1234.5],
    ['1,234,567.5', 1_234_567.5],
    ['0,5', 0.5],
    [',5', 0.5],
    ['-3', -3],
  ])('%j is %d', (typed, value) => {
    expect(parseNumber(typed)).toBe(value)
  })

  test('nothing typed is no number', () => {
    expect(parseNumber('  ')).toBeNull()
  })

  test.each(['douze', '12 m', '1.2.3', '--4', '1e9'])('%j is refused', typed => {
    expect(parseNumber(typed)).toBeNaN()
  })
})
