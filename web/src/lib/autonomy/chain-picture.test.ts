import { expect, test } from 'vitest'
import { drawChain, fitting, reachOf } from './chain-picture.ts'

const link = (after: number, service = false) => ({
  item: 'mask',
  recipe: 'mask-sewn',
  operation: 'sew',
  service,
  today: 0,
  after,
  makers: [],
})

test('stages stand below each other, each leads to what it goes into, and a link that nobody does is told', () => {
  const { stages, height } = drawChain({
    stages: [
      { item: 'yarn', recipe: 'r', depth: 2, into: 1, links: [0] },
      { item: 'cloth', recipe: 'r', depth: 1, into: 2, links: [1] },
      { item: 'mask', recipe: 'r', depth: 0, into: null, links: [2] },
    ],
    links: [link(0), link(0, true), link(5)],
  })
  expect(stages.map(({ rows }) => rows.map(({ isMissing }) => isMissing))).toEqual([[true], [false], [false]])
  expect(stages.map(({ path }) => path === null)).toEqual([false, false, true])
  const places = stages.flatMap(({ y, rows }) => [y, ...rows.map(row => row.y)])
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(height).toBeGreaterThan(places.at(-1) ?? 0)
  // The further from the fibre, the further to the right.
  expect(stages.map(({ x }) => x)).toEqual(stages.map(({ x }) => x).toSorted((one, other) => one - other))
})

test('a bar reaches twice the need and no further', () => {
  expect([reachOf(0, 10), reachOf(10, 10), reachOf(100, 10), reachOf(1, 0)]).toEqual([0, 0.5, 1, 0])
})

test('a name that is wider than its place is cut where the place ends', () => {
  expect(fitting('Filer', 200, 7)).toBe('Filer')
  expect(fitting('Contrecoller les couches ou les bobiner', 150, 7)).toBe('Contrecoller les cou…')
})
