import { describe, expect, test } from 'vitest'
import {
  levelOf,
  mondayOf,
  nextLevel,
  shareIn,
  stepLevel,
  weekNumber,
  weeksFrom,
  withLevel,
} from './weeks.ts'

describe('weeks', () => {
  test('begin on Monday', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  })

  test('follow each other through the change of year and of clocks', () => {
    expect(weeksFrom('2026-12-24', 3)).toEqual(['2026-12-21', '2026-12-28', '2027-01-04'])
    expect(weeksFrom('2026-10-20', 2)).toEqual(['2026-10-19', '2026-10-26'])
  })

  test('are numbered as planners do', () => {
    expect(weekNumber('2026-11-23')).toBe(48)
    expect(weekNumber('2026-12-28')).toBe(53)
    expect(weekNumber('2027-01-04')).toBe(1)
    expect(weekNumber('2024-12-30')).toBe(1)
  })
})

describe('a week', () => {
  const exceptions = [{ week: '2026-12-21', share: 0 }]

  test('is usual unless the firm said otherwise', () => {
    expect(shareIn(exceptions, '2026-12-21')).toBe(0)
    expect(shareIn(exceptions, '2026-12-14')).toBe(1)
  })

  test('is an exception as long as it is not usual', () => {
    const half = withLevel(exceptions, '2026-11-30', 'half')
    expect(half).toEqual([
      { week: '2026-11-30', share: 0.5 },
      { week: '2026-12-21', share: 0 },
    ])
    expect(withLevel(half, '2026-12-21', 'usual')).toEqual([{ week: '2026-11-30', share: 0.5 }])
  })

  test('shows the nearest level of a share that was set elsewhere', () => {
    expect(levelOf(0.1)).toBe('closed')
    expect(levelOf(0.4)).toBe('half')
    expect(levelOf(1)).toBe('usual')
    expect(levelOf(3)).toBe('more')
  })

  test('stops at closed and at more', () => {
    expect(stepLevel('usual', 1)).toBe('more')
    expect(stepLevel('more', 1)).toBe('more')
    expect(stepLevel('closed', -1)).toBe('closed')
  })

  test('comes back to usual after four taps', () => {
    let level = nextLevel('usual')
    for (let taps = 1; taps < 4; taps++) level = nextLevel(level)
    expect(level).toBe('usual')
  })
})
