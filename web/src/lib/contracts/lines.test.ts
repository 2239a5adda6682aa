import { expect, test } from 'vitest'
import { linesOf, mostCents } from './lines.ts'

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
