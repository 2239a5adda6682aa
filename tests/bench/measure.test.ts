import { describe, expect, test } from 'vitest'
import { percentile, rounded, summary, timeEach } from './measure.ts'

describe('a percentile', () => {
  test('is a value of the list, by nearest rank', () => {
    const list = [50, 15, 20, 40, 35]
    expect([5, 30, 40, 50, 95, 100].map(percent => percentile(list, percent))).toEqual([
      15, 20, 20, 35, 50, 50,
    ])
    expect(percentile([7], 99)).toBe(7)
  })

  test('of nothing is refused', () => {
    expect(() => percentile([], 50)).toThrow('No sample')
  })
})

test('fewer than thirty samples are said to be few', () => {
  const turns = (length: number) => ({
    milliseconds: Array.from({ length }, () => 2),
    processor: Array.from({ length }, () => 1),
  })
  expect(summary(turns(29))).toMatchObject({ samples: 29, few: true })
  expect(summary(turns(30))).toMatchObject({ samples: 30, few: false, p50Ms: 2, cpuP50Ms: 1 })
})

test('a measure stops once its budget is spent, and keeps what each turn gave', async () => {
  const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
  const doubled = async (input: number) => {
    await wait(5)
    return input * 2
  }
  // The first turn spends a thousandth of a second, however quick the machine is.
  expect((await timeEach([1, 2, 3], 0.001, doubled)).results).toEqual([{ input: 1, result: 2 }])
  const turns = await timeEach([1, 2, 3], Infinity, doubled)
  expect(turns.results.map(({ result }) => result)).toEqual([2, 4, 6])
  expect(turns.processor).toHaveLength(3)
  expect(Math.min(...turns.processor)).toBeGreaterThanOrEqual(0)
  expect(await timeEach([], 1, () => 0)).toEqual({ milliseconds: [], processor: [], results: [] })
})

test('figures keep three digits', () => {
  expect([0.123456, 12345, 99.96].map(rounded)).toEqual([0.123, 12_300, 100])
})
