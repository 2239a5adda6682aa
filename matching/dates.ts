/** Calendar days as numbers, so that durations are differences. No clock: every date is given. */
const millisecondsPerDay = 86_400_000

/** The same days come up again and again: so many are remembered, then they begin anew. */
const mostRemembered = 4096
const days = new Map<string, number>()
const dates = new Map<number, string>()

/** Days from 1 January 1970 to an ISO date. Throws on anything else. */
export function dayOf(isoDate: string): number {
  return remembered(days, isoDate, readDay)
}

function readDay(isoDate: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate)
  if (parts === null) throw new RangeError(`Not an ISO date: ${isoDate}`)
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / millisecondsPerDay
  if (dateOf(day) !== isoDate) throw new RangeError(`Not a day of the calendar: ${isoDate}`)
  return day
}

/** The ISO date of a day number; a fraction of a day counts as the whole day. */
export function dateOf(day: number): string {
  const whole = Math.floor(day)
  return remembered(dates, whole, writeDay)
}

const writeDay = (day: number) => new Date(day * millisecondsPerDay).toISOString().slice(0, 10)

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= mostRemembered) known.clear()
  const value = make(key)
  known.set(key, value)
  return value
}

/** The Monday that begins the ISO week of a day. 1 January 1970 was a Thursday. */
export function mondayOf(day: number): number {
  const whole = Math.floor(day)
  return whole - ((((whole + 3) % 7) + 7) % 7)
}
