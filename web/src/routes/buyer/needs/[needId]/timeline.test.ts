import { describe, expect, test } from 'vitest'
import { timelineOf } from './timeline.ts'

describe('the weeks of a drawing', () => {
  test('run from the Monday of the first date to the end of the week of the last', () => {
    const { weeks } = timelineOf(['2026-12-09', '2026-11-25', '2026-12-13'])
    expect(weeks).toEqual(['2026-11-23', '2026-11-30', '2026-12-07'])
  })

  test('place a day by its share of the stretch', () => {
    const { at } = timelineOf(['2026-11-23', '2026-12-06'])
    expect(at('2026-11-23')).toBe(0)
    expect(at('2026-11-30')).toBe(0.5)
    expect(at('2027-02-01')).toBe(1)
  })

  test('draw work by whole weeks', () => {
    const { span } = timelineOf(['2026-11-23', '2026-12-20'])
    expect(span('2026-11-30', '2026-12-09')).toEqual({ start: 0.25, length: 0.5 })
  })

  test('write out no more weeks than there is room for', () => {
    const { marks } = timelineOf(['2026-11-23', '2027-01-31'])
    expect(marks(4)).toEqual(['2026-11-23', '2026-12-14', '2027-01-04', '2027-01-25'])
  })

  test('do not slip when the clocks change', () => {
    expect(timelineOf(['2026-10-19', '2026-11-01']).weeks).toEqual(['2026-10-19', '2026-10-26'])
  })
})
