/** Where people of some candidates may work on machines of others: rows of minutes, in which what some take others spare. */
import { commuteKilometres, roadFactor } from './defaults.ts'
import { kilometres } from './geography.ts'
import { mayBorrow, spareOf } from './lending.ts'
import type { Line, LineRoute, Resource } from './line.ts'
import type { Place } from './supply.ts'
import type { Team } from './team.ts'

/** By route: the rows that hold what it takes, and those to which it gives, with the people it can spare. */
export interface Lending {
  borrowed: Map<LineRoute, number[]>
  spared: Map<LineRoute, { rows: number[]; people: Resource }>
}

/** Where people of one firm may do the same work for another: routes of an operation by a process, at a site of a firm. */
interface Spot {
  member: number
  site: number
  place: Place
  routes: { route: LineRoute; people: Resource | null }[]
}

/**
 * A row for each work that is both sought and spare, over all firms, and one for each site that seeks people, over those
 * who have some to spare near it. `row`: adds one, that of a firm's own where it is given.
 */
export function lendingOf({ lines }: Team, row: (owner: number | null) => number): Lending {
  const seeking = new Spots()
  const sparing = new Spots()
  lines.forEach((line, member) => {
    for (const route of line.routes) {
      if (mayBorrow(route)) seeking.add(line, member, route, null)
      const people = spareOf(line, route)
      if (people !== null) sparing.add(line, member, route, people)
    }
  })
  const lending: Lending = { borrowed: new Map(), spared: new Map() }
  const pairs: { all: number; seeker: Spot; near: Spot[] }[] = []
  for (const [work, seekers] of seeking.byWork) {
    const givers = sparing.byWork.get(work)
    if (givers === undefined) continue
    givers.sort(fromSouth)
    const found = seekers.sort(fromSouth).flatMap(seeker => {
      const near = nearTo(seeker, givers)
      return near.length === 0 ? [] : [{ seeker, near }]
    })
    if (found.length === 0) continue
    const all = row(null)
    for (const each of found) pairs.push({ all, ...each })
  }
  // Rows of one firm come after those that all share.
  for (const { all, seeker, near } of pairs) {
    const own = row(seeker.member)
    for (const { route } of seeker.routes) lending.borrowed.set(route, [all, own])
    for (const { routes } of near) {
      for (const { route, people } of routes) {
        const spared = lending.spared.get(route)
        if (spared !== undefined) spared.rows.push(own)
        else if (people !== null) lending.spared.set(route, { rows: [all, own], people })
      }
    }
  }
  return lending
}

const fromSouth = (a: Spot, b: Spot) => a.place.latitude - b.place.latitude

/** Spots by operation and process, each once. */
class Spots {
  readonly byWork = new Map<string, Spot[]>()

  add({ firm }: Line, member: number, route: LineRoute, people: Resource | null): void {
    const {
      operation,
      route: { process, site },
    } = route
    const place = firm.sites[site]?.site.place
    if (place === undefined) return
    const work = `${operation}|${process}`
    let spots = this.byWork.get(work)
    if (spots === undefined) this.byWork.set(work, (spots = []))
    // Lines come one after the other: those of the same firm are the last.
    let at = spots.length - 1
    while (at >= 0 && spots[at]?.member === member && spots[at]?.site !== site) at -= 1
    const known = spots[at]?.member === member ? spots[at] : undefined
    if (known === undefined) spots.push({ member, site, place, routes: [{ route, people }] })
    else known.routes.push({ route, people })
  }
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
