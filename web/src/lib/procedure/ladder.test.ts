import { describe, expect, test } from 'vitest'
import { placeOn, type Rung, rungsOf } from './ladder.ts'
import type { Rule } from './procedure.ts'

const rule = (
  id: string,
  leastCents: number,
  belowCents: number | null,
  differs: Partial<Rule> = {},
): Rule => ({
  id,
  name: { fr: id, en: id },
  from: '2026-01-01',
  until: null,
  regime: 'public',
  authority: null,
  urgencies: ['none'],
  leastCents,
  belowCents,
  procedure: 'adapted',
  article: 'R1',
  reason: { fr: '', en: '' },
  publicity: 'none',
  leastAnswerDays: null,
  standstillDays: null,
  duties: [],
  source: { title: '', address: 'https://exemple.fr', readOn: '2026-01-01' },
  revision: 1,
  origin: 'shipped',
  shipped: null,
  ...differs,
})
const standing = { regime: 'public', authority: 'other', urgency: 'none', day: '2026-11-29' } as const
const read = (rungs: Rung[]) =>
  rungs.map(({ rule, fromCents, toCents }) => [rule?.id ?? null, fromCents, toCents])

describe('the ladder of thresholds', () => {
  test('goes from the least amount to the largest, with the rules of the day alone', () => {
    const rules = [
      rule('heavy', 6000, null),
      rule('light', 0, 6000),
      rule('past', 0, 4000, { until: '2026-04-01' }),
      rule('state', 0, null, { authority: 'central' }),
      rule('urgent', 0, null, { urgencies: ['imperious'] }),
    ]
    expect(read(rungsOf(rules, standing))).toEqual([
      ['light', 0, 6000],
      ['heavy', 6000, null],
    ])
  })

  test('says where the table has no rule', () => {
    expect(read(rungsOf([rule('light', 0, 10), rule('middle', 20, 30)], standing))).toEqual([
      ['light', 0, 10],
      [null, 10, 20],
      ['middle', 20, 30],
      [null, 30, null],
    ])
    expect(read(rungsOf([], standing))).toEqual([[null, 0, null]])
  })

  test('shows an amount within its rung, at its foot from the threshold on', () => {
    const rungs = rungsOf([rule('light', 0, 6000), rule('heavy', 6000, null)], standing)
    expect(placeOn(rungs, 3000)).toBe(0.25)
    expect(placeOn(rungs, 5999)).toBeLessThan(0.5)
    expect(placeOn(rungs, 6000)).toBe(0.5)
    expect(placeOn(rungs, 1_000_000)).toBe(1)
  })
})
