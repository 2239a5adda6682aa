/** Unfolds what is needed into its chain: the operations from the item asked for down to what is bought. */
import type { Claim, Item, OutsideSupply } from './catalogue.ts'
import { longPurchaseShare } from './defaults.ts'
import { leastCents } from './work-cost.ts'
import type { Need, RegionalDepth } from './demand.ts'
import { compare, type Reference, type ReferenceOperation, type ReferenceRecipe } from './reference.ts'

/**
 * Why an item is made in the chain. `necessary`: it cannot be bought. `urgent`: it can, but comes after the last due
 * date. `wished`: the buyer asked for a chain that is regional this deep. `sought`: buying it takes so much of the time
 * left that a maker in the region is looked for as well.
 */
export type Why = 'necessary' | 'urgent' | 'wished' | 'sought'

/** An item of a chain, with every recipe that could make it. The first node is the item asked for, with one recipe. */
export interface ChainNode {
  number: number
  item: Item
  why: Why
  /** Null where it cannot be bought. */
  purchase: OutsideSupply | null
  recipes: ChainRecipe[]
  /** Longest way from the item asked for: 0 for itself. Inputs always come after what they go into. */
  depth: number
  /** Units of it for one good unit of the item asked for, into all that take it together; the most, where recipes differ. */
  perUnit: number
}

export interface ChainRecipe {
  node: number
  reference: ReferenceRecipe
  operations: ChainOperation[]
  /** Inputs that are nodes of the chain, and inputs that are bought, for one good unit of the node's item. */
  made: { node: number; operation: number; quantity: number }[]
  bought: { item: Item; operation: number; quantity: number }[]
}

export interface ChainOperation {
  /** Position among all operations of the chain. */
  number: number
  node: number
  recipe: ChainRecipe
  /** Position in its recipe. */
  position: number
  reference: ReferenceOperation
  /**
   * Share of the chain's work that it stands for: an item counts by the number of its operations, an operation half by
   * number and half by standard cost in its recipe. The shares of one recipe of each item add up to 1; what may be bought as a service counts 0, and an input that is only sought too.
   */
  weight: number
}

/** One way to make one product: a recipe of the item asked for, and all recipes of what goes into it. */
export interface Chain {
  /** The same chain has the same key, for the same catalogue. */
  key: string
  item: Item
  recipe: ReferenceRecipe
  nodes: ChainNode[]
  recipes: ChainRecipe[]
  operations: ChainOperation[]
}

/**
 * Alternatives that meet a need, in the order of their ids: one chain a product and recipe that can reach the claim.
 * A family unfolds as its products, without those that may no longer be offered.
 * `daysLeft`: calendar days to the last due date; it decides what cannot be bought in time.
 */
export function unfold(reference: Reference, need: Need, daysLeft: number): Chain[] {
  return products(reference, need).flatMap(item =>
    (reference.recipes.get(item.id) ?? [])
      .filter(({ recipe }) => recipe.claims.includes(need.claim))
      .map(recipe => unfoldRecipe(reference, recipe, need.claim, need.wishes.regionalDepth, daysLeft)),
  )
}

/** The items that a need may be met with. */
export function products(reference: Reference, need: Pick<Need, 'subject'>): Item[] {
  const { subject } = need
  if ('item' in subject) {
    const item = reference.items.get(subject.item)
    return item === undefined || item.historic ? [] : [item]
  }
  return [...reference.items.values()]
    .filter(item => item.family === subject.family && !item.historic)
    .sort((a, b) => compare(a.id, b.id))
}

/** The chain of one recipe, its inputs made by recipes that reach the claim. Throws where an item is made of itself. */
export function unfoldRecipe(
  reference: Reference,
  recipe: ReferenceRecipe,
  claim: Claim,
  depth: RegionalDepth,
  daysLeft: number,
): Chain {
  const nodes = new Map<string, { item: Item; why: Why; recipes: ReferenceRecipe[]; depth: number }>()
  const wishedDepth = depth === 'item' ? 0 : depth === 'first-inputs' ? 1 : Infinity
  const visit = (item: Item, why: Why, recipes: ReferenceRecipe[], level: number, path: string[]) => {
    if (path.includes(item.id))
      throw new Error(`${item.id} is made of itself: ${[...path, item.id].join(' → ')}`)
    const seen = nodes.get(item.id)
    nodes.set(item.id, {
      item,
      why: seen !== undefined && rank[seen.why] < rank[why] ? seen.why : why,
      recipes,
      depth: Math.max(level, seen?.depth ?? 0),
    })
    for (const input of new Set(recipes.flatMap(({ inputs }) => inputs.map(line => line.item)))) {
      if (onlyBought(reference, item, input)) continue
      const reason = whyMade(input, level + 1 <= wishedDepth, daysLeft)
      const inputRecipes = (reference.recipes.get(input.id) ?? []).filter(made =>
        made.recipe.claims.includes(claim),
      )
      if (reason !== null && inputRecipes.length > 0) {
        visit(input, reason, inputRecipes, level + 1, [...path, item.id])
      }
    }
  }
  visit(recipe.item, 'necessary', [recipe], 0, [])
  return number(recipe, [...nodes.values()])
}

