import { expect, test } from 'vitest'
import { addedUp, factorsOf, forecast, levelByRule, levelOf, shippedScenarios } from './forecast.ts'
import { fleetOutlook, weeklyByRule } from './weekly.ts'

test('a care home of 80 places at 1.5 masks a place and day uses 840 a week', () => {
  expect(weeklyByRule({ perDay: 1.5, count: 80, daysPerWeek: 7 })).toBe(840)
  expect(weeklyByRule({ perDay: 2, count: 30, daysPerWeek: 5 })).toBe(300)
})

test('a fleet of gowns: what has to go round, what is missing, what wears out in a week', () => {
  // 100 users × 2 changes × 7 days = 1,400 washes a week; each gown is back after 4 days: 200 a day × 4 = 800.
  const fleet = { users: 100, changesPerDay: 2, daysPerWeek: 7, rotationDays: 4, life: 70 }
  const stock = { pieces: 700, washesLeft: 30, yearlyLoss: 0.13 }
  // 1,400 ÷ 70 = 20 worn out, and 800 × 13 % ÷ 52 = 2 lost. 700 × 30 ÷ 1,400 = 15 weeks.
  expect(fleetOutlook({ ...fleet, ...stock })).toEqual({
    required: 800,
    missing: 100,
    weekly: 22,
    weeksLeft: 15,
  })
  expect(fleetOutlook({ ...fleet, ...stock, users: 0 })).toEqual({
    required: 0,
    missing: 0,
    weekly: 0,
    weeksLeft: null,
  })
})

test('a level is the mean of the weeks and how they spread; of few, three tenths of it', () => {
  expect(levelOf([10, 20, 30, 20])).toEqual({ mean: 20, deviation: Math.sqrt(200 / 3), weeks: 4 })
  expect(levelOf([100, 200])).toEqual({ mean: 150, deviation: 45, weeks: 2 })
  expect(levelOf([])).toEqual({ mean: 0, deviation: 0, weeks: 0 })
  // Only the last half year counts.
  expect(levelOf([999, ...Array.from({ length: 26 }, () => 5)])).toEqual({ mean: 5, deviation: 0, weeks: 26 })
})

test('a scenario multiplies some families for some weeks, and parts of one week multiply each other', () => {
  const parts = [
    { families: ['ffp'], from: 2, weeks: 2, factor: 3 },
    { families: null, from: 3, weeks: 1, factor: 2 },
  ]
  expect(factorsOf(parts, 'ffp', 4)).toEqual([1, 3, 6, 1])
  expect(factorsOf(parts, 'gel', 4)).toEqual([1, 1, 2, 1])
  expect(factorsOf(parts, null, 4)).toEqual([1, 1, 2, 1])
  expect(factorsOf(shippedScenarios.wave, 'mask-surg', 3)).toEqual([1, 1, 4.7])
})

test('the band of a week holds its noise and that the level is estimated, over weeks the second is shared', () => {
  // s = 30, n = 4: one week 30 × √1.25 = 33.54; factors 1 and 2: √(5 + 9 ÷ 4) × 30 = 80.78.
  const { weeks, total } = forecast(levelByRule(100), [1, 2])
  expect(weeks[0]?.value).toBe(100)
  expect(weeks[0]?.high).toBeCloseTo(100 + 1.28155 * 33.541, 2)
  expect(weeks[1]?.high).toBeCloseTo(200 + 1.28155 * 67.082, 2)
  expect(total.value).toBe(300)
  expect(total.low).toBeCloseTo(300 - 1.28155 * 80.777, 2)
  // Nothing below nothing.
  expect(forecast({ mean: 10, deviation: 100, weeks: 9 }, [1]).total.low).toBe(0)
  // Two that know nothing of each other: the wider band is not doubled.
  const one = { value: 100, low: 60, high: 140 }
  expect(addedUp([one, { value: 50, low: 20, high: 80 }])).toEqual({ value: 150, low: 100, high: 200 })
})
