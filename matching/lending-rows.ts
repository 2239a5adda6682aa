/** Where people of some candidates may work on machines of others: rows of minutes, in which what some take others spare. */
import { commuteKilometres, roadFactor } from './defaults.ts'
import { kilometres } from './geography.ts'
import { mayBorrow, spareOf } from './lending.ts'
import type { Line, LineRoute } from './line.ts'
import type { Place } from './supply.ts'
import type { Team } from './team.ts'

/** By the spot of a route: the rows that hold what it takes, and those to which it gives. */
export interface Lending {
  borrowed: Map<string, number[]>
  spared: Map<string, number[]>
}

/** Where a route is: what people of one may do for another, whose it is and at which site. */
export function spotOf(member: number, { operation, route }: LineRoute): string {
  return `${operation}|${route.process}|${member}|${route.site}`
}

interface Spot {
  spot: string
  member: number
  place: Place
}

/**
 * A row for each work that is both sought and spare, over all firms, and one for each site that seeks people, over those
 * who have some to spare near it. `row`: adds one, that of a firm's own where it is given.
 */
export function lendingOf({ lines }: Team, row: (owner: number | null) => number): Lending {
  const seeking = spotsOf(lines, (_, route) => mayBorrow(route))
  const sparing = spotsOf(lines, (line, route) => spareOf(line, route) !== null)
  const lending: Lending = { borrowed: new Map(), spared: new Map() }
  const pairs: { all: number[]; seeker: Spot; near: Spot[] }[] = []
  for (const [work, seekers] of seeking) {
    const givers = sparing.get(work)
    if (givers === undefined) continue
    const found = seekers.flatMap(seeker => {
      const near = nearTo(seeker, givers)
      return near.length === 0 ? [] : [{ seeker, near }]
    })
    if (found.length === 0) continue
    const all = row(null)
    for (const each of found) pairs.push({ all: [all], ...each })
  }
  // Rows of one firm come after those that all share.
  for (const { all, seeker, near } of pairs) {
    const own = row(seeker.member)
    lending.borrowed.set(seeker.spot, [...all, own])
    for (const { spot } of near) {
      const spared = lending.spared.get(spot)
      if (spared === undefined) lending.spared.set(spot, [...all, own])
      else spared.push(own)
    }
  }
  return lending
}

/** By operation and process: the sites of routes that are so, each once, from south to north. */
function spotsOf(lines: Line[], isSo: (line: Line, route: LineRoute) => boolean): Map<string, Spot[]> {
  const found = new Map<string, Map<string, Spot>>()
  lines.forEach((line, member) => {
    for (const route of line.routes) {
      const place = line.firm.sites[route.route.site]?.site.place
      if (place === undefined || !isSo(line, route)) continue
      const work = `${route.operation}|${route.route.process}`
      const spots = found.get(work) ?? new Map<string, Spot>()
      found.set(work, spots)
      const spot = spotOf(member, route)
      spots.set(spot, { spot, member, place })
    }
  })
  const sorted = new Map<string, Spot[]>()
  for (const [work, spots] of found)
    sorted.set(
      work,
      [...spots.values()].sort((a, b) => a.place.latitude - b.place.latitude),
    )
  return sorted
}

/** Kilometres of a degree of latitude, by road and a little less: nobody nearer is passed over. */
const kilometresPerDegree = 111 * roadFactor

/** Those of others, sorted from south to north, whose people could come every day. */
function nearTo({ member, place }: Spot, sorted: Spot[]): Spot[] {
  const reach = commuteKilometres / kilometresPerDegree
  let low = 0
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.place.latitude ?? 0) < place.latitude - reach) low = middle + 1
    else high = middle
  }
  const near: Spot[] = []
  for (let at = low; at < sorted.length; at++) {
    const other = sorted[at]
    if (other === undefined || other.place.latitude > place.latitude + reach) break
    if (other.member !== member && kilometres(place, other.place) <= commuteKilometres) near.push(other)
  }
  return near
}
