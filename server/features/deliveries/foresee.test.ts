import { describe, expect, test } from 'vitest'
import { foresee, type Followed } from './foresee.ts'

describe('what will be late', () => {
  const line: Followed = {
    orderLineId: 'a',
    due: '2027-01-29',
    ordered: 1000,
    arrived: 0,
    announced: [],
    weeklyUnits: 300,
  }
  const kinds = (differs: Partial<Followed>, today = '2027-01-01') =>
    foresee([{ ...line, ...differs }], [], today).map(({ kind, quantity }) => [kind, quantity])

  test('is nothing while the rest can be made in time', () => {
    // Four weeks at 300.
    expect(kinds({})).toEqual([])
    expect(kinds({ weeklyUnits: null })).toEqual([])
    expect(kinds({ ordered: 1200 })).toEqual([])
  })

  test('is the rest that no week is left for', () => {
    expect(kinds({ ordered: 1300 })).toEqual([['rate-above-capacity', 100]])
    expect(kinds({ ordered: 1300, announced: [{ plannedOn: '2027-01-20', quantity: 100 }] })).toEqual([])
    expect(foresee([{ ...line, ordered: 1300 }], [], '2027-01-01')[0]?.weekly).toEqual({
      needed: 325,
      possible: 300,
    })
  })

  test('is what is announced for after its day, and what is not there when it is due', () => {
    expect(kinds({ announced: [{ plannedOn: '2027-01-30', quantity: 400 }] })).toEqual([
      ['announced-late', 400],
    ])
    expect(kinds({ arrived: 900 }, '2027-01-30')).toEqual([['overdue', 100]])
    expect(kinds({ arrived: 1000 }, '2027-01-30')).toEqual([])
  })

  test('is a milestone that has passed, unless it was reached', () => {
    const milestone = { id: 'm', due: '2026-12-31', reachedOn: null }
    expect(foresee([], [milestone], '2027-01-01')).toMatchObject([
      { kind: 'milestone-missed', subjectId: 'm' },
    ])
    expect(foresee([], [milestone], '2026-12-31')).toEqual([])
    expect(foresee([], [{ ...milestone, reachedOn: '2027-01-01' }], '2027-01-01')).toEqual([])
  })
})
