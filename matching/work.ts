/** Who does what: the shares of each operation, what is bought and what is missing, for the whole quantity. */
import type { Item } from './catalogue.ts'
import type { Division } from './division.ts'
import { productRecipe, type Team, type TeamRoute } from './team.ts'
import type { ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'

export interface Worked {
  route: TeamRoute
  operation: ChainOperation
  /** Units of the operation's item, for the whole quantity asked for. */
  units: number
  /** Share of the operation's quantity, in ]0, 1]. */
  share: number
  /** Share of the chain's work, by the weights of its operations; what takes far too long is nobody's. */
  weight: number
}

export interface Work {
  worked: Worked[]
  /** Operations at the depth asked for, and how many of them a member or a service covers. */
  operations: number
  covered: number
  /** Shares of the chain's work: done by members or services, and missing. */
  coveredWeight: number
  missingWeight: number
  missing: ChainOperation[]
  services: { operation: ChainOperation; units: number }[]
  /** Items that the buyer wished made in the region and that are bought. */
  boughtInstead: Item[]
  /** Everything bought, with the quantity for the whole need. */
  bought: Map<Item, number>
}

const nothing = 1e-7

/** Reads a division of the work, scaled to the whole quantity. */
export function workOf(team: Team, division: Division): Work {
  const { chain } = team
  const quantity = team.question.need.quantity
  const work: Work = {
    worked: [],
    operations: 0,
    covered: 0,
    coveredWeight: 0,
    missingWeight: 0,
    missing: [],
    services: [],
    boughtInstead: [],
    bought: new Map(),
  }
  const root = productRecipe(team)
  const whole = root === undefined ? 0 : (division.made.get(root) ?? 0)
  const scale = whole > nothing ? quantity / whole : 0
  const made = new Map<ChainRecipe, number>()
  for (const [recipe, amount] of division.made) if (amount > nothing) made.set(recipe, amount)

  const weightOf = ({ weight, node }: ChainOperation, amount: number) =>
    (weight * amount) / (chain.nodes[node]?.perUnit ?? 1)
  team.routes.forEach((route, position) => {
    const operation = chain.operations[route.line.operation]
    const amount = division.share[position] ?? 0
    const all = operation === undefined ? 0 : (made.get(operation.recipe) ?? 0)
    if (operation === undefined || all === 0 || amount <= nothing * all) return
    const weight = weightOf(operation, amount)
    work.coveredWeight += weight
    work.worked.push({ route, operation, units: amount * scale, share: Math.min(1, amount / all), weight })
  })
  for (const [recipe, amount] of made) {
    for (const input of recipe.bought) add(work.bought, input.item, amount * input.quantity * scale)
    for (const operation of recipe.operations) {
      const stand = team.standOf[operation.number]
      const taken = division.stands.get(operation.number) ?? 0
      if (stand === undefined || taken <= nothing * amount) continue
      if (stand.missing) work.missingWeight += weightOf(operation, taken)
      else {
        work.coveredWeight += weightOf(operation, taken)
        work.services.push({ operation, units: taken * scale })
      }
    }
  }
  for (const [node, amount] of division.bought) {
    const item = chain.nodes[node]?.item
    if (item !== undefined && amount > nothing) add(work.bought, item, amount * scale)
  }
  count(team, made, work)
  return work
}

function add(bought: Map<Item, number>, item: Item, quantity: number): void {
  bought.set(item, (bought.get(item) ?? 0) + quantity)
}

/**
 * Walks the chain by the recipes worked, or the nearest to being worked, and counts what is covered of it. What goes into
 * an item bought although it was wished made comes with it: it is not covered, and not missing either.
 */
function count(team: Team, made: Map<ChainRecipe, number>, work: Work): void {
  const { chain } = team
  const visited = new Set<ChainNode>()
  const ofBought: ChainNode[] = []
  const covered = ({ number }: ChainOperation) =>
    team.lines.some(({ states }) => states[number] !== 'missing') ||
    chain.operations[number]?.reference.service !== null
  const visit = (node: ChainNode | undefined, comesWithBought: boolean) => {
    if (node === undefined || visited.has(node) || node.why === 'sought') return
    visited.add(node)
    const recipe = mainRecipe(node, made, covered)
    if (recipe === undefined) return
    const isMade = made.has(recipe)
    const isNeeded = node.why === 'necessary' || node.why === 'urgent'
    work.operations += recipe.operations.length
    if (!comesWithBought) {
      const done = recipe.operations.filter(covered)
      work.covered += isMade || node.why === 'necessary' ? done.length : 0
      if (isNeeded) work.missing.push(...recipe.operations.filter(operation => !done.includes(operation)))
      if (!isMade && node.why !== 'necessary') work.boughtInstead.push(node.item)
    }
    for (const { node: input } of recipe.made) {
      const into = chain.nodes[input]
      if (into !== undefined && !isMade && !isNeeded) ofBought.push(into)
      else visit(into, comesWithBought)
    }
  }
  visit(chain.nodes[0], false)
  for (const node of ofBought) visit(node, true)
}

/** The recipe that makes most of an item; for one that is not made, the one with the largest share covered. */
function mainRecipe(
  node: ChainNode,
  made: Map<ChainRecipe, number>,
  covered: (operation: ChainOperation) => boolean,
): ChainRecipe | undefined {
  const value = (recipe: ChainRecipe) =>
    made.has(recipe)
      ? 1 + (made.get(recipe) ?? 0)
      : recipe.operations.filter(covered).length / recipe.operations.length
  return node.recipes.reduce<ChainRecipe | undefined>(
    (best, recipe) => (best === undefined || value(recipe) > value(best) ? recipe : best),
    undefined,
  )
}
