/** Weeks in which a firm has promised more hours than it declares. */

export interface TakenWeek {
  siteName: string
  kind: 'machines' | 'people'
  resource: string
  /** Its Monday. */
  week: string
  /** Minutes. */
  declared: number
  committed: number
  held: number
  tenders: string[]
}

/** One resource of one site, over all the weeks in which too much of it is taken. */
export interface Overbooked {
  siteName: string
  kind: TakenWeek['kind']
  resource: string
  first: string
  last: string
  weeks: number
  /** The week in which most is missing, in whole hours. */
  taken: number
  declared: number
}

const MINUTES_AN_HOUR = 60
const missing = ({ declared, committed, held }: TakenWeek) => committed + held - declared
const hours = (minutes: number) => Math.round(minutes / MINUTES_AN_HOUR)

/**
 * Of what more is taken than there is, resource by resource, the one that lacks most first; of one tender, the weeks that it
 * has a part in.
 */
export function overbooked(weeks: readonly TakenWeek[], tenderId: string | null = null): Overbooked[] {
  const over = weeks.filter(
    week => missing(week) > 0 && (tenderId === null || week.tenders.includes(tenderId)),
  )
  const byResource = Map.groupBy(over, ({ siteName, kind, resource }) => `${siteName} ${kind} ${resource}`)
  return [...byResource.values()]
    .flatMap(all => {
      const [worst] = all.toSorted((a, b) => missing(b) - missing(a))
      const days = all.map(({ week }) => week).toSorted()
      const [first] = days
      const last = days.at(-1)
      if (worst === undefined || first === undefined || last === undefined) return []
      const { siteName, kind, resource, declared, committed, held } = worst
      const most = { taken: hours(committed + held), declared: hours(declared) }
      return [{ siteName, kind, resource, first, last, weeks: all.length, ...most }]
    })
    .toSorted((a, b) => b.taken - b.declared - (a.taken - a.declared))
}
