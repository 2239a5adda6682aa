import { describe, expect, test } from 'vitest'
import { spanOf, stairPath, stairs } from './progress.ts'

describe('what was delivered against the schedule', () => {
  const brought = [
    { day: '2027-02-01', quantity: 300 },
    { day: '2027-01-04', quantity: 100 },
    { day: '2027-02-01', quantity: 50 },
  ]

  test('is summed day by day', () => {
    expect(stairs(brought)).toEqual([
      { day: '2027-01-04', total: 100 },
      { day: '2027-02-01', total: 450 },
    ])
    expect(stairs([])).toEqual([])
  })

  test('rises on its days and stays level to the end', () => {
    const day = 86_400_000
    const start = Date.parse('2027-01-04')
    const span = spanOf(['2027-01-04', '2027-01-11'])
    expect(span).toEqual({ from: start - 7 * day, to: start + 14 * day })
    const path = stairPath(
      stairs(brought.slice(1, 2)),
      span,
      time => (time - span.from) / day,
      total => 100 - total,
    )
    expect(path).toBe('M0 100H7V0H21')
  })
})
