import { expect, test } from 'vitest'
import type { Outcome } from './whatif.ts'
import { worseIn } from './worse.ts'

const outcome = (item: string, late: number[], people: number | null = null): Outcome => ({
  item,
  claim: 'none',
  due: 1000,
  late,
  stock: late.map(() => 0),
  cover: null,
  worst: { week: 0, units: Math.max(...late) },
  people,
  without: [],
})

test('items that a scenario makes worse come in the order of the people who are without, and no other', () => {
  const calm = [
    outcome('cap', [0, 5]),
    outcome('gown', [0, 0]),
    outcome('mask', [0, 0], 0),
    outcome('gel', [0, 0]),
  ]
  const found = worseIn(
    [
      outcome('cap', [0, 5]),
      outcome('gown', [0, 900]),
      outcome('mask', [20, 0], 40),
      outcome('gel', [0, 0.4]),
    ],
    calm,
  )
  expect(found.map(({ outcome: { item }, extra }) => [item, extra])).toEqual([
    ['mask', 20],
    ['gown', 900],
  ])
})
