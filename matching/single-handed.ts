/**
 * How one firm divides the work of a chain where that can be said at once: everything in the way that is worth most, if
 * that delivers by every date as much as can be delivered at all. No division is worth more then, and the programme
 * (`programme.ts`) would say the same.
 */
import { type Choice, choose } from './choice.ts'
import type { Division } from './division.ts'
import { gainsOf } from './gains.ts'
import { termsOf } from './hours.ts'
import type { Resource } from './line.ts'
import type { Term } from './linear.ts'
import { horizon, isBoughtBy, perUnitOf, type Priorities, weeksBy } from './programme.ts'
import { servedFrom, type Team } from './team.ts'
import type { ChainRecipe } from './unfold.ts'

/** A division but for what is ready by each checkpoint at its paces; `delivered`: what is needed by then and can be. */
export type Plan = Omit<Division, 'ready'> & { delivered: number[] }

/** By how much hours may be passed by rounding. */
const rounding = 1e-9

/** Days within which the soonest is found. */
const precise = 0.01

/** Hours, all of which are 1, and what a pace of each route takes of them. */
interface Hours {
  resource: Resource
  terms: Term[]
}

/** What has to flow by a day, for all that is needed by then: units by position of the route, and the weeks of each. */
interface Flow {
  route: number
  units: number
  weeks: number
}

/** Null where ways have to be weighed against one another. */
export function planSingle(team: Team, priorities: Priorities): Plan | null {
  if (team.lines.length !== 1) return null
  const lacks = team.standOf.some(stand => stand?.missing === true)
  const choice = choose(team, priorities, lacks)
  if (choice === null) return null
  const flows: Flow[][] = []
  const delivered: number[] = []
  for (const { day, required } of team.question.checkpoints) {
    const flow = lacks ? 'closed' : flowBy(team, choice, day)
    if (flow === null) return null
    flows.push(flow === 'closed' ? [] : flow)
    delivered.push(flow === 'closed' ? 0 : required)
  }
  const hours = hoursOf(team, choice)
  const pace = paceFor(team, choice, flows, delivered)
  const most = mostUsed(hours, pace)
  if (most <= 1) {
    return written(team, choice, delivered, hurried(team, choice, hours, pace), null)
  }
  if (lacks || !isOnlyWay(team, choice, flows)) return null
  const limits = flows.map((flow, at) => limitOf(hours, flow, delivered[at] ?? 0))
  for (const [at, limit] of limits.entries()) {
    if (limit === null) return null
    delivered[at] = limit.delivered
  }
  const slower = paceFor(team, choice, flows, delivered)
  if (mostUsed(hours, slower) > 1 + rounding) return null
  const scarce = scarcest(team, priorities, limits)
  if (scarce === undefined) return null
  return written(team, choice, delivered, slower, scarce)
}

/**
 * What flows through chosen routes for all that is delivered by a day; 'closed' where nothing can be, by any; null where that
 * hangs on ways that are not chosen.
 */
function flowBy(team: Team, { recipes, route, ways }: Choice, day: number): Flow[] | 'closed' | null {
  const flows: Flow[] = []
  const through = new Float64Array(team.chain.nodes.length)
  through[0] = 1
  for (const node of team.chain.nodes) {
    const units = through[node.number] ?? 0
    if (units === 0 || (node.number > 0 && isBoughtBy(team.question, node, day))) continue
    const recipe = recipes[node.number] ?? null
    const isOnly = team.recipes.every(each => each.node !== node.number || each === recipe)
    if (recipe === null) return isOnly ? 'closed' : null
    for (const { number } of recipe.operations) {
      const stand = team.standOf[number]
      if (stand !== undefined && servedFrom(stand) <= day) continue
      const at = route[number] ?? -1
      const weeks = weeksAt(team, at, day)
      if (weeks > 0) flows.push({ route: at, units, weeks })
      else return isOnly && ways[number]?.every(each => weeksAt(team, each, day) <= 0) ? 'closed' : null
    }
    for (const input of recipe.made) through[input.node] = (through[input.node] ?? 0) + units * input.quantity
  }
  return flows
}

function weeksAt({ routes }: Team, at: number, day: number): number {
  const route = routes[at]
  return route === undefined ? 0 : weeksBy(route, day)
}

/** Whether nothing else could flow than by the chosen routes. */
function isOnlyWay({ recipes, routes }: Team, choice: Choice, flows: Flow[][]): boolean {
  const made = new Set<number>()
  for (const flow of flows)
    for (const { route } of flow) {
      const own = routes[route]
      if (own === undefined) return false
      const { operation } = own.line
      if ((choice.ways[operation]?.length ?? 0) > 1) return false
      made.add(operation)
    }
  return recipes.every(
    recipe =>
      choice.recipes[recipe.node] === recipe ||
      recipes.every(
        other => other.node !== recipe.node || other.operations.every(({ number }) => !made.has(number)),
      ),
  )
}

