/** The trips of a partnership: from site to site along the chain, and to the place of delivery. */
import type { Item } from './catalogue.ts'
import { kilometres } from './geography.ts'
import { distanceToDelivery } from './question.ts'
import { lastOperations, type Team } from './team.ts'
import type { ChainOperation } from './unfold.ts'
import type { Worked } from './work.ts'

export interface Stop {
  member: number
  site: number
}

export interface Trip {
  from: Stop
  /** Null for the place of delivery. */
  to: Stop | null
  item: Item
  kilometres: number
  /** Share of the item's quantity that takes this trip. */
  share: number
  /** Tonnes over the whole need. */
  tonnes: number
}

interface Place extends Stop {
  share: number
}

/** The trips that the shares of work call for: what can stay on a site stays, the rest takes the nearest way. */
export function trips(team: Team, worked: Worked[]): Trip[] {
  const { chain, question } = team
  const byOperation = new Map<ChainOperation, Worked[]>()
  for (const work of worked) {
    const list = byOperation.get(work.operation)
    if (list === undefined) byOperation.set(work.operation, [work])
    else list.push(work)
  }
  const found: Trip[] = []
  for (const recipe of team.recipes) {
    for (const operation of recipe.operations) {
      const here = places(byOperation, operation)
      const units = unitsOf(byOperation, operation)
      for (const before of operation.reference.before) {
        const earlier = recipe.operations[before]
        if (earlier !== undefined && byOperation.has(operation)) {
          found.push(...between(team, places(byOperation, earlier), here, operation.reference.item, units))
        }
      }
    }
    for (const input of recipe.made) {
      const consumer = recipe.operations[input.operation]
      const node = chain.nodes[input.node]
      if (consumer === undefined || node === undefined) continue
      const sources = node.recipes.flatMap(lastOperations).flatMap(last => places(byOperation, last))
      const units = unitsOf(byOperation, consumer) * input.quantity
      found.push(...between(team, normalised(sources), places(byOperation, consumer), node.item, units))
    }
  }
  for (const last of chain.nodes[0]?.recipes.flatMap(lastOperations) ?? []) {
    for (const { member, site, share } of places(byOperation, last)) {
      const firm = team.lines[member]?.firm
      if (firm === undefined) continue
      found.push({
        from: { member, site },
        to: null,
        item: chain.item,
        kilometres: distanceToDelivery(question, firm, site),
        share,
        tonnes: tonnes(chain.item, question.need.quantity * share),
      })
    }
  }
  return found
}

const tonnes = (item: Item, units: number) => (units * item.grams.value) / 1_000_000

function unitsOf(byOperation: Map<ChainOperation, Worked[]>, operation: ChainOperation): number {
  return (byOperation.get(operation) ?? []).reduce((sum, { units }) => sum + units, 0)
}

/** Where an operation is done, by share; a service is passed through where the work before it was. */
function places(byOperation: Map<ChainOperation, Worked[]>, operation: ChainOperation): Place[] {
  const worked = byOperation.get(operation)
  if (worked === undefined) {
    const before = operation.recipe.operations[operation.reference.before[0] ?? -1]
    return before === undefined ? [] : places(byOperation, before)
  }
  const found: Place[] = []
  for (const { route, share } of worked) {
    const { member, line } = route
    const same = found.find(place => place.member === member && place.site === line.route.site)
    if (same === undefined) found.push({ member, site: line.route.site, share })
    else same.share += share
  }
  return normalised(found)
}

function normalised(places: Place[]): Place[] {
  const whole = places.reduce((sum, { share }) => sum + share, 0)
  return whole === 0 ? [] : places.map(place => ({ ...place, share: place.share / whole }))
}

function between(team: Team, from: Place[], to: Place[], item: Item, units: number): Trip[] {
  const left = from.map(place => ({ ...place }))
  const wanted = to.map(place => ({ ...place }))
  const pairs = left.flatMap(source =>
    wanted.map(target => {
      const same = source.member === target.member && source.site === target.site
      return { source, target, same, distance: same ? 0 : siteDistance(team, source, target) }
    }),
  )
  pairs.sort((a, b) => Number(b.same) - Number(a.same) || a.distance - b.distance)
  const found: Trip[] = []
  for (const { source, target, same, distance } of pairs) {
    const share = Math.min(source.share, target.share)
    if (share <= 1e-9) continue
    source.share -= share
    target.share -= share
    if (same) continue
    found.push({
      from: { member: source.member, site: source.site },
      to: { member: target.member, site: target.site },
      item,
      kilometres: distance,
      share,
      tonnes: tonnes(item, units * share),
    })
  }
  return found
}

function siteDistance(team: Team, a: Stop, b: Stop): number {
  const from = team.lines[a.member]?.firm.sites[a.site]?.site.place
  const to = team.lines[b.member]?.firm.sites[b.site]?.site.place
  return from === undefined || to === undefined ? 0 : kilometres(from, to)
}
