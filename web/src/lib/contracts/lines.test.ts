import { expect, test } from 'vitest'
import { frameworkLines, linesOf, mostCents, withOptions } from './lines.ts'

const need = {
  id: 'n',
  sizes: [],
  schedule: [
    { due: '2027-01-15', quantity: 300 },
    { due: '2027-02-15', quantity: 200 },
  ],
}

test('A need without sizes is ordered delivery by delivery', () => {
  const lines = linesOf(need, 'mask', 150_050)
  expect(lines.map(({ quantity, meets }) => [meets?.due, quantity])).toEqual([
    ['2027-01-15', 300],
    ['2027-02-15', 200],
  ])
  expect(mostCents(lines)).toBe(45_015 + 30_010)
})

test('Sizes fill the deliveries one after the other, and both sums come out', () => {
  const sizes = [
    { size: 'M', quantity: 350 },
    { size: 'L', quantity: 150 },
  ]
  const lines = linesOf({ ...need, sizes }, 'gown', 1000)
  expect(lines.map(({ size, quantity, meets }) => [meets?.due, size, quantity])).toEqual([
    ['2027-01-15', 'M', 300],
    ['2027-02-15', 'M', 50],
    ['2027-02-15', 'L', 150],
  ])
})

test('What is firm and what is optional make what was asked, with one piece firm at least', () => {
  const whole = linesOf(need, 'mask', 1000)
  const { lines, options } = withOptions(whole, 60, '2027-01-01')
  expect(lines.map(({ quantity }) => quantity)).toEqual([180, 120])
  expect(options).toEqual([
    {
      line: 0,
      quantity: 120,
      exerciseBy: '2027-01-01',
      needId: 'n',
      tranche: '2027-01-15',
      due: '2027-01-15',
    },
    {
      line: 1,
      quantity: 80,
      exerciseBy: '2027-01-01',
      needId: 'n',
      tranche: '2027-02-15',
      due: '2027-02-15',
    },
  ])
  expect(withOptions(whole, 100, '').options).toEqual([])
  expect(withOptions(whole, 0, '').lines.map(({ quantity }) => quantity)).toEqual([1, 1])
})

test('A framework shares its most among sizes as the need does, for each holder at its price', () => {
  const sizes = [
    { size: 'M', quantity: 350 },
    { size: 'L', quantity: 150 },
  ]
  const lines = frameworkLines({ ...need, sizes }, 'gown', [1000, 1200], 2001)
  expect(lines.map(({ holder, size, quantity, priceCents }) => [holder, size, quantity, priceCents])).toEqual(
    [
      [0, 'M', 1401, 1000],
      [0, 'L', 601, 1000],
      [1, 'M', 1401, 1200],
      [1, 'L', 601, 1200],
    ],
  )
  expect(frameworkLines(need, 'mask', [1000], 800).map(({ size, quantity }) => [size, quantity])).toEqual([
    [null, 800],
  ])
})
