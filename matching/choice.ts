/**
 * Who does what where hours are no object: for one firm, each operation in the way that is worth most, each input made or
 * bought. The optimum of the team's programme without its rows of time and hours; null where it is not clear.
 */
import { type Costs, costsOf } from './estimate.ts'
import { gainsOf } from './gains.ts'
import { horizon, perUnitOf, type Priorities, weeksBy } from './programme.ts'
import type { Team, TeamRoute } from './team.ts'
import type { ChainRecipe } from './unfold.ts'

export interface Choice {
  /** By operation: the team's route that does it, by position; -1 where a service does it or nobody. */
  route: Int32Array
  /** By node: the recipe that makes it, null where it is bought or not needed; and its units for one of the item asked for. */
  recipes: (ChainRecipe | null)[]
  amounts: Float64Array
  /** By operation: the routes that work at all. */
  ways: number[][]
}

/** A way to do an operation: points for a unit, a bit for each change that has to be paid apart, and its route. */
interface Way {
  value: number
  changes: number
  route: number
}

/** What an item is worth, made or bought, with the changes of a set. */
interface Made {
  value: number
  recipe: ChainRecipe | null
  isClear: boolean
}

/** Points by which one choice has to be better than another, whatever is rounded. */
const clear = 1e-9

/** Changes shared by operations of which all sets are tried. */
const mostShared = 6

export function choose(team: Team, priorities: Priorities, lacks: boolean): Choice | null {
  const { chain } = team
  const costs = costsOf(team)
  const ways = usefulRoutes(team)
  const changes = team.routes.map(changesOf)
  const shared = sharedChanges(ways, changes, costs)
  if (shared === null) return null
  const options = waysOf(team, priorities, lacks, ways, { costs, changes, bits: shared.bits })
  const prices = pricesOf(team, priorities, costs)
  let best: { set: number; made: Made[]; value: number } | null = null
  let isClear = false
  for (let set = 0; set < 1 << shared.costs.length; set++) {
    const made = makeAll(team, options, prices, set)
    let value = made[0]?.value ?? -Infinity
    shared.costs.forEach((cost, bit) => {
      if ((set & (1 << bit)) !== 0) value -= cost
    })
    if (best === null || value > best.value + clear) {
      isClear = made[0]?.isClear === true
      best = { set, made, value }
    } else if (value > best.value - clear) isClear = false
  }
  if (best === null || !isClear || !(best.value > 0)) return null
  const choice: Choice = {
    route: new Int32Array(chain.operations.length).fill(-1),
    recipes: chain.nodes.map(({ number }) => best.made[number]?.recipe ?? null),
    amounts: new Float64Array(chain.nodes.length),
    ways,
  }
  choice.amounts[0] = 1
  chain.nodes.forEach((_, number) => {
    const amount = choice.amounts[number] ?? 0
    const recipe = choice.recipes[number] ?? null
    if (amount === 0) choice.recipes[number] = null
    if (amount === 0 || recipe === null) return
    for (const operation of recipe.operations)
      choice.route[operation.number] = bestWay(options[operation.number] ?? [], best.set)?.route ?? -1
    for (const { node, quantity } of recipe.made)
      choice.amounts[node] = (choice.amounts[node] ?? 0) + amount * quantity
  })
  return choice
}

function usefulRoutes({ chain, routes, question }: Team): number[][] {
  const far = horizon(question)
  const ways: number[][] = chain.operations.map(() => [])
  routes.forEach((route, at) => {
    if (weeksBy(route, far) > 0) ways[route.line.operation]?.push(at)
  })
  return ways
}

/**
 * Changes that ways of several operations go through, so that they are paid once for all of these; the others are paid
 * by the share of their own operation. Null where there are too many, or where an operation has to choose between two
 * that neither is part of the other: only where all its ways are nested is any division a mixture of those tried here.
 */
function sharedChanges(
  ways: number[][],
  changes: Change[][],
  { ofChange }: Costs,
): { bits: Map<string, number>; costs: number[] } | null {
  const bits = new Map<string, number>()
  const costs: number[] = []
  const last = new Map<string, number>()
  ways.forEach((ofOperation, operation) => {
    for (const at of ofOperation)
      for (const { keuro, key } of changes[at] ?? []) {
        const before = last.get(key)
        last.set(key, operation)
        if (before === undefined || before === operation || bits.has(key)) continue
        bits.set(key, costs.push(ofChange(keuro)) - 1)
      }
  })
  if (costs.length > mostShared) return null
  if (costs.length < 2) return { bits, costs }
  for (const ofOperation of ways) {
    const sets = ofOperation.map(at => bitsOf(changes[at], bits)).sort((a, b) => a - b)
    for (let at = 1; at < sets.length; at++) {
      const [a, b] = [sets[at - 1] ?? 0, sets[at] ?? 0]
      if ((a & b) !== a) return null
    }
  }
  return { bits, costs }
}

