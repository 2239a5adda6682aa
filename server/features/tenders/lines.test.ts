import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from './lines.ts'

test('a need without sizes asks one price a date', () => {
  expect(linesOf([], [{ due: '2027-01-15', quantity: 500 }])).toEqual([
    { size: null, due: '2027-01-15', quantity: 500 },
  ])
})

test('sizes are shared out over the dates', () => {
  const lines = linesOf(
    [
      { size: 'S', quantity: 100 },
      { size: 'L', quantity: 200 },
    ],
    [
      { due: '2027-01-15', quantity: 150 },
      { due: '2027-02-15', quantity: 150 },
    ],
  )
  expect(lines.map(({ size, quantity }) => [size, quantity])).toEqual([
    ['S', 50],
    ['L', 100],
    ['S', 50],
    ['L', 100],
  ])
})

const quantities = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 })

test('no piece is lost or doubled: the sums by size and by date are the need’s', () => {
  fc.assert(
    fc.property(
      quantities,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      (bySize, weights) => {
        const total = bySize.reduce((sum, quantity) => sum + quantity, 0)
        const all = weights.reduce((sum, weight) => sum + weight, 0)
        let before = 0
        const byDate = weights.map((weight, at) => {
          const upTo = at === weights.length - 1 ? total : before + Math.floor((total * weight) / all)
          const quantity = upTo - before
          before = upTo
          return quantity
        })
        const tranches = byDate.map((quantity, at) => ({ due: `2027-01-0${at + 1}`, quantity }))
        const sizes = bySize.map((quantity, at) => ({ size: `T${at}`, quantity }))
        const lines = linesOf(sizes, tranches)
        const sum = (key: 'size' | 'due', value: string) =>
          lines.filter(line => line[key] === value).reduce((count, { quantity }) => count + quantity, 0)
        for (const { due, quantity } of tranches) expect(sum('due', due)).toBe(quantity)
        for (const { size, quantity } of sizes) expect(sum('size', size)).toBe(quantity)
        expect(lines.every(({ quantity }) => quantity > 0)).toBe(true)
      },
    ),
  )
})
