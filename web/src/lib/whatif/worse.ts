/** What a scenario makes worse, read from what came of it. */
import type { Outcome } from './whatif.ts'

/** A difference of less than half a unit, and of a thousandth of what is due, is none. */
const leastUnits = 0.5
const leastShare = 1e-3

export interface Worse {
  outcome: Outcome
  /** The same item where nothing happens. */
  calm: Outcome
  /** Most units that are late beyond what is late anyway. */
  extra: number
  at: number
}

export function extraOf(outcome: Outcome, calm: Outcome | undefined): number {
  const most = Math.max(0, ...outcome.late.map((units, week) => units - (calm?.late[week] ?? 0)))
  return most >= leastUnits && most >= leastShare * outcome.due ? most : 0
}

/** Items of which more is missing than where nothing happens: most people first, then the largest part of what is due. */
export function worseIn(items: readonly Outcome[], calm: readonly Outcome[]): Worse[] {
  const share = ({ extra, outcome }: Worse) => extra / Math.max(1, outcome.due)
  return items
    .flatMap((outcome, at): Worse[] => {
      const before = calm[at]
      const extra = extraOf(outcome, before)
      return before === undefined || extra === 0 ? [] : [{ outcome, calm: before, extra, at }]
    })
    .sort(
      (one, other) =>
        (other.outcome.people ?? 0) - (one.outcome.people ?? 0) ||
        share(other) - share(one) ||
        one.at - other.at,
    )
}
