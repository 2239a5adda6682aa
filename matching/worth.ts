/**
 * What work is worth by each criterion that is a mean over the work. Every criterion is linear in the shares of the work,
 * so that the list, the division of the work and the optimiser all weigh a share alike.
 */
import { jobsOf } from './criteria/jobs.ts'
import { knowHowOf } from './criteria/know-how.ts'
import { nearnessOf } from './criteria/proximity.ts'
import { passingOn, reliabilityOf } from './criteria/reliability.ts'
import { regionalWeight } from './criteria/sustainability.ts'
import { reliabilityOfWork } from './defaults.ts'
import type { Line, LineRoute } from './line.ts'
import { distanceToDelivery, type Question } from './question.ts'
import type { Chain } from './unfold.ts'

/** A value in [0, 1] for each criterion that is a mean over the work; `regional` is the part of sustainability that is. */
export interface Worth {
  knowHow: number
  proximity: number
  jobs: number
  regional: number
  reliability: number
}

export const worthIds = [
  'knowHow',
  'proximity',
  'jobs',
  'regional',
  'reliability',
] as const satisfies readonly (keyof Worth)[]

/** Work that is bought though it was wished made: it comes from afar, keeps no jobs, and its makers are not known. */
export const elsewhere: Worth = { knowHow: 0.5, proximity: 0, jobs: 0, regional: 0, reliability: 0.5 }

/** What work by a route is worth, and the points of the score for it over what it is worth when it is done elsewhere. */
export interface RouteWorth extends Worth {
  points: number
}

/** What the routes of a line are worth, and what they have in common. */
export interface LineWorths {
  byRoute: Map<LineRoute, RouteWorth>
  jobs: number
  /** Before what of its work has to pass to other hands. */
  reliability: number
  /** Points of the score of each. */
  points: Record<keyof Worth, number>
}

/** What a share of an operation is worth where this route of this firm does it. */
export function worthOf(
  question: Question,
  chain: Chain,
  line: Line,
  route: LineRoute,
): Readonly<RouteWorth> {
  let known = question.worths.get(line)
  if (known === undefined) question.worths.set(line, (known = worthsOf(question, line)))
  let worth = known.byRoute.get(route)
  if (worth === undefined) known.byRoute.set(route, (worth = findWorth(question, chain, line, route, known)))
  return worth
}

/** None of it is of the cost: it stays where that counts for nothing (`outcome.ts`). */
function worthsOf(question: Question, { firm }: Line): LineWorths {
  const { weights } = question
  return {
    byRoute: new Map(),
    jobs: jobsOf(firm, question.viewer),
    reliability: reliabilityOf(firm.firm, question.today),
    points: {
      knowHow: weights['know-how'],
      proximity: weights.proximity,
      jobs: weights.jobs,
      regional: weights.sustainability * regionalWeight(question),
      reliability: weights.reliability * reliabilityOfWork,
    },
  }
}

function findWorth(
  question: Question,
  chain: Chain,
  line: Line,
  route: LineRoute,
  { jobs, reliability, points: pointsOf }: LineWorths,
): RouteWorth {
  const { firm } = line
  const site = route.route.site
  const department = firm.sites[site]?.site.place.department
  const worth: RouteWorth = {
    knowHow: knowHowOf(question, chain, line, route),
    proximity: nearnessOf(distanceToDelivery(question, firm, site)),
    jobs,
    regional: department !== undefined && question.region.has(department) ? 1 : 0,
    reliability: Math.max(0, reliability - passingOn * passedOn(chain, line, route.operation)),
    points: question.weights.coverage,
  }
  for (const id of worthIds) worth.points += pointsOf[id] * (worth[id] - elsewhere[id])
  return worth
}

/** Share of the operations of a recipe that the firm cannot do: what it does of it has to pass to other hands. */
function passedOn(chain: Chain, { states }: Line, operation: number): number {
  let [own, others] = [0, 0]
  for (const { weight, number } of chain.operations[operation]?.recipe.operations ?? []) {
    if (weight <= 0) continue
    own += 1
    if (states[number] === 'missing') others += 1
  }
  return own === 0 ? 0 : others / own
}