/** A rule of the trade: a firm's own material of this family is no input here, and a bought one is fine. */
export function onlyBought(reference: Reference, item: Item, input: Item): boolean {
  return reference.ownMaterialRules.some(
    ({ family, items }) => family === input.materialFamily && items.includes(item.id),
  )
}

const rank: Record<Why, number> = { necessary: 0, urgent: 1, wished: 2, sought: 3 }

function whyMade(item: Item, wished: boolean, daysLeft: number): Why | null {
  const lead = item.outside?.leadDays.value
  if (lead === undefined) return 'necessary'
  if (lead >= daysLeft) return 'urgent'
  if (wished) return 'wished'
  return lead > daysLeft * longPurchaseShare ? 'sought' : null
}

const idsOf = ({ recipes }: ChainNode) => recipes.map(({ reference }) => reference.recipe.id).join('+')

function number(
  root: ReferenceRecipe,
  found: { item: Item; why: Why; recipes: ReferenceRecipe[]; depth: number }[],
): Chain {
  found.sort((a, b) => a.depth - b.depth || compare(a.item.id, b.item.id))
  const numbers = new Map(found.map(({ item }, position) => [item.id, position]))
  const operations: ChainOperation[] = []
  const nodes = found.map(({ item, why, recipes, depth }, node): ChainNode => {
    const chainRecipes = recipes.map((reference): ChainRecipe => {
      const recipe: ChainRecipe = { node, reference, operations: [], made: [], bought: [] }
      reference.operations.forEach((operation, position) => {
        const step = { number: operations.length, node, recipe, position, reference: operation, weight: 0 }
        operations.push(step)
        recipe.operations.push(step)
      })
      for (const input of reference.inputs) {
        const made = numbers.get(input.item.id)
        if (made === undefined) recipe.bought.push(input)
        else recipe.made.push({ node: made, operation: input.operation, quantity: input.quantity })
      }
      return recipe
    })
    return {
      number: node,
      item,
      why,
      purchase: node === 0 ? null : item.outside,
      recipes: chainRecipes,
      depth,
      perUnit: node === 0 ? 1 : 0,
    }
  })
  setPerUnit(nodes)
  weigh(nodes)
  return {
    key: nodes.map(node => `${node.item.id}:${node.why}:${idsOf(node)}`).join('|'),
    item: root.item,
    recipe: root,
    nodes,
    recipes: nodes.flatMap(({ recipes }) => recipes),
    operations,
  }
}

/** Inputs come after what they go into, so that each item is known before what it takes. */
function setPerUnit(nodes: ChainNode[]): void {
  for (const node of nodes) {
    const most = new Map<number, number>()
    for (const { made } of node.recipes) {
      const taken = new Map<number, number>()
      for (const { node: input, quantity } of made) taken.set(input, (taken.get(input) ?? 0) + quantity)
      for (const [input, quantity] of taken) most.set(input, Math.max(most.get(input) ?? 0, quantity))
    }
    for (const [number, quantity] of most) {
      const input = nodes[number]
      if (input !== undefined) input.perUnit += quantity * node.perUnit
    }
  }
}

/**
 * Shares of the work of the chain: an item counts by the operations of its longest recipe, and an operation in its recipe.
 * What only some recipes of an item take is no part of every way to make it, and does not count.
 */
function weigh(nodes: ChainNode[]): void {
  const needed = new Set<ChainNode>()
  for (const node of nodes) {
    const takes = ({ made }: ChainRecipe) => made.some(input => input.node === node.number)
    const isNeeded = node.number === 0 || [...needed].some(({ recipes }) => recipes.every(takes))
    if (isNeeded && node.why !== 'sought') needed.add(node)
  }
  const counted = [...needed].map(node => ({
    node,
    operations: Math.max(0, ...node.recipes.map(recipe => ownWork(recipe).length)),
  }))
  const operations = counted.reduce((sum, each) => sum + each.operations, 0)
  for (const each of counted) {
    for (const recipe of each.node.recipes) {
      const own = ownWork(recipe)
      const whole = own.reduce((sum, { reference }) => sum + leastCents(reference), 0)
      for (const operation of own) {
        const share = mean(1, own.length, leastCents(operation.reference), whole)
        operation.weight = (share * each.operations) / operations
      }
    }
  }
}

/** What may be bought as a service tells no firm from another. */
const ownWork = ({ operations }: ChainRecipe) =>
  operations.filter(({ reference }) => reference.service === null)

/** Half by number, half by cost; by number alone where it costs nothing. */
function mean(number: number, ofNumber: number, cents: number, ofCents: number): number {
  const byNumber = number / ofNumber
  return ofCents === 0 ? byNumber : 0.5 * byNumber + (0.5 * cents) / ofCents
}