/** The least paces by which chosen routes do all of their work, and by each date what is delivered by then. */
function paceFor(team: Team, choice: Choice, flows: Flow[][], delivered: number[]): Float64Array {
  const { question } = team
  const pace = new Float64Array(team.routes.length)
  const last = question.checkpoints.findIndex(({ day, isComfort }) => day === question.lastDue && !isComfort)
  const isLate = 1 - (delivered[last] ?? 0)
  choice.recipes.forEach((recipe, node) => {
    const amount = choice.amounts[node] ?? 0
    for (const { number } of recipe?.operations ?? []) {
      const at = choice.route[number] ?? -1
      const route = team.routes[at]
      if (route === undefined) continue
      const own = amount / weeksBy(route, horizon(question))
      const inTime = amount - perUnitOf(team, route) * isLate
      pace[at] = inTime > 0 ? Math.max(own, inTime / weeksBy(route, question.lastDue)) : own
    }
  })
  flows.forEach((flow, at) => quicken(pace, flow, delivered[at] ?? 0))
  return pace
}

/** The same work as soon as the hours allow, and still by each date what is needed by then. */
function hurried(team: Team, choice: Choice, hours: Hours[], least: Float64Array): Float64Array {
  const { question } = team
  let [early, late] = [question.today, horizon(question)]
  let pace = least
  while (late - early > precise) {
    const middle = (early + late) / 2
    const flow = flowBy(team, choice, middle)
    const tried = flow === null || flow === 'closed' ? null : least.slice()
    if (tried !== null) quicken(tried, flow, 1)
    if (tried !== null && mostUsed(hours, tried) <= 1) [late, pace] = [middle, tried]
    else early = middle
  }
  return pace
}

/** Raises paces to what delivers so much of the whole. */
function quicken(pace: Float64Array, flow: Flow[] | 'closed' | null, delivered: number): void {
  if (flow === 'closed' || flow === null) return
  for (const { route, units, weeks } of flow)
    pace[route] = Math.max(pace[route] ?? 0, (delivered * units) / weeks)
}

function hoursOf(team: Team, { ways }: Choice): Hours[] {
  const own = ways.flatMap(of =>
    of.map(at => ({ variable: at, position: team.routes[at]?.position ?? -1, isLoan: false })),
  )
  return (team.lines[0]?.resources ?? []).flatMap(resource => {
    const terms = termsOf(resource, own, [], team.question.need.quantity)
    return terms.length === 0 ? [] : [{ resource, terms }]
  })
}

function mostUsed(hours: Hours[], pace: Float64Array): number {
  let most = 0
  for (const { terms } of hours) {
    let used = 0
    for (const [at, part] of terms) {
      const own = pace[at] ?? 0
      if (own > 0) used += own * part
    }
    most = Math.max(most, used)
  }
  return most
}

/** What hours allow to be delivered by a day, and which of them say so. */
interface Limit {
  delivered: number
  resource: Resource | null
}

/** Null where two say the same. */
function limitOf(hours: Hours[], flow: Flow[], wanted: number): Limit | null {
  let limit: Limit = { delivered: wanted, resource: null }
  let next = Infinity
  for (const { resource, terms } of hours) {
    let used = 0
    for (const [at, part] of terms)
      for (const { route, units, weeks } of flow) if (route === at) used += (units / weeks) * part
    if (used === 0) continue
    const most = 1 / used
    if (most < limit.delivered) {
      next = limit.delivered
      limit = { delivered: most, resource }
    } else next = Math.min(next, most)
  }
  return limit.resource !== null && next <= limit.delivered * (1 + rounding) ? null : limit
}

/** The hours that keep most from coming in time, by what more of them would bring; undefined where that is not clear. */
function scarcest(team: Team, priorities: Priorities, limits: (Limit | null)[]): Plan['scarce'] | undefined {
  const { checkpoints, need, weights } = team.question
  const gain = gainsOf(team, priorities)
  const prices = new Map<Resource, number>()
  limits.forEach((limit, at) => {
    const checkpoint = checkpoints[at]
    if (limit === null || limit.resource === null || checkpoint === undefined) return
    const { quantity, required, isComfort } = checkpoint
    const points =
      (quantity / need.quantity / required) * (priorities.inTime + weights.capacity) +
      gain.ofDelivery(isComfort, required)
    prices.set(limit.resource, (prices.get(limit.resource) ?? 0) + points * limit.delivered)
  })
  const [best, next] = [...prices].sort((a, b) => b[1] - a[1])
  if (best === undefined || best[1] <= priorities.inTime / 50) return null
  if (next !== undefined && next[1] > best[1] * (1 - rounding)) return undefined
  return { member: 0, resource: best[0] }
}

function written(
  team: Team,
  { route, recipes, amounts }: Choice,
  delivered: number[],
  pace: Float64Array,
  scarce: Plan['scarce'],
): Plan {
  const share = new Float64Array(team.routes.length)
  const made = new Map<ChainRecipe, number>()
  const stands = new Map<number, number>()
  const bought = new Map<number, number>()
  for (const recipe of team.recipes) {
    const amount = recipes[recipe.node] === recipe ? (amounts[recipe.node] ?? 0) : 0
    made.set(recipe, amount)
    for (const { number } of recipe.operations) {
      const at = route[number] ?? -1
      if (amount > 0 && at !== -1) share[at] = amount
      if (team.standOf[number] !== undefined) stands.set(number, at === -1 ? amount : 0)
    }
    for (const { node } of recipe.made)
      if (team.chain.nodes[node]?.purchase !== null)
        bought.set(node, recipes[node] === null ? (amounts[node] ?? 0) : 0)
  }
  return { share, pace, stands, bought, made, parts: [], scarce, delivered }
}
