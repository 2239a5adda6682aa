import { describe, expect, test } from 'vitest'
import { distressBandOf, riskKnownTo } from './distress.ts'
import type { Viewer } from './match.ts'
import type { DistressBand } from './supply.ts'
import { sewingShop } from './testing/examples.ts'

const distress = { activityLostPercent: 60, jobs: 20, jobsAtRisk: 15 }
const operator: Viewer = { kind: 'operator' }
const itself: Viewer = { kind: 'self', firm: 'a' }
const strangers: Viewer[] = [{ kind: 'other' }, { kind: 'self', firm: 'b' }]

describe('how hard a firm is hit', () => {
  test('is known by its figures to the operator and itself, whatever it published', () => {
    const bands: (DistressBand | null)[] = [null, 'low', 'high']
    for (const distressBand of bands) {
      const firm = sewingShop('a', { distress, distressBand })
      expect(riskKnownTo(operator, firm)).toBe(0.75)
      expect(riskKnownTo(itself, firm)).toBe(0.75)
    }
  })

  test('is known to others by the band it published alone, and not at all where it published none', () => {
    const mild = { activityLostPercent: 5, jobs: 100, jobsAtRisk: 0 }
    for (const viewer of strangers) {
      const known = (distressBand: DistressBand | null) =>
        [distress, mild, null].map(figures =>
          riskKnownTo(viewer, sewingShop('a', { distress: figures, distressBand })),
        )
      expect(known(null)).toEqual([0, 0, 0])
      expect(known('low')).toEqual([0.1, 0.1, 0.1])
      expect(known('medium')).toEqual([0.25, 0.25, 0.25])
      expect(known('high')).toEqual([0.5, 0.5, 0.5])
    }
  })

  test('is never more than all of its jobs', () => {
    const odd = { activityLostPercent: 90, jobs: 0, jobsAtRisk: 7 }
    expect(riskKnownTo(operator, sewingShop('a', { distress: odd }))).toBe(1)
  })

  test.each([
    [0, 'low'],
    [19, 'low'],
    [20, 'medium'],
    [49, 'medium'],
    [50, 'high'],
    [100, 'high'],
  ] as const)('is in one band by its activity lost: %i %% is %s', (activityLostPercent, band) => {
    expect(distressBandOf(activityLostPercent)).toBe(band)
  })
})
