import { expect, test } from 'vitest'
import { placed } from './placed.ts'

const entries = (count: number, seldom: number) =>
  Array.from({ length: count }, (_, at) => ({
    href: `/${at}`,
    ...(at < seldom && { seldom: true as const }),
  }))

test('everything stands side by side where it is little', () => {
  const groups = [{ role: 'buyer', entries: entries(9, 2) }]
  expect(placed(groups)).toEqual({ direct: groups, more: [] })
})

test('where it is much, what is seldom gone to is under « Plus », whichever role it is of', () => {
  const groups = [
    { role: 'operator', entries: entries(6, 2) },
    { role: 'buyer', entries: entries(4, 1) },
  ]
  const { direct, more } = placed(groups)
  expect(direct.map(({ role, entries: beside }) => [role, beside.length])).toEqual([
    ['operator', 4],
    ['buyer', 3],
  ])
  expect(more).toHaveLength(3)
})
