/** The hours of a plan's firms: what stations of a site share, week by week. */
import { weeksBetween } from '../availability.ts'
import { type Drawn, freeWeeks } from '../commitments.ts'
import { efficiency } from '../defaults.ts'
import type { CompiledFirm, CompiledSite } from '../firm.ts'
import type { Calendar } from './calendar.ts'
import type { Station } from './supply.ts'

/** Minutes of machines or people that stations of a site share: no week holds more. */
export interface Hours {
  kind: 'machines' | 'people'
  /** Free minutes by week, of the resource's own. */
  minutes: Float64Array
  /** Numbers of the stations. */
  stations: number[]
}

/** Hours of each machine type, and of people: work that several pools may do finds them where no union of pools lacks any. */
export function hoursOf(own: readonly Station[], firm: CompiledFirm, calendar: Calendar): Hours[] {
  return firm.sites.flatMap(site => {
    const here = own.filter(station => station.site === site)
    const hours = (kind: Hours['kind'], parts: Drawn['parts'], using: readonly Station[]): Hours => ({
      kind,
      minutes: freeMinutes(firm, site, { kind, parts }, calendar),
      stations: using.map(({ number }) => number),
    })
    const machines = site.machines.flatMap(group => {
      const using = here.filter(({ machine }) => machine === group)
      const parts = [{ of: group.type, hours: group.hours, weight: group.hours }]
      return using.length === 0 ? [] : [hours('machines', parts, using)]
    })
    const people = unionsOf(here.map(({ pools }) => pools.map(({ number }) => number))).map(union => {
      const parts = site.pools
        .filter(({ number }) => union.has(number))
        .map(pool => ({ of: pool.trade, hours: pool.hours, weight: pool.hours }))
      const using = here.filter(({ pools }) => pools.every(({ number }) => union.has(number)))
      return hours('people', parts, using)
    })
    return [...machines, ...people]
  })
}

/** Minutes of a resource that the ledger and the firm's own calendar leave, week by week, at the pace of a workshop. */
function freeMinutes(
  firm: CompiledFirm,
  site: CompiledSite,
  drawn: Drawn,
  { monday, weeks }: Calendar,
): Float64Array {
  const free =
    site.ledger === null ? firm.availability : freeWeeks(firm.availability, site.ledger, drawn).others
  const usual = drawn.parts.reduce((sum, { hours }) => sum + hours, 0) * 60 * efficiency
  return Float64Array.from({ length: weeks }, (_, week) => {
    const start = monday + 7 * week
    return usual * weeksBetween(free, start, start + 7)
  })
}

/**
 * Every union of these sets of pools. Work that may draw on several pools finds its people exactly where no union is asked
 * for more than it has (Hall's theorem).
 */
function unionsOf(sets: number[][]): Set<number>[] {
  const found = new Map<string, Set<number>>()
  for (const set of sets) {
    for (const known of [new Set<number>(), ...found.values()]) {
      const union = new Set([...known, ...set])
      found.set([...union].sort((a, b) => a - b).join(','), union)
    }
  }
  return [...found.values()]
}
