import { weightsFor } from '@maillage/matching/weights.ts'
import { describe, expect, test } from 'vitest'
import { fromQuery, pointsOf, sharesOf, toQuery } from './weights.ts'

const hospital = weightsFor('hospital')

describe('the sliders', () => {
  test('stand where the weights of the need say, and give them back', () => {
    const shares = sharesOf(pointsOf(hospital))
    for (const id of ['coverage', 'capacity', 'cost'] as const)
      expect(shares[id]).toBeCloseTo(hospital[id], 2)
  })

  test('stop at their end', () => {
    expect(pointsOf({ ...hospital, cost: 0.9 }).cost).toBe(10)
  })

  test('survive a trip through the address', () => {
    const points = { ...pointsOf(hospital), jobs: 7.3 }
    expect(fromQuery(toQuery(points))).toEqual(points)
  })

  test.each(['', 'coverage:11', 'coverage:-1', 'jobs:0', 'jobs:', 'jobs:many', 'nothing'])(
    'keep to the weights of the need where the address holds « %s »',
    text => expect(fromQuery(text)).toBeNull(),
  )
})
