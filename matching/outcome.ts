/** What a team achieves for a need: who does what, when it delivers, under whose name. Null where a member has no part. */
import { horizonWeeks, leastPart } from './defaults.ts'
import { isStack, standing, type Stack, type Standing } from './compliance.ts'
import { divide, type Division, readyBy } from './division.ts'
import { estimate, type Estimate } from './estimate.ts'
import { isServing } from './equipment.ts'
import { leastPartOf } from './least-part.ts'
import type { Line, LineRoute } from './line.ts'
import type { Question } from './question.ts'
import { gather, lastOperations, productRecipe, servedFrom, type Team, type TeamRoute } from './team.ts'
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
  const division = divide(team)
  const work = workOf(team, division)
  const least = leastOf(team, division)
  const isAtWork =
    work.worked.length > 0 &&
    division.parts.every((part, member) => part >= least * (leastPartOf(team, member) / leastPart))
  if (least < leastPart * nothing || !isAtWork) return null

  const { manufacturer, lead, judged } = responsible(team, work, division)
  const start = firstOutput(team)
  const complete = work.missing.every(({ recipe }) => chain.nodes[recipe.node]?.purchase !== null)
  const possible = complete && judged.claimServed && Number.isFinite(start) && Number.isFinite(judged.lawful)
  const lawful = (day: number, ready: number) => (possible && judged.lawful <= day ? ready : 0)
  return {
    team,
    division,
    work,
    worth: meanWorth(team, work),
    lead,
    manufacturer,
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
  const isReady = (day: number) => readyBy(team, division, day) >= 1 - 1e-9
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

/**
 * The lead is the member that does most work on the product itself. The manufacturer in law is the one, among those who
 * have a part in making the product, under whose name it may be sold soonest, with the best proof; the lead among equals.
 */
function responsible(
  team: Team,
  work: Work,
  division: Division,
): { lead: number; manufacturer: number; judged: Standing } {
  const { question, chain, lines } = team
  const weights = lines.map(() => 0)
  const made = lines.map(() => 0)
  for (const { route, operation, weight } of work.worked) {
    if (operation.node !== 0) continue
    weights[route.member] = (weights[route.member] ?? 0) + weight
  }
  team.routes.forEach((route, at) => {
    if (isMaking(team, route)) made[route.member] = (made[route.member] ?? 0) + (division.share[at] ?? 0)
  })
  const least = leastOf(team, division)
  const makes = made.map(share => share >= least)
  const order = lines
    .map((_, member) => member)
    .sort((a, b) => Number(makes[b]) - Number(makes[a]) || (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
  const lead = order[0] ?? 0
  const makers = order.filter(member => makes[member])
  const stacks = stacksOf(team, work)
  let best: { manufacturer: number; judged: Standing } | undefined
  for (const manufacturer of makers.length > 0 ? makers : [lead]) {
    const line = lines[manufacturer]
    if (line === undefined) continue
    const judged = standing(question, chain.item, line.firm, stacks, prototypeStart(question, chain, line))
    if (
      best === undefined ||
      judged.lawful < best.judged.lawful ||
      (judged.lawful === best.judged.lawful && judged.value > best.judged.value)
    )
      best = { manufacturer, judged }
  }
  if (best === undefined) throw new Error('A team has at least one member')
  return { lead, ...best }
}

/** The least part of a member in what a team makes. */
function leastOf(team: Team, { made }: Division): number {
  const recipe = productRecipe(team)
  return leastPart * (recipe === undefined ? 0 : (made.get(recipe) ?? 0)) * (1 - 1e-6)
}

/** Days until a firm can begin to work on the product itself: then it makes its prototype for the tests. */
export function prototypeStart(question: Question, chain: Chain, line: Line): number {
  const starts = line.routes
    .filter(route => makesProduct(question, chain, route))
    .map(({ route }) => route.startDays)
  return starts.length === 0 ? 0 : Math.min(...starts)
}

/** Whether a route makes the product itself: more than testing, packing or caring for it. */
export function isMaking({ question, chain }: Team, { line }: TeamRoute): boolean {
  return makesProduct(question, chain, line)
}

function makesProduct({ reference }: Question, chain: Chain, { operation, route }: LineRoute): boolean {
  return chain.operations[operation]?.node === 0 && !isServing(reference, route.process)
}

/** The complexes that the recipe of the product takes, each with those of the team who make it. */
function stacksOf(team: Team, work: Work): Stack[] {
  const root = team.recipes.filter(({ node }) => node === 0)
  const bought = root.flatMap(recipe => recipe.bought.filter(({ item }) => isStack(item)))
  const made = root.flatMap(recipe => recipe.made.map(({ node }) => team.chain.nodes[node]))
  return [
    ...bought.map(({ item }) => ({ item, makers: [] })),
    ...made.flatMap(node => {
      if (node === undefined || !isStack(node.item)) return []
      const makers = new Set(
        work.worked
          .filter(({ operation }) => operation.node === node.number)
          .map(({ route }) => route.member),
      )
      return [{ item: node.item, makers: [...makers].flatMap(member => team.lines[member]?.firm.firm ?? []) }]
    }),
  ]
}
