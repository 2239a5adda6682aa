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

/** What a share of an operation is worth where this route of this firm does it. */
export function worthOf(
  question: Question,
  chain: Chain,
  line: Line,
  route: LineRoute,
): Readonly<RouteWorth> {
  let known = question.worths.get(line)
  if (known === undefined) question.worths.set(line, (known = new Map()))
  let worth = known.get(route)
  if (worth === undefined) known.set(route, (worth = findWorth(question, chain, line, route)))
  return worth
}

function findWorth(question: Question, chain: Chain, line: Line, route: LineRoute): RouteWorth {
  const { firm } = line
  const site = route.route.site
  const department = firm.sites[site]?.site.place.department
  const worth: Worth = {
    knowHow: knowHowOf(question, chain, line, route),
    proximity: nearnessOf(distanceToDelivery(question, firm, site)),
    jobs: jobsOf(firm, question.viewer),
    regional: department !== undefined && question.region.has(department) ? 1 : 0,
    reliability: Math.max(
      0,
      reliabilityOf(firm.firm, question.today) - passingOn * passedOn(chain, line, route.operation),
    ),
  }
  return { ...worth, points: pointsOf(question, worth) }
}

/** None of it is of the cost: it stays where that counts for nothing (`outcome.ts`). */
function pointsOf(question: Question, worth: Worth): number {
  const { weights } = question
  const points: Record<keyof Worth, number> = {
    knowHow: weights['know-how'],
    proximity: weights.proximity,
    jobs: weights.jobs,
    regional: weights.sustainability * regionalWeight(question),
    reliability: weights.reliability * reliabilityOfWork,
  }
  let sum = weights.coverage
  for (const id of worthIds) sum += points[id] * (worth[id] - elsewhere[id])
  return sum
}

/** Share of the operations of a recipe that the firm cannot do: what it does of it has to pass to other hands. */
function passedOn(chain: Chain, { states }: Line, operation: number): number {
  const own = chain.operations[operation]?.recipe.operations.filter(({ weight }) => weight > 0) ?? []
  const others = own.filter(({ number }) => states[number] === 'missing')
  return own.length === 0 ? 0 : others.length / own.length
}
