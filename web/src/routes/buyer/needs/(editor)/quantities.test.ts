import { describe, expect, test } from 'vitest'
import { evenParts, missingFrom, spreadOver, totalOf } from './quantities.ts'

const lines = (...quantities: (number | null)[]) => quantities.map(quantity => ({ quantity }))
const quantities = (spread: { quantity: number | null }[]) => spread.map(({ quantity }) => quantity)

describe('quantities that have to add up', () => {
  test('count what is typed and sound, and nothing else', () => {
    expect(totalOf(lines(100, null, 20, Number.NaN, -5, 1.5))).toBe(120)
  })

  test('tell what is missing, or too much', () => {
    expect(missingFrom(lines(100, 20), 150)).toBe(30)
    expect(missingFrom(lines(100, 80), 150)).toBe(-30)
    expect(missingFrom(lines(100), null)).toBeNull()
  })
})

describe('even parts', () => {
  test('add up to the whole, the first ones larger', () => {
    expect(evenParts(10, 3)).toEqual([4, 3, 3])
  })

  test('keep to whole boxes where there are enough of them', () => {
    expect(evenParts(20_000, 3, 50)).toEqual([6700, 6650, 6650])
    expect(evenParts(1010, 2, 50)).toEqual([510, 500])
  })

  test('open boxes rather than leave a part empty', () => {
    expect(evenParts(60, 3, 50)).toEqual([20, 20, 20])
  })
})

describe('spreading a total over lines', () => {
  test('fills the empty lines first', () => {
    expect(quantities(spreadOver(lines(500, null, null), 1000))).toEqual([500, 250, 250])
  })

  test('fills all evenly where nothing is typed', () => {
    expect(quantities(spreadOver(lines(null, null, null), 100))).toEqual([34, 33, 33])
  })

  test('keeps proportions where all lines have something', () => {
    expect(quantities(spreadOver(lines(100, 300), 1000))).toEqual([250, 750])
  })

  test('takes back in proportion what is too much', () => {
    expect(quantities(spreadOver(lines(100, 300, null), 200))).toEqual([50, 150, null])
  })

  test('always adds up, whatever the rounding', () => {
    expect(totalOf(spreadOver(lines(1, 1, 1), 100))).toBe(100)
  })

  test('leaves lines that add up as they are', () => {
    expect(quantities(spreadOver(lines(60, 40), 100))).toEqual([60, 40])
  })
})
