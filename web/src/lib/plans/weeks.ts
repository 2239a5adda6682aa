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

/** A figure that axes end at: 1, 2 or 5 times a power of ten, at least as high as all that is shown. */
export function topOf(values: readonly number[]): number {
  const most = values.reduce((highest, value) => Math.max(highest, value), 0)
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find(times => times * power >= most) ?? 10) * power
}

/** Pixels that the day of a week takes below an axis, with some room beside it. */
const LABEL = 64

/** Weeks whose day is written below an axis, where a week is so many pixels wide: as many as stand side by side, none cut off. */
export function labelled(weeks: number, width: number): number[] {
  const every = Math.max(1, Math.ceil(LABEL / width))
  return Array.from({ length: weeks }, (_, week) => week).filter(
    week => week % every === 0 && (week === 0 || (weeks - week) * width >= LABEL - 12),
  )
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
