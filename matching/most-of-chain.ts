/** What no set of firms scores by a chain, at a glance: before any of them is looked at with its hours and the others. */
import { type Costs, costsOf } from './estimate.ts'
import type { Entry, Frame, Points } from './frame.ts'
import { gainsOf } from './gains.ts'
import { maximise, type Row, type Term, unspoilt } from './linear.ts'
import { partnerOf } from './offer.ts'
import { perUnitOf, scoreAlone } from './programme.ts'
import type { TeamRoute } from './team.ts'

/** What a unit of an operation brings and costs by a route, and what the changes cost that the whole of it takes. */
interface Way extends Points {
  change: number
}

/**
 * The score of a team that has the best routes of all, as many hours as it takes, and one member; or its score without the
 * cost, where that is asked for. Its programme is that of the frame without what firms share: time and hours, and how many they are.
 * Infinity where rounding spoils it.
 */
export function mostOfChain(frame: Frame): (isCosted: boolean) => number {
  const { team, constant, dear } = frame
  const gains = gainsOf(team, scoreAlone)
  const costs = costsOf(team)
  const bestOf = team.routesOf.map((routes, operation) => {
    let best: Way[] = []
    if (frame.work[operation] === undefined) return best
    for (const route of routes) {
      const change = changesOf(costs, route) / perUnitOf(team, route)
      best = unsurpassed(best, { gain: gains.ofRoute(route), cost: costs.ofRoute(route), change })
    }
    return best
  })
  const partner = partnerOf(team)
  const members = leastMembers(frame)
  const ofMaker = frame.makers.reduce((most, maker) => {
    return maker === null ? most : Math.max(most, maker.own.gain, maker.carried?.gain ?? 0)
  }, 0)

  return isCosted => {
    const objective: number[] = []
    const kept = new Map<number, Row & { terms: Term[] }>()
    frame.rows.forEach(({ lower, upper }, at) => {
      if (lower === 0 && upper === 0) kept.set(at, { terms: [], limit: 0, isEven: true })
    })
    const ofPartners = members * partner.cost
    if (dear !== null && isCosted)
      kept.set(dear.row, { terms: [], limit: Math.max(0, dear.least - ofPartners) })
    const limits: Row[] = []
    const column = ({ gain, cost }: Points, upper: number, entries: readonly Entry[]) => {
      const at = objective.push(isCosted && dear === null ? gain - cost : gain) - 1
      for (const [row, value] of entries) kept.get(row)?.terms.push([at, value])
      if (dear !== null && cost !== 0) kept.get(dear.row)?.terms.push([at, cost])
      if (upper < Infinity) limits.push({ terms: [[at, 1]], limit: upper })
      return at
    }
    for (const each of frame.columns) column(each, each.upper, each.entries)
    const changes = column({ gain: 0, cost: 1 }, Infinity, [])
    bestOf.forEach((ways, operation) => {
      const row = frame.work[operation]
      if (row === undefined) return
      const through: Term[] = []
      for (const each of ways) {
        const at = column(each, Infinity, [[row, 1]])
        if (isCosted && each.change > 0) through.push([at, each.change])
      }
      // Whatever it does, no less is paid than what the changes for one operation cost.
      if (through.length > 0) limits.push({ terms: [...through, [changes, -1]], limit: 0 })
    })
    const most = unspoilt(() => maximise(objective, [...kept.values(), ...limits]).objective)
    if (most === null) return Infinity
    const ofCost = isCosted
      ? constant.cost + (dear === null ? ofPartners : Math.max(dear.least, ofPartners))
      : 0
    return constant.gain - ofCost + members * partner.gain + ofMaker + most
  }
}

function changesOf({ ofChange }: Costs, { line }: TeamRoute): number {
  let sum = 0
  for (const { keuro } of line.route.reorientations) sum += ofChange(keuro.value)
  return sum
}

/** Of how many every partnership is at least: so many are asked for by counts that have nobody in common. */
function leastMembers({ counts, rows, team }: Frame): number {
  const taken = new Uint8Array(team.lines.length)
  let members = 0
  for (const { row, lines } of counts.toSorted((a, b) => a.lines.length - b.lines.length)) {
    const least = rows[row]?.lower ?? 0
    if (least <= 0 || lines.some(line => taken[line] === 1)) continue
    members += least
    for (const line of lines) taken[line] = 1
  }
  return Math.max(1, members)
}

/** With one more, those than which none brings as much for as little. */
function unsurpassed(best: Way[], { gain, cost, change }: Way): Way[] {
  if (best.some(each => each.gain >= gain && each.cost <= cost && each.change <= change)) return best
  return [
    ...best.filter(each => each.gain > gain || each.cost < cost || each.change < change),
    { gain, cost, change },
  ]
}
