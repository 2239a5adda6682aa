/** How long work on a product takes to reach the buyer, at least: what a sketch of a firm says of time. */
import type { Ability } from './equipment.ts'
import type { Chain, ChainOperation, ChainRecipe } from './unfold.ts'

/** An operation that all it delivers goes through: what it takes at least. */
export interface Step {
  /** Number of the operation in the chain. */
  operation: number
  /** Minutes of its people for one unit. */
  labourMinutes: number
  /** Days from today, and from its usual lead time, until what flows through it is delivered. */
  fromToday: number
  fromStart: number
  /** Share of the full rate in weeks 1, 2, 3… of work, at most. */
  rampUp: readonly number[]
}

/** What a kind of firm works of a chain. */
export interface Worked {
  chain: Chain
  /** Recipes worked, by node. */
  byNode: ChainRecipe[][]
  /** Inputs that it makes all of. */
  making: ReadonlySet<number>
  /** By operation of the chain. */
  abilities: (Ability | null)[]
}

/** How long work on the product takes to reach the buyer: changes and inputs before it, services and the road after it. */
export function stepsOf(recipe: ChainRecipe, worked: Worked): Step[] {
  const { operations, reference } = recipe
  const earliest = earliestOf(recipe, worked)
  const tails = operations.map(() => 1)
  const steps: Step[] = []
  for (const position of [...reference.order].reverse()) {
    const operation = operations[position]
    if (operation === undefined) continue
    const tail = Math.max(1, ...operation.reference.after.map(next => tails[next] ?? 1))
    tails[position] = tail + servedIn(operation, worked)
    const ability = worked.abilities[operation.number] ?? null
    if (ability === null || operation.reference.service !== null) continue
    steps.push({
      operation: operation.number,
      labourMinutes: ability.labourMinutes * operation.reference.begun,
      fromToday: (earliest[position] ?? 0) + tail,
      fromStart: tail,
      rampUp: ability.rampUp,
    })
  }
  return steps
}

/** Days of a service that an operation waits for, where the firm does not do it. */
function servedIn({ number, reference: { service } }: ChainOperation, { abilities }: Worked): number {
  return abilities[number] === null ? (service?.days ?? 0) : 0
}

/** Days from today until each operation of a recipe can give its first unit, at least. */
function earliestOf({ operations, reference, bought, made }: ChainRecipe, worked: Worked): number[] {
  const earliest = operations.map(() => 0)
  const arrival = (node: number) => {
    const recipes = (worked.byNode[node] ?? []).map(recipe => {
      const days = earliestOf(recipe, worked)
      return Math.min(
        ...recipe.operations.flatMap(({ position, reference: { after } }) =>
          after.length === 0 ? (days[position] ?? 0) : [],
        ),
      )
    })
    return Math.min(worked.chain.nodes[node]?.purchase?.leadDays.value ?? Infinity, ...recipes)
  }
  for (const position of reference.order) {
    const operation = operations[position]
    if (operation === undefined) continue
    const there = Math.max(
      0,
      ...operation.reference.before.map(before => earliest[before] ?? 0),
      ...bought.flatMap(input =>
        input.operation === position ? (input.item.outside?.leadDays.value ?? Infinity) : [],
      ),
      ...made.flatMap(input => (input.operation === position ? arrival(input.node) : [])),
    )
    const ability = worked.abilities[operation.number] ?? null
    const { service } = operation.reference
    const served = service === null ? Infinity : there + service.days
    const own =
      ability === null ? Infinity : Math.max(there, Math.min(ability.makingDays, ability.servingDays))
    earliest[position] = Math.min(own, served)
  }
  return earliest
}
