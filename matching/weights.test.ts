import { describe, expect, test } from 'vitest'
import { criterionIds, weightsFor } from './weights.ts'

const sum = (weights: Record<string, number>) =>
  Object.values(weights).reduce((total, value) => total + value, 0)

describe('weights', () => {
  test.each(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator'] as const)(
    'of a %s add up to 1 and count every criterion',
    kind => {
      const weights = weightsFor(kind)
      expect(sum(weights)).toBeCloseTo(1, 12)
      expect(criterionIds.every(id => weights[id] > 0)).toBe(true)
    },
  )

  test('follow the kind of buyer: proof for a hospital, jobs and nearness for a town, cost for a firm', () => {
    const [hospital, town, firm] = [weightsFor('hospital'), weightsFor('town'), weightsFor('firm')]
    expect(hospital.compliance).toBeGreaterThan(town.compliance)
    expect(town.jobs + town.proximity).toBeGreaterThan(hospital.jobs + hospital.proximity)
    expect(firm.cost).toBeGreaterThan(hospital.cost)
  })

  test('set by the buyer replace the default, those of a slider replace the buyer’s', () => {
    const buyers = weightsFor('town', { cost: 1 })
    expect(buyers.cost).toBeCloseTo(1 / (2 - weightsFor('town').cost), 12)
    const slider = weightsFor('town', { cost: 1 }, { cost: 0 })
    expect(slider.cost).toBe(0)
    expect(sum(slider)).toBeCloseTo(1, 12)
  })

  test('that were answered can be sent back, one of them moved', () => {
    const answered = weightsFor('town', { cost: 3, jobs: 5 })
    const moved = weightsFor('town', { cost: 3, jobs: 5 }, { capacity: 0.5 })
    expect(moved).toEqual(weightsFor('school', answered, { capacity: 0.5 }))
  })

  test('below zero, or all of them zero, are refused', () => {
    expect(() => weightsFor('town', { cost: -1 })).toThrow('Weight of cost')
    expect(() => weightsFor('town', { cost: Number.NaN })).toThrow('Weight of cost')
    const none = Object.fromEntries(criterionIds.map(id => [id, 0]))
    expect(() => weightsFor('town', none)).toThrow('At least one criterion must count')
  })
})
