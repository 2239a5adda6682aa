/** How a team divides the work: the best division by the score, once all comes in time that can. */
import type { Resource } from './line.ts'
import { belowOrder } from './least-part.ts'
import { inTurn, type Solution } from './linear.ts'
import {
  dividing,
  inTime,
  isBoughtBy,
  lateObjective,
  nothingSettled,
  type Programme,
  programmeOf,
  type Settled,
  weeksBy,
} from './programme.ts'
import { planSingle, type Plan } from './single-handed.ts'
import { isLacking, servedFrom, type Team, type TeamRoute } from './team.ts'
import type { ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'

export interface Division {
  /** What each route does, for one unit of the item asked for, and its pace a week; in the order of the team's routes. */
  share: Float64Array
  pace: Float64Array
  /** By operation what a service does or what is missing; by node what is bought; by recipe what is made. */
  stands: Map<number, number>
  bought: Map<number, number>
  made: Map<ChainRecipe, number>
  /** By member: shares of operations that it works or sends people for, up to the least part. */
  parts: number[]
  /** Share of the whole quantity ready by each checkpoint of the question, in [0, 1]. */
  ready: number[]
  /** The resource that keeps the team from delivering all in time, and its owner; null where none does. */
  scarce: { member: number; resource: Resource } | null
}

/** `maker`: a member that has to have its part in making the product. */
export function divide(team: Team, maker: number | null = null): Division {
  const single = maker === null ? planSingle(team, dividing) : null
  const { delivered, ...division } = single ?? planBy(team, maker)
  const isReady = readiness(team, division)
  const ready = team.question.checkpoints.map(({ day }, at) => Math.max(delivered[at] ?? 0, isReady(day)))
  return { ...division, ready }
}

/** By the programme, whoever they are. */
export function planBy(team: Team, maker: number | null = null): Plan {
  return divided(team, { ...nothingSettled, maker }).plan
}

interface Divided {
  plan: Plan
  isInTime: boolean
  /** By its own priorities: of two that are in time, or neither is, the higher is the better. */
  objective: number
}

/** So that nobody works on the product for less than its least order: whoever would is to do so much of some operation, or none. */
function divided(team: Team, settled: Settled): Divided {
  const first = dividedInTime(team, settled)
  const below = belowOrder(team, first.plan)
  if (below === null || settled.mains.has(below.member)) return first
  let best = first
  let isKept = false
  for (const main of below.mains) {
    const other = divided(team, { ...settled, mains: new Map([...settled.mains, [below.member, main]]) })
    if (belowOrder(team, other.plan) !== null) continue
    if (!isKept || isBetter(other, best)) best = other
    isKept = true
  }
  return best
}

function isBetter(a: Divided, b: Divided): boolean {
  return a.isInTime === b.isInTime ? a.objective > b.objective : a.isInTime
}

/** All in time first; of several firms who are late whatever they do, not at any price. */
function dividedInTime(team: Team, settled: Settled): Divided {
  const programme = programmeOf(team, settled)
  const solve = inTurn(programme.objective.length, programme.rows)
  const first = read(team, programme, solve(programme.objective))
  if (first.isInTime || team.lines.length === 1 || isLacking(team)) return first
  const late = read(team, programme, solve(lateObjective(team, programme)))
  return { ...late, isInTime: false, plan: { ...late.plan, scarce: first.plan.scarce } }
}

function read(team: Team, programme: Programme, { values, prices, objective }: Solution): Divided {
  const value = (variable: number | undefined) => (variable === undefined ? 0 : (values[variable] ?? 0))
  const by = <K>(variables: Map<K, number>) =>
    new Map([...variables].map(([key, variable]): [K, number] => [key, value(variable)]))
  const pace = Float64Array.from(programme.pace, value)
  const delivered = programme.delivered.map(value)
  const plan: Plan = {
    share: Float64Array.from(programme.share, value),
    pace: spedUp(programme, pace, values),
    stands: by(programme.stands),
    bought: by(programme.bought),
    made: by(programme.made),
    parts: programme.parts.map(value),
    delivered,
    scarce: scarcest(programme, prices),
  }
  const isInTime = team.question.checkpoints.every(
    ({ isComfort, required }, at) => isComfort || (delivered[at] ?? 0) >= required - 1e-9,
  )
  return { plan, isInTime, objective }
}

/** The same work at the quickest pace that machines and people allow: the programme only asks for what it needs. */
function spedUp({ rows, resources }: Programme, pace: Float64Array, values: Float64Array): Float64Array {
  let most = 0
  for (const { row } of resources) {
    const used = rows[row]?.terms.reduce((sum, [variable, part]) => sum + (values[variable] ?? 0) * part, 0)
    most = Math.max(most, used ?? 0)
  }
  return most <= 0 || most >= 1 ? pace : pace.map(own => own / most)
}

function scarcest({ resources }: Programme, prices: Float64Array): Division['scarce'] {
  let best: Division['scarce'] = null
  // What only decides between divisions of what comes in time is far below.
  let bestPrice = inTime / 50
  for (const { row, member, resource } of resources) {
    const price = prices[row] ?? 0
    if (price <= bestPrice) continue
    best = { member, resource }
    bestPrice = price
  }
  return best
}

/**
 * Share of the whole quantity ready by a day at the paces of a division, in [0, 1]. Until the last due date whoever can works
 * ahead, as in the programme; by then, and after it, each has done no more than its share.
 */
export function readyBy(team: Team, division: Pick<Division, 'share' | 'pace'>, day: number): number {
  return readiness(team, division)(day)
}

/** The same for many days. */
export function readiness(
  team: Team,
  { share, pace }: Pick<Division, 'share' | 'pace'>,
): (day: number) => number {
  const { chain, question, recipes } = team
  const atWork = team.routes.flatMap((route, at) => {
    const own = pace[at] ?? 0
    return own > 0 ? [{ route, own, most: share[at] ?? 0, operation: route.line.operation }] : []
  })
  // By operation: what all could do by a day, and what they do of their shares.
  const able = new Float64Array(chain.operations.length)
  const done = new Float64Array(chain.operations.length)
  const work = (day: number) => {
    able.fill(0)
    done.fill(0)
    for (const { route, own, most, operation } of atWork) {
      const amount = own * weeksBy(route, day)
      able[operation] = (able[operation] ?? 0) + amount
      done[operation] = (done[operation] ?? 0) + Math.min(most, amount)
    }
  }
  work(question.lastDue)
  const inTime = done.slice()
  const inputsOf = recipes.map(recipe => {
    if (recipe.made.length < 2) return recipe.made
    const inputs = new Map<number, number>()
    for (const { node, quantity } of recipe.made) inputs.set(node, (inputs.get(node) ?? 0) + quantity)
    return [...inputs].map(([node, quantity]) => ({ node, quantity }))
  })

  return day => {
    work(day)
    const isAhead = day < question.lastDue
    return Math.min(1, ofNode(chain.nodes[0]))

    function ofNode(node: ChainNode | undefined): number {
      if (node === undefined) return 0
      if (node.number > 0 && isBoughtBy(question, node, day)) return Infinity
      let sum = 0
      for (let at = 0; at < recipes.length; at++) {
        const recipe = recipes[at]
        if (recipe?.node === node.number) sum += ofRecipe(recipe, at)
      }
      return sum
    }

    function ofRecipe(recipe: ChainRecipe, at: number): number {
      let least = Infinity
      for (const operation of recipe.operations) least = Math.min(least, ofOperation(operation))
      for (const { node, quantity } of inputsOf[at] ?? [])
        least = Math.min(least, ofNode(chain.nodes[node]) / quantity)
      return least
    }

    function ofOperation({ number }: ChainOperation): number {
      const stand = team.standOf[number]
      if (stand !== undefined && servedFrom(stand) <= day) return Infinity
      return isAhead ? Math.min(able[number] ?? 0, inTime[number] ?? 0) : (done[number] ?? 0)
    }
  }
}

/** The route of a firm that leans most on a resource, by the minutes of its pace. */
export function leaningOn(
  team: Team,
  pace: Float64Array,
  { member, resource }: NonNullable<Division['scarce']>,
): TeamRoute | null {
  let found: TeamRoute | null = null
  let most = -1
  team.routes.forEach((candidate, at) => {
    if (candidate.member !== member) return
    const position = resource.routes.indexOf(candidate.position)
    const minutes = position === -1 ? -1 : (resource.minutes[position] ?? 0) * (pace[at] ?? 0)
    if (minutes > most) [most, found] = [minutes, candidate]
  })
  return found
}

/** Number of the operation that keeps a team from delivering all in time; null where none does. */
export function scarceOperation(team: Team, { scarce, pace }: Division): number | null {
  return scarce === null ? null : (leaningOn(team, pace, scarce)?.line.operation ?? null)
}
