/** What no set of firms scores by a chain, at a glance: before any of them is looked at with its hours and the others. */
import { costsOf } from './estimate.ts'
import type { Frame, Points } from './frame.ts'
import { gainsOf } from './gains.ts'
import { maximise, type Row, type Term } from './linear.ts'
import { partnerOf } from './offer.ts'
import { scoreAlone } from './programme.ts'

/**
 * The score of a team that has the best routes of all, as many hours as it takes, and one member. `isCosted`: by the score, or by
 * the score without the cost. Its programme is that of the frame with what firms share left out: time and hours, and how
 * many they are.
 */
export function mostOfChain(frame: Frame, isCosted: boolean): number {
  const { team, constant, dear } = frame
  const objective: number[] = []
  const kept = new Map<number, Row & { terms: Term[] }>()
  frame.rows.forEach(({ lower, upper }, at) => {
    if (lower === 0 && upper === 0) kept.set(at, { terms: [], limit: 0, isEven: true })
  })
  for (const row of frame.ofDelivered) kept.set(row, { terms: [], limit: 0 })
  const partner = partnerOf(team)
  if (dear !== null && isCosted)
    kept.set(dear.row, { terms: [], limit: Math.max(0, dear.least - partner.cost) })
  const limits: Row[] = []
  const column = ({ gain, cost }: Points, upper: number, entries: readonly (readonly [number, number])[]) => {
    const at = objective.push(isCosted && dear === null ? gain - cost : gain) - 1
    for (const [row, value] of entries) kept.get(row)?.terms.push([at, value])
    if (dear !== null && cost !== 0) kept.get(dear.row)?.terms.push([at, cost])
    if (upper < Infinity) limits.push({ terms: [[at, 1]], limit: upper })
  }
  for (const each of frame.columns) column(each, each.upper, each.entries)
  const gains = gainsOf(team, scoreAlone)
  const costs = costsOf(team)
  team.routesOf.forEach((routes, operation) => {
    const work = frame.work[operation]
    if (work === undefined) return
    const all = routes.map(route => ({ gain: gains.ofRoute(route), cost: costs.ofRoute(route) }))
    for (const each of unsurpassed(all)) column(each, Infinity, [[work, 1]])
  })
  const { objective: most } = maximise(objective, [...kept.values(), ...limits])
  const ofMaker = Math.max(0, ...frame.makers.flatMap(maker => (maker === null ? [] : gainOf(maker))))
  const least = isCosted ? constant.cost + (dear === null ? partner.cost : dear.least) : 0
  return constant.gain - least + partner.gain + ofMaker + most
}

const gainOf = ({ own, carried }: NonNullable<Frame['makers'][number]>) =>
  Math.max(own.gain, carried?.gain ?? 0)

/** Those than which none brings as much for less, or more for as much. */
function unsurpassed(all: Points[]): Points[] {
  const kept: Points[] = []
  for (const each of all.sort((a, b) => b.gain - a.gain || a.cost - b.cost))
    if (each.cost < (kept.at(-1)?.cost ?? Infinity)) kept.push(each)
  return kept
}
