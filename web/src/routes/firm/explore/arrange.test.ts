import { describe, expect, test } from 'vitest'
import type { Possibility } from '../possibility.ts'
import { arrange, daysIn, filtersIn } from './arrange.ts'

type State = Possibility['operations'][number]['state']

function possibility(item: string, state: State, more: Partial<Possibility> = {}): Possibility {
  const step = {
    item,
    recipe: item,
    operation: 'one',
    state,
    process: null,
    reorientations: [],
    service: false,
  }
  return {
    item,
    kind: 'product',
    family: 'gown',
    recipe: item,
    operations: [step],
    coverage: 1,
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    weeklyUnits: 1,
    limitedBy: null,
    inputs: [],
    goesInto: [],
    skilled: true,
    rules: [],
    score: 0.5,
    demand: { needs: 0, quantity: 0, needsOfProducts: 0 },
    ...more,
  }
}

const list = [
  possibility('far', 'missing'),
  possibility('gown', 'reoriented', { effort: { days: 20, keuro: 2, trainingDays: 1 } }),
  possibility('mask', 'direct', { family: 'mask' }),
  possibility('cloth', 'direct', {
    kind: 'material',
    family: null,
    demand: { needs: 0, quantity: 0, needsOfProducts: 4 },
  }),
]
const names = { nameOf: (item: string) => item }
const shown = (query: string, named: ReadonlySet<string> | null = null) => {
  const { groups, far } = arrange(list, filtersIn(new URLSearchParams(query)), { ...names, named })
  return [
    groups.map(({ group, possibilities }) => [group, ...possibilities.map(({ item }) => item)]),
    far.length,
  ]
}

describe('the explorer lists', () => {
  test('what is near first, by family, and what is far apart', () => {
    expect(shown('')).toEqual([
      [
        ['material', 'cloth'],
        ['mask', 'mask'],
        ['gown', 'gown'],
      ],
      1,
    ])
  })

  test('what can be made today alone', () => {
    expect(shown('reach=soon')).toEqual([[['gown', 'gown']], 0])
  })

  test('what goes into products alone', () => {
    expect(shown('kind=input')).toEqual([[['material', 'cloth']], 0])
  })

  test('what is most asked for first', () => {
    expect(shown('sort=demand')[0]).toEqual([
      ['material', 'cloth'],
      ['mask', 'mask'],
      ['gown', 'gown'],
    ])
    expect(shown('sort=name')[0]).toEqual([
      ['material', 'cloth'],
      ['gown', 'gown'],
      ['mask', 'mask'],
    ])
  })

  test('what words have found', () => {
    expect(shown('', new Set(['mask']))).toEqual([[['mask', 'mask']], 0])
  })
})

test('an address that asks for what there is not is read as the usual one', () => {
  expect(filtersIn(new URLSearchParams('reach=far&kind=x&sort=y'))).toEqual({
    reach: 'all',
    kind: 'all',
    sort: 'near',
    words: '',
  })
  expect(daysIn(new URLSearchParams('days=30'))).toBe(30)
  expect(daysIn(new URLSearchParams('days=31'))).toBe(60)
})
