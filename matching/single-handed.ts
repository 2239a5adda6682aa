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
import { isLacking, servedFrom, type Team } from './team.ts'
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

/** What has to flow by a day, for all that is needed by then: of each route its position, its units and its weeks. */
class Flow {
  count = 0
  readonly route: Int32Array
  readonly units: Float64Array
  readonly weeks: Float64Array

  /** `most`: how many routes there are at most. */
  constructor(most: number) {
    this.route = new Int32Array(most)
    this.units = new Float64Array(most)
    this.weeks = new Float64Array(most)
  }

  add(route: number, units: number, weeks: number): void {
    this.route[this.count] = route
    this.units[this.count] = units
    this.weeks[this.count] = weeks
    this.count += 1
  }
}

/** By a day all may flow; or nothing can, by any ways (`closed`); or that hangs on ways that are not chosen (`unclear`). */
type Flowing = 'open' | 'closed' | 'unclear'

/** Null where ways have to be weighed against one another. */
export function planSingle(team: Team, priorities: Priorities): Plan | null {
  if (team.lines.length !== 1) return null
  const lacks = isLacking(team)
  const choice = choose(team, priorities, lacks)
  if (choice === null) return null
  const flows: Flow[] = []
  const delivered: number[] = []
  const flowing = flowsOf(team, choice)
  for (const { day, required } of team.question.checkpoints) {
    const flow = new Flow(team.chain.operations.length)
    const is = lacks ? 'closed' : flowing(day, flow)
    if (is === 'unclear') return null
    flows.push(flow)
    delivered.push(is === 'closed' ? 0 : required)
  }
  const hours = hoursOf(team, choice)
  const pace = paceFor(team, choice, flows, delivered)
  const most = mostUsed(hours, pace)
  if (most <= 1) {
    return written(team, choice, delivered, hurried(team, flowing, hours, pace), null)
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

/** What flows through chosen routes for all that is delivered by a day; nothing is in the flow but where it is open. */
function flowsOf(team: Team, { recipes, route, ways }: Choice): (day: number, flow: Flow) => Flowing {
  const { chain, question, standOf } = team
  const through = new Float64Array(chain.nodes.length)
  const isOnly = chain.nodes.map(({ number }) =>
    team.recipes.every(each => each.node !== number || each === recipes[number]),
  )
  return (day, flow) => {
    const stop = (is: Flowing): Flowing => {
      flow.count = 0
      return is
    }
    flow.count = 0
    through.fill(0)
    through[0] = 1
    for (const node of chain.nodes) {
      const units = through[node.number] ?? 0
      if (units === 0 || (node.number > 0 && isBoughtBy(question, node, day))) continue
      const recipe = recipes[node.number] ?? null
      const isOnlyOne = isOnly[node.number] === true
      if (recipe === null) return stop(isOnlyOne ? 'closed' : 'unclear')
      for (const { number } of recipe.operations) {
        const stand = standOf[number]
        if (stand !== undefined && servedFrom(stand) <= day) continue
        const at = route[number] ?? -1
        const weeks = weeksAt(team, at, day)
        if (weeks > 0) flow.add(at, units, weeks)
        else {
          const isClosed = isOnlyOne && ways[number]?.every(each => weeksAt(team, each, day) <= 0) === true
          return stop(isClosed ? 'closed' : 'unclear')
        }
      }
      for (const input of recipe.made)
        through[input.node] = (through[input.node] ?? 0) + units * input.quantity
    }
    return 'open'
  }
}

function weeksAt({ routes }: Team, at: number, day: number): number {
  const route = routes[at]
  return route === undefined ? 0 : weeksBy(route, day)
}

/** Whether nothing else could flow than by the chosen routes. */
function isOnlyWay({ recipes, routes }: Team, choice: Choice, flows: Flow[]): boolean {
  const made = new Set<number>()
  for (const flow of flows)
    for (let at = 0; at < flow.count; at++) {
      const own = routes[flow.route[at] ?? -1]
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
function paceFor(team: Team, choice: Choice, flows: Flow[], delivered: number[]): Float64Array {
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
function hurried(
  { question, chain }: Team,
  flowing: ReturnType<typeof flowsOf>,
  hours: Hours[],
  least: Float64Array,
): Float64Array {
  let [early, late] = [question.today, horizon(question)]
  const flow = new Flow(chain.operations.length)
  let [pace, tried] = [least.slice(), least.slice()]
  while (late - early > precise) {
    const middle = (early + late) / 2
    const isOpen = flowing(middle, flow) === 'open'
    if (isOpen) {
      tried.set(least)
      quicken(tried, flow, 1)
    }
    if (isOpen && mostUsed(hours, tried) <= 1) {
      late = middle
      ;[pace, tried] = [tried, pace]
    } else early = middle
  }
  return pace
}

/** Raises paces to what delivers so much of the whole. */
function quicken(pace: Float64Array, { count, route, units, weeks }: Flow, delivered: number): void {
  for (let at = 0; at < count; at++) {
    const own = route[at] ?? 0
    pace[own] = Math.max(pace[own] ?? 0, (delivered * (units[at] ?? 0)) / (weeks[at] ?? 1))
  }
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
    for (const term of terms) {
      const own = pace[term[0]] ?? 0
      if (own > 0) used += own * term[1]
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
function limitOf(hours: Hours[], { count, route, units, weeks }: Flow, wanted: number): Limit | null {
  let limit: Limit = { delivered: wanted, resource: null }
  let next = Infinity
  for (const { resource, terms } of hours) {
    let used = 0
    for (const [own, part] of terms)
      for (let at = 0; at < count; at++)
        if (route[at] === own) used += ((units[at] ?? 0) / (weeks[at] ?? 1)) * part
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
