import { describe, expect, test } from 'vitest'
import { inspectedLot, isolatedPlan, judge, lotPlan } from './judge.ts'

const plan = lotPlan({
  lotSize: 2000,
  level: 'II',
  aql: { major: 1.5, minor: 4 },
  severity: { major: 'normal', minor: 'normal' },
})

describe('a lot', () => {
  test('is drawn as many items of as its classes need', () => {
    expect(plan).toMatchObject({ standard: 'ISO 2859-1:1999', sampleSize: 125 })
    expect(plan.classes.critical).toEqual({ sampleSize: 125, accept: 0, reject: 1 })
    const small = lotPlan({
      lotSize: 120,
      level: 'II',
      aql: { major: 1, minor: 1.5 },
      severity: { major: 'normal', minor: 'normal' },
    })
    // Arrows lead to other samples: 13 for major defects, 32 for minor ones.
    expect(small.classes).toMatchObject({ major: { sampleSize: 13 }, minor: { sampleSize: 32 } })
    expect(small.sampleSize).toBe(32)
  })

  test('is accepted with as many defects as each class allows', () => {
    expect(judge(plan, { critical: 0, major: 5, minor: 10 })).toEqual({
      verdict: 'accepted',
      reasons: [
        { code: 'within', class: 'critical', found: 0, sampleSize: 125, accept: 0 },
        { code: 'within', class: 'major', found: 5, sampleSize: 125, accept: 5 },
        { code: 'within', class: 'minor', found: 10, sampleSize: 125, accept: 10 },
      ],
    })
  })

  test('is refused with one more of any class, and with a single critical one', () => {
    const codes = (found: Parameters<typeof judge>[1]) => {
      const { verdict, reasons } = judge(plan, found)
      return [verdict, ...reasons.map(({ code }) => code)]
    }
    expect(codes({ critical: 0, major: 6, minor: 0 })).toEqual(['refused', 'within', 'beyond', 'within'])
    expect(codes({ critical: 0, major: 0, minor: 11 })).toEqual(['refused', 'within', 'within', 'beyond'])
    expect(codes({ critical: 1, major: 0, minor: 0 })).toEqual([
      'refused',
      'critical-found',
      'within',
      'within',
    ])
  })

  test('is judged by counts that may be true alone', () => {
    for (const major of [-1, 1.5, 126, NaN])
      expect(() => judge(plan, { critical: 0, major, minor: 0 })).toThrow(`major: ${major}`)
  })

  test('tells the switching rules whether it would have passed one limit stricter', () => {
    const found = { critical: 0, major: 4, minor: 8 }
    // Major: 5 at 1.5, three at 1.0. Minor: 10 at 4.0, seven at 2.5.
    expect(inspectedLot(plan, found, 'major', 1.5)).toEqual({
      accepted: true,
      accept: 5,
      acceptedStricter: false,
    })
    expect(inspectedLot(plan, { ...found, minor: 7 }, 'minor', 4).acceptedStricter).toBe(true)
  })

  test('that is alone of its kind is judged by its limiting qualities', () => {
    const alone = isolatedPlan(2000, { major: 5, minor: 12.5 })
    expect(alone).toMatchObject({ standard: 'ISO 2859-2:1985', sampleSize: 125 })
    expect(judge(alone, { critical: 0, major: 3, minor: 3 }).verdict).toBe('accepted')
    expect(judge(alone, { critical: 0, major: 4, minor: 0 }).verdict).toBe('refused')
    expect(judge(alone, { critical: 0, major: 0, minor: 4 }).verdict).toBe('refused')
  })
})