/** A change of a site that a route goes through, by a key that is the same for all routes that do. */
interface Change {
  keuro: number
  key: string
}

const unchanged: Change[] = []

function changesOf({ line: { route } }: TeamRoute): Change[] {
  if (route.reorientations.length === 0) return unchanged
  return route.reorientations.map(({ id, keuro }) => ({ keuro: keuro.value, key: `${route.site}|${id}` }))
}

function bitsOf(changes: Change[] | undefined, bits: ReadonlyMap<string, number>): number {
  let set = 0
  for (const { key } of changes ?? unchanged) {
    const bit = bits.get(key)
    if (bit !== undefined) set |= 1 << bit
  }
  return set
}

/** By operation of a recipe that is worked: how it may be done. */
function waysOf(
  team: Team,
  { preference, covered, done }: Priorities,
  lacks: boolean,
  ways: number[][],
  { costs, changes, bits }: { costs: Costs; changes: Change[][]; bits: ReadonlyMap<string, number> },
): Way[][] {
  const gain = gainsOf(team, { comfort: 0 })
  return team.chain.operations.map(operation => {
    const found: Way[] = []
    for (const at of ways[operation.number] ?? []) {
      const route = team.routes[at]
      if (route === undefined) continue
      const perUnit = perUnitOf(team, route)
      let value = gain.ofRoute(route) - costs.ofRoute(route)
      if (route.line.route.mode === 'reoriented') value -= 2 * preference
      if (lacks) value += covered * gain.workOf(route) + done / (100 * perUnit)
      for (const { key, keuro } of changes[at] ?? unchanged)
        if (!bits.has(key)) value -= costs.ofChange(keuro) / perUnit
      found.push({ value, changes: bitsOf(changes[at], bits), route: at })
    }
    const stand = team.standOf[operation.number]
    if (stand !== undefined) {
      const value = gain.ofStand(operation, stand.missing) - costs.ofService(operation) - 1.5 * preference
      found.push({ value, changes: 0, route: -1 })
    }
    return found
  })
}

function bestWay(ways: Way[], set: number): Way | undefined {
  let best: Way | undefined
  for (const way of ways)
    if ((way.changes & ~set) === 0 && (best === undefined || way.value > best.value)) best = way
  return best
}

interface Prices {
  /** By recipe of the team, and by node that may be bought: points for a unit. */
  recipes: number[]
  nodes: number[]
}

function pricesOf(team: Team, { done, preference }: Priorities, costs: Costs): Prices {
  return {
    recipes: team.recipes.map(recipe => (recipe.node === 0 ? done : 0) - costs.ofRecipe(recipe)),
    nodes: team.chain.nodes.map(node =>
      node.number > 0 && node.purchase !== null ? -costs.ofPurchase(node) - 50 * preference : -Infinity,
    ),
  }
}

/** By node, with the changes of a set: what it is worth, and how. */
function makeAll({ chain, recipes }: Team, options: Way[][], prices: Prices, set: number): Made[] {
  const made: Made[] = []
  for (let number = chain.nodes.length - 1; number >= 0; number--) {
    let best: Made = { value: prices.nodes[number] ?? -Infinity, recipe: null, isClear: true }
    recipes.forEach((recipe, at) => {
      if (recipe.node !== number) return
      let value = prices.recipes[at] ?? 0
      let isClear = true
      for (const operation of recipe.operations) {
        const ways = options[operation.number] ?? []
        const way = bestWay(ways, set)
        if (way === undefined) value = -Infinity
        else {
          value += way.value
          for (const other of ways)
            if (other !== way && (other.changes & ~set) === 0 && other.value > way.value - clear)
              isClear = false
        }
      }
      for (const { node, quantity } of recipe.made) {
        const input = made[node]
        value += quantity * (input?.value ?? -Infinity)
        isClear &&= input?.isClear === true
      }
      if (value > best.value + clear) best = { value, recipe, isClear }
      else if (value > best.value - clear) best = { ...best, isClear: false }
    })
    made[number] = best
  }
  return made
}
