import { describe, expect, test } from 'vitest'
import { breaks, dependences, needsOf } from './chain.ts'
import type { Gap } from './overview.ts'

const gap = (item: string, changes: Partial<Gap> = {}): Gap => ({
  item,
  kind: 'component',
  outside: null,
  operations: [],
  inputs: [],
  products: [],
  needs: 0,
  ...changes,
})

describe('what the region cannot make', () => {
  test('stops it where it cannot be bought, and makes it depend on others where it can', () => {
    const gaps = [
      gap('elastic', { outside: 'low' }),
      gap('glove'),
      gap('meltblown', { outside: 'high' }),
      gap('zip', { outside: 'medium' }),
    ]
    expect(breaks(gaps).map(({ item }) => item)).toEqual(['glove'])
    expect(dependences(gaps).map(({ item }) => item)).toEqual(['meltblown', 'zip', 'elastic'])
  })

  test('is felt by needs for it, for what takes it, and for any product of such a family', () => {
    const needs = [
      { id: 'a', item: 'meltblown', family: null },
      { id: 'b', item: 'mask-surg-II', family: null },
      { id: 'c', item: null, family: 'mask-surg' },
      { id: 'd', item: 'visor', family: null },
      { id: 'e', item: null, family: 'gown' },
    ]
    const families: Record<string, string> = { 'mask-surg-II': 'mask-surg', visor: 'visor' }
    const felt = needsOf(
      gap('meltblown', { products: ['mask-surg-II'] }),
      needs,
      item => families[item] ?? null,
    )
    expect(felt.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
