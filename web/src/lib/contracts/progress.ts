/** A day, and how many pieces it brings. */
export interface Brought {
  day: string
  quantity: number
}

/** A point of a staircase: the day, and the sum up to it. */
export interface Step {
  day: string
  total: number
}

/** Sums by day, each day once, in their order. */
export function stairs(brought: readonly Brought[]): Step[] {
  const byDay = Map.groupBy(brought, ({ day }) => day)
  let total = 0
  return [...byDay]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, rows]) => {
      total += rows.reduce((sum, { quantity }) => sum + quantity, 0)
      return { day, total }
    })
}

/** First and last day of what is drawn; a week more on each side, so that no step lies on the edge. */
export function spanOf(days: readonly string[]): { from: number; to: number } {
  const WEEK = 7 * 86_400_000
  const times = days.map(day => Date.parse(day))
  return { from: Math.min(...times) - WEEK, to: Math.max(...times) + WEEK }
}

/** A staircase as a path: level until a day, then up. `x` and `y` place a time and a sum. */
export function stairPath(
  steps: readonly Step[],
  { from, to }: { from: number; to: number },
  x: (time: number) => number,
  y: (total: number) => number,
): string {
  const path = steps.reduce(
    (drawn, { day, total }) => `${drawn}H${x(Date.parse(day))}V${y(total)}`,
    `M${x(from)} ${y(0)}`,
  )
  return `${path}H${x(to)}`
}
