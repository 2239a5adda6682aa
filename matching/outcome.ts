/** What a team achieves for a need: who does what, when it delivers, under whose name. Null where a member has no part. */
import { horizonWeeks, leastPart } from './defaults.ts'
import type { Standing } from './compliance.ts'
import { divide, type Division, readiness, readyBy } from './division.ts'
import { estimate, type Estimate, worthOfCost } from './estimate.ts'
import { belowOrder, leastPartOf } from './least-part.ts'
import type { Line } from './line.ts'
import type { Question } from './question.ts'
import { leastOf, responsible } from './responsible.ts'
import { gather, isLacking, lastOperations, servedFrom, type Team } from './team.ts'
import type { Chain } from './unfold.ts'
import { type Work, workOf } from './work.ts'
import { elsewhere, type Worth, worthIds, worthOf } from './worth.ts'

export interface Outcome {
  team: Team
  division: Division
  work: Work
  /** Means over the work of what it is worth. */
  worth: Worth
  /** Positions of the members that lead and that are the manufacturer in law. */
  lead: number
  manufacturer: number
  /** Members who would be worth more as the manufacturer, had they a part in making the product; best first. */
  betterMakers: number[]
  standing: Standing
  /** Day of the first delivery; null where nothing can be delivered lawfully. */
  first: number | null
  /** Share of the whole quantity delivered by each checkpoint and by each due date, in [0, 1]. */
  reached: number[]
  delivered: number[]
  estimate: Estimate
}

/** A share of the quantity so small is none, but for rounding. */
const nothing = 1e-6

/**
 * What some firms do together, by the division of the work that scores best. Null where they cannot make it, unless
 * `incomplete`, or where one of them has no part in it.
 */
export function outcome(question: Question, chain: Chain, lines: Line[], incomplete = false): Outcome | null {
  const team = gather(question, chain, lines, incomplete)
  if (team === null) return null
  const found = outcomeOf(team, divide(team))
  if (found === null || question.weights.cost === 0 || worthOfCost(team, found.estimate) >= 0) return found
  // What costs count for has come to its end: saving more of them would only take from the rest.
  return outcomeOf(team, divide(withoutCost(team)))
}

/** The same team, as if nothing cost anything. */
function withoutCost(team: Team): Team {
  const { question } = team
  return { ...team, question: { ...question, weights: { ...question.weights, cost: 0 } } }
}

/** The same by a division that is known. Null where a member has no part in it. */
export function outcomeOf(team: Team, division: Division): Outcome | null {
  const { question } = team
  const work = workOf(team, division)
  const least = leastOf(team, division)
  const isAtWork =
    work.worked.length > 0 &&
    division.parts.every((part, member) => part >= least * (leastPartOf(team, member) / leastPart))
  if (least < leastPart * nothing || !isAtWork) return null

  if (belowOrder(team, division) !== null) return null

  const { manufacturer, lead, judged, better } = responsible(team, work, division)
  const start = firstOutput(team)
  const possible =
    !isLacking(team) && judged.claimServed && Number.isFinite(start) && Number.isFinite(judged.lawful)
  const lawful = (day: number, ready: number) => (possible && judged.lawful <= day ? ready : 0)
  return {
    team,
    division,
    work,
    worth: meanWorth(team, work),
    lead,
    manufacturer,
    betterMakers: better,
    standing: judged,
    first: possible ? Math.max(start, judged.lawful) : null,
    reached: question.checkpoints.map(({ day }, at) => lawful(day, division.ready[at] ?? 0)),
    delivered: question.dues.map(({ day }) => {
      const at = question.checkpoints.findIndex(checkpoint => !checkpoint.isComfort && checkpoint.day === day)
      return lawful(day, at === -1 ? readyBy(team, division, day) : (division.ready[at] ?? 0))
    }),
    estimate: estimate(team, work),
  }
}

/** Over all the work that is not missing; what members do not do counts as done elsewhere. */
function meanWorth({ question, chain, lines }: Team, work: Work): Worth {
  const known = 1 - work.missingWeight
  const mean: Worth = { ...elsewhere }
  if (known <= 0) return mean
  for (const { route, weight } of work.worked) {
    const line = lines[route.member]
    if (line === undefined) continue
    const worth = worthOf(question, chain, line, route.line)
    for (const id of worthIds) mean[id] += ((worth[id] - elsewhere[id]) * weight) / known
  }
  return mean
}

/** Share of the whole quantity asked for by a due date. */
export function required(question: Question, at: number): number {
  return Math.min(1, (question.dues[at]?.cumulated ?? 0) / question.need.quantity)
}

/**
 * Day of the last delivery, by steady work at full pace; null where nothing can be delivered, or where the whole takes
 * longer than is followed. Found by halving: what is ready only grows with the day.
 */
export function lastDelivery(outcome: Outcome): number | null {
  let last = lastDeliveries.get(outcome)
  if (last === undefined) lastDeliveries.set(outcome, (last = findLast(outcome)))
  return last
}

const lastDeliveries = new WeakMap<Outcome, number | null>()

function findLast({ team, division, first, standing }: Outcome): number | null {
  if (first === null) return null
  const { today } = team.question
  let late = today + 7 * horizonWeeks
  const ready = readiness(team, division)
  const isReady = (day: number) => ready(day) >= 1 - 1e-9
  if (!isReady(late)) return null
  let early = first
  while (late - early > 0.01) {
    const middle = (early + late) / 2
    if (isReady(middle)) late = middle
    else early = middle
  }
  return Math.max(standing.lawful, late)
}

/** The first day a unit can reach the buyer. */
function firstOutput(team: Team): number {
  let day = Infinity
  for (const { number } of team.chain.nodes[0]?.recipes.flatMap(lastOperations) ?? []) {
    for (const { earliest, tail } of team.routesOf[number] ?? []) day = Math.min(day, earliest + tail)
    const stand = team.standOf[number]
    if (stand !== undefined) day = Math.min(day, servedFrom(stand))
  }
  return day
}
