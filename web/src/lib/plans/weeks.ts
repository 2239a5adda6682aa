/** What is read of quantities by week. */

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** The first and the last week in which there is something; null where there is nothing. */
export function spanOf(values: readonly number[]): { first: number; last: number } | null {
  const first = values.findIndex(value => value > 0)
  return first === -1 ? null : { first, last: values.findLastIndex(value => value > 0) }
}

/** The week with most, and how much that is; null where there is nothing. */
export function peakOf(values: readonly number[]): { week: number; value: number } | null {
  const value = values.reduce((most, one) => Math.max(most, one), 0)
  return value > 0 ? { week: values.indexOf(value), value } : null
}

/** How late the worst is: weeks in a row at whose end something was late. */
export function longestLate(late: readonly number[]): number {
  let [now, most] = [0, 0]
  for (const amount of late) {
    now = amount >= 0.5 ? now + 1 : 0
    most = Math.max(most, now)
  }
  return most
}
