/** Sums by week of a plan. */
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'

const DAYS_A_WEEK = 7

/** Mondays of a plan's weeks, from that of the week it was made in. */
export function planMondays(asOf: string, weeks: number): string[] {
  const first = mondayOf(dayOf(asOf))
  return Array.from({ length: weeks }, (_, week) => dateOf(first + week * DAYS_A_WEEK))
}

export const emptyWeeks = (weeks: number): number[] => Array.from({ length: weeks }, () => 0)

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Week by week, the sum of several. */
export function addedByWeek(all: readonly (readonly number[])[], weeks: number): number[] {
  return Array.from({ length: weeks }, (_, week) => sumOf(all.map(one => one[week] ?? 0)))
}

/** What has a week and an amount, spread over the weeks of a plan. */
export function byWeek(rows: readonly { week: number; units: number }[], weeks: number): number[] {
  const spread = emptyWeeks(weeks)
  for (const { week, units } of rows) spread[week] = (spread[week] ?? 0) + units
  return spread
}
