/** The calendar of a firm's weeks. A week is named by its Monday, an ISO date. */

export interface Exception {
  week: string
  /** Share of the usual hours: 0 is closed, 1 is usual. */
  share: number
}

/** What one can say of a week, from the least to the most. */
export const LEVELS = ['closed', 'half', 'usual', 'more'] as const
export type Level = (typeof LEVELS)[number]

const SHARES: Record<Level, number> = { closed: 0, half: 0.5, usual: 1, more: 1.5 }
const DAY = 86_400_000

const isoOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The Monday of the week that a day is in. */
export function mondayOf(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7
  return isoOf(time - sinceMonday * DAY)
}

/** So many weeks in a row, from the one a day is in. */
export function weeksFrom(day: string, count: number): string[] {
  const first = Date.parse(`${mondayOf(day)}T00:00:00Z`)
  return Array.from({ length: count }, (_, index) => isoOf(first + index * 7 * DAY))
}

/** The number that planners call a week by (ISO 8601): 1 is the week of the year's first Thursday. */
export function weekNumber(monday: string): number {
  const thursday = Date.parse(`${monday}T00:00:00Z`) + 3 * DAY
  const year = new Date(thursday).getUTCFullYear()
  return 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY))
}

/** Share of the usual hours in a week. */
export function shareIn(exceptions: readonly Exception[], week: string): number {
  return exceptions.find(exception => exception.week === week)?.share ?? 1
}

/** The level nearest to a share, which may have come from elsewhere. */
export function levelOf(share: number): Level {
  const near = (level: Level) => Math.abs(SHARES[level] - share)
  return LEVELS.reduce((best, level) => (near(level) < near(best) ? level : best), 'usual')
}

/** The exceptions with a week at another level, in the order of weeks; a usual week is none. */
export function withLevel(exceptions: readonly Exception[], week: string, level: Level): Exception[] {
  const others = exceptions.filter(exception => exception.week !== week)
  const all = level === 'usual' ? others : [...others, { week, share: SHARES[level] }]
  return all.toSorted((one, other) => (one.week < other.week ? -1 : 1))
}

/** The level so many steps above or below, within what there is. */
export function stepLevel(level: Level, steps: number): Level {
  const index = Math.min(LEVELS.length - 1, Math.max(0, LEVELS.indexOf(level) + steps))
  return LEVELS[index] ?? level
}

/** The next level of a week that is tapped: usual, half, closed, more, and round again. */
export function nextLevel(level: Level): Level {
  const round: Record<Level, Level> = { usual: 'half', half: 'closed', closed: 'more', more: 'usual' }
  return round[level]
}
