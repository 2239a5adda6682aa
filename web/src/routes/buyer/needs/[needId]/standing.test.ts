import type { Criterion, CriterionId } from '@maillage/matching/match.ts'
import { describe, expect, test } from 'vitest'
import { changesBetween, obstacles, rankChanges, strongest, weakest } from './standing.ts'

const criterion = (
  id: CriterionId,
  value: number,
  weight: number,
  reason: Criterion['reason'],
): Criterion => ({
  id,
  value,
  weight,
  reason,
})
const whole = criterion('coverage', 1, 0.2, { code: 'coverage.whole', figures: { operations: 6 } })
const unknownJobs = criterion('jobs', 0.3, 0.05, { code: 'jobs.unknown', figures: { firms: 1 } })
const late = criterion('lead-time', 0.4, 0.3, {
  code: 'lead-time.late',
  figures: { last: '2027-02-10', due: '2027-01-30', days: 11 },
})

describe('places won and lost', () => {
  test('are counted from the order before', () => {
    expect([...rankChanges(['a', 'b', 'c'], ['c', 'a', 'b'])]).toEqual([
      ['c', 2],
      ['a', -1],
      ['b', -1],
    ])
  })

  test('are not told of what was not there before', () => {
    expect(rankChanges(['a'], ['b', 'a']).has('b')).toBe(false)
  })
})

describe('what is said of a partnership', () => {
  test('its strongest criterion brings most, its weakest costs most', () => {
    const partnership = { criteria: [whole, unknownJobs, late] }
    expect(strongest(partnership)?.id).toBe('coverage')
    expect(weakest(partnership)?.id).toBe('lead-time')
  })

  test('has no weak point where everything is full', () => {
    expect(weakest({ criteria: [whole, { ...unknownJobs, value: 1 }] })).toBeNull()
  })

  test('one criterion is never both', () => {
    expect(weakest({ criteria: [late] })).toBeNull()
  })

  test('a criterion that does not count is not spoken of', () => {
    expect(strongest({ criteria: [{ ...whole, weight: 0 }, unknownJobs] })?.id).toBe('jobs')
  })

  test('what stands in the way is told only of what is not feasible', () => {
    const criteria = [whole, late]
    expect(obstacles({ criteria, deliveries: [], feasible: true })).toEqual([])
    expect(obstacles({ criteria, deliveries: [], feasible: false })).toEqual([
      { kind: 'criterion', criterion: late },
    ])
  })

  test('a first delivery that falls short is told where no criterion says it', () => {
    const deliveries = [
      { due: '2027-01-23', required: 5000, delivered: 5000 },
      { due: '2027-02-22', required: 10_000, delivered: 9718 },
      { due: '2027-03-24', required: 15_000, delivered: 14_000 },
    ]
    expect(obstacles({ criteria: [whole], deliveries, feasible: false })).toEqual([
      { kind: 'short', due: '2027-02-22', required: 10_000, delivered: 9718 },
    ])
    expect(obstacles({ criteria: [late], deliveries, feasible: false })).toHaveLength(1)
  })
})

describe('a newer list', () => {
  const one = { key: 'one', feasible: true, score: 0.812 }
  const two = { key: 'two', feasible: false, score: 0.6 }

  test('tells who entered and who left', () => {
    expect(changesBetween([one], [two])).toEqual({ entered: 1, left: 1, altered: 0 })
  })

  test('is no news where only decimals nobody sees have moved', () => {
    expect(changesBetween([one, two], [{ ...one, score: 0.809 }, two])).toEqual({
      entered: 0,
      left: 0,
      altered: 0,
    })
  })

  test('is news where one became feasible', () => {
    expect(changesBetween([two], [{ ...two, feasible: true }]).altered).toBe(1)
  })
})
