import { describe, expect, test } from 'vitest'
import type { Criterion } from '@maillage/matching/match.ts'
import { bestOf, costEstimate, pointsAhead } from './facts.ts'

describe('the best of what is compared', () => {
  test('is the least or the most, ties included', () => {
    expect(bestOf([12, 7, 7], 'least')).toEqual([false, true, true])
    expect(bestOf([0.4, 0.9], 'most')).toEqual([false, true])
  })

  test('is the earliest of dates', () => {
    expect(bestOf(['2027-02-01', '2026-12-20'], 'least')).toEqual([false, true])
  })

  test('is never what does not deliver', () => {
    expect(bestOf([null, '2026-12-20'], 'least')).toEqual([false, true])
  })

  test('is nobody where all are alike or neither end is better', () => {
    expect(bestOf([3, 3], 'least')).toEqual([false, false])
    expect(bestOf([1, 2], null)).toEqual([false, false])
  })
})

const criterion = (id: Criterion['id'], value: number, weight: number): Criterion => ({
  id,
  value,
  weight,
  reason:
    id === 'cost'
      ? {
          code: 'cost.estimate',
          figures: {
            unit: 'piece',
            centsPerThousand: 405_800,
            work: 1,
            materials: 0,
            transport: 0,
            reorientation: 0,
          },
        }
      : { code: 'coverage.whole', figures: { operations: 2 } },
})

describe('what two partnerships differ by', () => {
  const one = { criteria: [criterion('coverage', 1, 0.4), criterion('cost', 0.5, 0.6)] }
  const other = { criteria: [criterion('coverage', 0.5, 0.4), criterion('cost', 1, 0.6)] }

  test('adds up, criterion by criterion, to the difference of their scores', () => {
    expect(pointsAhead(one, other, 'coverage')).toBeCloseTo(20)
    expect(pointsAhead(one, other, 'cost')).toBeCloseTo(-30)
    expect(pointsAhead(one, other, 'jobs')).toBe(0)
  })

  test('has the estimated cost in figures, where there is one', () => {
    expect(costEstimate(one)).toBe(405_800)
    expect(costEstimate({ criteria: [] })).toBeNull()
  })
})
