/** The hours of a plan's firms: what stations of a site share, week by week. */
import { weeksBetween } from '../availability.ts'
import { type Drawn, freeWeeks } from '../commitments.ts'
import { efficiency } from '../defaults.ts'
import type { CompiledFirm, CompiledSite, MachineGroup } from '../firm.ts'
import type { Calendar } from './calendar.ts'
import type { Line, Station } from './supply.ts'

/** Minutes of machines or people that stations of a site share: no week holds more. */
export interface Hours {
  kind: 'machines' | 'people'
  firm: number
  site: CompiledSite
  /** The machine type, or the trades (null: people who are assumed), with the numbers of their pools. */
  of: (string | null)[]
  pools: number[]
  /** Free minutes by week, of the resource's own. */
  minutes: Float64Array
  /** Numbers of the stations, and of the agreed lines that take of them too. */
  stations: number[]
  lines: number[]
}

type User = Pick<Station, 'machine' | 'pools'>

/** Hours of each machine type, and of people: work that several pools may do finds them where no union of pools lacks any. */
export function hoursOf(
  ownStations: readonly Station[],
  ownLines: readonly Line[],
  { firm, number }: { firm: CompiledFirm; number: number },
  calendar: Calendar,
): Hours[] {
  return firm.sites.flatMap(site => {
    const stations = ownStations.filter(station => station.site === site)
    const lines = ownLines.filter(line => line.site === site)
    const hours = (
      kind: Hours['kind'],
      parts: Drawn['parts'],
      pools: number[],
      isUsing: (by: User) => boolean,
    ): Hours => ({
      kind,
      firm: number,
      site,
      of: parts.map(({ of }) => of),
      pools,
      minutes: freeMinutes(firm, site, { kind, parts }, calendar),
      stations: stations.filter(isUsing).map(({ number }) => number),
      lines: lines.filter(isUsing).map(({ number }) => number),
    })
    const users: User[] = [...stations, ...lines]
    const machines = site.machines.flatMap(group => {
      const isUsing = ({ machine }: User) => machine === group
      return users.some(isUsing) ? [hours('machines', partsOf(group), [], isUsing)] : []
    })
    const people = unionsOf(users.map(({ pools }) => pools.map(({ number }) => number))).map(union => {
      const parts = site.pools
        .filter(({ number }) => union.has(number))
        .map(pool => ({ of: pool.trade, hours: pool.hours, weight: pool.hours }))
      return hours('people', parts, [...union], ({ pools }) => pools.every(({ number }) => union.has(number)))
    })
    return [...machines, ...people]
  })
}

/** Minutes of a group of machines that are free, week by week. */
export const machineHours = (
  firm: CompiledFirm,
  site: CompiledSite,
  group: MachineGroup,
  calendar: Calendar,
) => freeMinutes(firm, site, { kind: 'machines', parts: partsOf(group) }, calendar)

const partsOf = ({ type, hours }: MachineGroup) => [{ of: type, hours, weight: hours }]

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
