import { dayOf } from '@maillage/matching/dates.ts'
import type { Risk } from './schemas.ts'

/** What of one order line is there, on its way, and still to be made. */
export interface Followed {
  orderLineId: string
  due: string
  ordered: number
  /** Came in and not refused. */
  arrived: number
  announced: readonly { plannedOn: string; quantity: number }[]
  /** Units that its maker can make in a week; null where it is not known. */
  weeklyUnits: number | null
}

export interface FollowedMilestone {
  id: string
  due: string
  reachedOn: string | null
}

const DAYS_A_WEEK = 7

/** What is wrong with one line: the most serious alone. */
function riskOf(line: Followed, today: string): Risk[] {
  const { orderLineId: subjectId, due, ordered, arrived, announced, weeklyUnits } = line
  const missing = ordered - arrived
  if (missing <= 0) return []
  const risk = (kind: Risk['kind'], quantity: number, weekly: Risk['weekly'] = null): Risk[] => [
    { kind, subjectId, due, quantity, weekly },
  ]
  if (due < today) return risk('overdue', missing)
  const late = announced.filter(({ plannedOn }) => plannedOn > due)
  if (late.length > 0)
    return risk(
      'announced-late',
      late.reduce((sum, { quantity }) => sum + quantity, 0),
    )
  const onTheWay = announced.reduce((sum, { quantity }) => sum + quantity, 0)
  const toMake = missing - onTheWay
  const weeks = (dayOf(due) - dayOf(today)) / DAYS_A_WEEK
  if (toMake <= 0 || weeklyUnits === null || weeklyUnits * weeks >= toMake) return []
  const needed = weeks === 0 ? toMake : Math.ceil(toMake / weeks)
  const quantity = Math.ceil(toMake - weeklyUnits * weeks)
  return risk('rate-above-capacity', quantity, { needed, possible: Math.floor(weeklyUnits) })
}

/**
 * What will be late, before it is: a line that is due and not there, one announced for after its day, one whose rest needs a
 * higher rate than its maker has, a milestone that has passed. In the order of the days.
 */
export function foresee(
  lines: readonly Followed[],
  milestones: readonly FollowedMilestone[],
  today: string,
): Risk[] {
  const missed = milestones.flatMap(({ id, due, reachedOn }): Risk[] =>
    reachedOn === null && due < today
      ? [{ kind: 'milestone-missed', subjectId: id, due, quantity: 0, weekly: null }]
      : [],
  )
  return [...lines.flatMap(line => riskOf(line, today)), ...missed].sort((one, other) =>
    one.due < other.due ? -1 : one.due > other.due ? 1 : 0,
  )
}
