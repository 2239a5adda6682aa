import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Possibility } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'

/** Longest reorientation that counts as within reach, in days, where nobody says otherwise. */
export const WITHIN_REACH_DAYS = 60

/** What a firm could make by itself, services that anyone buys (a laboratory test) apart. */
export interface Makeable {
  /** Items it does every operation of as it stands. */
  now: Set<string>
  /** Items it would do every operation of after a reorientation within reach. */
  reoriented: Set<string>
  /** Recipes it would do every operation of, now or then, and the item that each makes. */
  recipes: Map<string, string>
  /** Items and families of either, as needs name them. */
  subjects: { items: string[]; families: string[] }
  /** Operations it could do, of every recipe, as `recipe/operation`. */
  operations: Set<string>
}

/** How an operation of a recipe is named in sets. */
export const operationKey = (recipe: string, operation: string) => `${recipe}/${operation}`

/** Operations that may be bought as a service, as `recipe/operation`. */
export function servicesOf(catalogue: Catalogue): Set<string> {
  const bought = new Set(catalogue.processes.filter(({ outside }) => outside !== null).map(({ id }) => id))
  return new Set(
    catalogue.recipes.flatMap(recipe =>
      recipe.operations
        .filter(({ methods }) => methods.some(({ process }) => bought.has(process)))
        .map(({ id }) => operationKey(recipe.id, id)),
    ),
  )
}

/** What possibilities by every recipe come to, given the operations that may be bought as services. */
export function makeableFrom(possibilities: Possibility[], services: Set<string>): Makeable {
  const [now, reoriented] = [new Set<string>(), new Set<string>()]
  const families = new Set<string>()
  const operations = new Set<string>()
  const recipes = new Map<string, string>()
  for (const { item, recipe: made, family, skilled, operations: steps } of possibilities) {
    const own = steps.filter(({ state }) => state !== 'missing')
    for (const { recipe, operation } of own) operations.add(operationKey(recipe, operation))
    const left = steps.filter(({ state }) => state === 'missing')
    const isWhole = left.every(({ recipe, operation }) => services.has(operationKey(recipe, operation)))
    if (!skilled || !isWhole) continue
    recipes.set(made, item)
    if (family !== null) families.add(family)
    if (own.every(({ state }) => state === 'direct')) now.add(item)
    else reoriented.add(item)
  }
  // By one recipe at once and by another after a change: at once is what counts.
  for (const item of now) reoriented.delete(item)
  const subjects = { items: [...now, ...reoriented], families: [...families] }
  return { now, reoriented, recipes, subjects, operations }
}

/** What a firm of the engine could make. */
export function makeableBy(engine: Engine, catalogue: Catalogue, firm: Firm): Makeable {
  const possibilities = engine.explore(firm, { maximumDays: WITHIN_REACH_DAYS, everyRecipe: true })
  return makeableFrom(possibilities, servicesOf(catalogue))
}
