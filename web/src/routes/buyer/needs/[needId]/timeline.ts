const DAY = 86_400_000

const toDays = (iso: string) => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY)
const toIso = (days: number) => new Date(days * DAY).toISOString().slice(0, 10)
/** 1 January 1970 was a Thursday. */
const mondayOf = (days: number) => days - ((((days + 3) % 7) + 7) % 7)

/** A day so many days after another, as ISO dates. */
export function addDays(iso: string, days: number): string {
  return toIso(toDays(iso) + Math.round(days))
}

/** A stretch of whole weeks, and where its dates fall in it. */
export interface Timeline {
  /** Mondays, as ISO dates. */
  weeks: string[]
  /** Where a day begins, as a share of the stretch in [0, 1]. */
  at: (iso: string) => number
  /** The first day of one week to the last day of another, as shares of the stretch. */
  span: (from: string, to: string) => { start: number; length: number }
  /** Mondays to write out so that at most `most` are, evenly spaced. */
  marks: (most: number) => string[]
}

/** The weeks from the first of these ISO dates to the last. At least one date. */
export function timelineOf(dates: readonly string[]): Timeline {
  const days = dates.map(toDays)
  const first = mondayOf(Math.min(...days))
  const last = mondayOf(Math.max(...days)) + 7
  const length = last - first
  const share = (day: number) => Math.min(1, Math.max(0, (day - first) / length))
  const weeks = Array.from({ length: length / 7 }, (_, index) => toIso(first + index * 7))
  return {
    weeks,
    at: iso => share(toDays(iso)),
    span: (from, to) => {
      const start = share(mondayOf(toDays(from)))
      return { start, length: share(mondayOf(toDays(to)) + 7) - start }
    },
    marks: most => {
      const every = Math.max(1, Math.ceil(weeks.length / most))
      return weeks.filter((_, index) => index % every === 0)
    },
  }
}
