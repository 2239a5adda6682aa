import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publicOr, publicTable } from './suppress.ts'

test('a figure is public from three on', () => {
  expect([publicOr(7, 2), publicOr(7, 3), publicOr(0, 0)]).toEqual([null, 7, null])
})

describe('a public table', () => {
  const cell = (key: string, value: number, contributors: number) => ({ key, value, contributors })
  const told = (cells: Parameters<typeof publicTable>[0]) => {
    const { cells: shown, sum } = publicTable(cells)
    return [...shown.map(({ value }) => value), sum]
  }

  test('hides what few are behind, and another with it so that the sum does not tell', () => {
    expect(told([cell('09', 100, 5), cell('31', 40, 4), cell('81', 900, 1), cell('11', 0, 0)])).toEqual([
      100,
      null,
      null,
      0,
      1040,
    ])
  })

  test('hides the sum where nothing else could be hidden', () => {
    expect(told([cell('09', 100, 1), cell('31', 0, 0)])).toEqual([null, 0, null])
    expect(told([cell('09', 100, 1), cell('31', 50, 1)])).toEqual([null, null, null])
    expect(told([cell('09', 100, 3), cell('31', 50, 6)])).toEqual([100, 50, 150])
    expect(told([])).toEqual([0])
  })

  test('never leaves one cell, or a group smaller than three, to be worked out from the sum', () => {
    const cells = fc
      .uniqueArray(fc.record({ key: fc.string(), value: fc.nat(1000), contributors: fc.nat(6) }), {
        selector: ({ key }) => key,
        maxLength: 8,
      })
      .map(all => all.map(one => (one.contributors === 0 ? { ...one, value: 0 } : one)))
    fc.assert(
      fc.property(cells, all => {
        const { cells: shown, sum } = publicTable(all)
        const hidden = all.filter((_, at) => shown[at]?.value === null)
        const few = all.filter(({ contributors }) => contributors > 0 && contributors < 3)
        expect(few.filter(one => !hidden.includes(one))).toEqual([])
        const behind = hidden.reduce((people, { contributors }) => people + contributors, 0)
        const isSafe = hidden.length === 0 || (hidden.length > 1 && behind >= 3)
        expect(sum !== null && !isSafe).toBe(false)
      }),
    )
  })
})
