/** What no set of firms scores by a chain, at a glance: before any of them is looked at with its hours and the others. */
import { costsOf } from './estimate.ts'
import type { Entry, Frame, Points } from './frame.ts'
import { gainsOf } from './gains.ts'
import { maximise, type Row, type Term, unspoilt } from './linear.ts'
import { partnerOf } from './offer.ts'
import { scoreAlone } from './programme.ts'

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
    let best: Points[] = []
    if (frame.work[operation] === undefined) return best
    for (const route of routes) best = unsurpassed(best, gains.ofRoute(route), costs.ofRoute(route))
    return best
  })
  const partner = partnerOf(team)
  const ofMaker = frame.makers.reduce((most, maker) => {
    return maker === null ? most : Math.max(most, maker.own.gain, maker.carried?.gain ?? 0)
  }, 0)

  return isCosted => {
    const objective: number[] = []
    const kept = new Map<number, Row & { terms: Term[] }>()
    frame.rows.forEach(({ lower, upper }, at) => {
      if (lower === 0 && upper === 0) kept.set(at, { terms: [], limit: 0, isEven: true })
    })
    if (dear !== null && isCosted)
      kept.set(dear.row, { terms: [], limit: Math.max(0, dear.least - partner.cost) })
    const limits: Row[] = []
    const column = ({ gain, cost }: Points, upper: number, entries: readonly Entry[]) => {
      const at = objective.push(isCosted && dear === null ? gain - cost : gain) - 1
      for (const [row, value] of entries) kept.get(row)?.terms.push([at, value])
      if (dear !== null && cost !== 0) kept.get(dear.row)?.terms.push([at, cost])
      if (upper < Infinity) limits.push({ terms: [[at, 1]], limit: upper })
    }
    for (const each of frame.columns) column(each, each.upper, each.entries)
    bestOf.forEach((routes, operation) => {
      const row = frame.work[operation]
      if (row !== undefined) for (const each of routes) column(each, Infinity, [[row, 1]])
    })
    const most = unspoilt(() => maximise(objective, [...kept.values(), ...limits]).objective)
    if (most === null) return Infinity
    const ofCost = isCosted ? constant.cost + (dear === null ? partner.cost : dear.least) : 0
    return constant.gain - ofCost + partner.gain + ofMaker + most
  }
}

/** With one more, those than which none brings as much for as little. */
function unsurpassed(best: Points[], gain: number, cost: number): Points[] {
  if (best.some(each => each.gain >= gain && each.cost <= cost)) return best
  return [...best.filter(each => each.gain > gain || each.cost < cost), { gain, cost }]
}
