import { dayOf } from './dates.ts'
import type { AvailabilityException } from './supply.ts'

/** Weeks that differ from the usual ones, as day numbers. Empty for most firms. */
export interface Availability {
  exceptions: { monday: number; share: number }[]
}

/** Reads the exceptions of a profile; the last one stated for a week holds. */
export function compileAvailability(exceptions: AvailabilityException[]): Availability {
  const byMonday = new Map(exceptions.map(({ week, share }) => [dayOf(week), share]))
  return {
    exceptions: [...byMonday]
      .map(([monday, share]) => ({ monday, share }))
      .sort((a, b) => a.monday - b.monday),
  }
}

/** Usual weeks of work between two days: a closed week counts 0, half a week in the window counts a half. */
export function weeksBetween(availability: Availability, from: number, to: number): number {
  if (to <= from) return 0
  let days = to - from
  for (const { monday, share } of availability.exceptions) {
    const overlap = Math.min(to, monday + 7) - Math.max(from, monday)
    if (overlap > 0) days += overlap * (share - 1)
  }
  return Math.max(0, days / 7)
}

/** The same after a change: in its first weeks only the shares of `rampUp` of the full rate are reached. */
export function rampedWeeksBetween(
  availability: Availability,
  from: number,
  to: number,
  rampUp: readonly number[],
): number {
  let weeks = weeksBetween(availability, from, to)
  for (let week = 0; week < rampUp.length; week++) {
    const start = from + 7 * week
    if (start >= to) break
    weeks -= (1 - (rampUp[week] ?? 1)) * weeksBetween(availability, start, Math.min(start + 7, to))
  }
  return Math.max(0, weeks)
}
