/** What a firm could make: every item with a recipe, how much of it the firm covers, and what it takes. */
import { dateOf } from './dates.ts'
import type { Need } from './demand.ts'
import type { CompiledFirm } from './firm.ts'
import { assumedIn, keepRoutes, lineOf, type Line } from './line.ts'
import type { Assumed, Effort, Possibility } from './match.ts'
import { ownNearness, type Step, stepsOf } from './nearness.ts'
import { fullPace } from './pace.ts'
import { outlook } from './outlook.ts'
import { compileQuestion, type Question } from './question.ts'
import { compare, type Reference, type ReferenceRecipe } from './reference.ts'
import type { Place } from './supply.ts'
import { gather } from './team.ts'
import { type Chain, unfoldRecipe } from './unfold.ts'
import { weightsFor } from './weights.ts'

/** Longest change looked at unless the firm asks otherwise, in calendar days. */
export const maximumDaysByDefault = 60

export interface ExploreOptions {
  /** Longest change looked at, in calendar days. */
  maximumDays?: number
  /** A possibility for each recipe of an item, not only for the one the firm is nearest to. */
  everyRecipe?: boolean
}

/** Best first: score, then id. One possibility an item, by the recipe the firm is nearest to, unless asked for all. */
export function explore(
  reference: Reference,
  firm: CompiledFirm,
  asOf: string,
  { maximumDays = maximumDaysByDefault, everyRecipe = false }: ExploreOptions = {},
): Possibility[] {
  const place = firm.sites[0]?.site.place
  if (place === undefined) return []
  const found: Possibility[] = []
  for (const recipes of reference.recipes.values()) {
    let best: Possibility | undefined
    for (const recipe of recipes) {
      if (recipe.item.historic) continue
      const possibility = possible(reference, firm, recipe, asOf, place, maximumDays)
      if (everyRecipe) found.push(possibility)
      else if (best === undefined || isNearer(possibility, best)) best = possibility
    }
    if (best !== undefined) found.push(best)
  }
  return found.sort((a, b) => b.score - a.score || compare(a.item, b.item) || compare(a.recipe, b.recipe))
}

/** What a firm makes of an item by one recipe, over the work of it that it covers. */
export interface Weekly {
  recipe: string
  /** Units a week at full rate once its changes are made. */
  weeklyUnits: number
  /** Days that its changes take. */
  days: number
}

/** Units a week by some recipes, as `explore` says them, without the rest of it. */
export function weeklyBy(
  reference: Reference,
  firm: CompiledFirm,
  asOf: string,
  { recipes: asked, maximumDays }: { recipes: ReadonlySet<string>; maximumDays: number },
): Weekly[] {
  const place = firm.sites[0]?.site.place
  if (place === undefined) return []
  return [...reference.recipes.values()].flat().flatMap(recipe => {
    if (!asked.has(recipe.recipe.id)) return []
    const { chain, line } = standing(reference, firm, recipe, maximumDays)
    const { weeklyUnits } = rate(question(reference, chain, asOf, place), chain, line)
    return [{ recipe: recipe.recipe.id, weeklyUnits, days: effortOf(ownRoutes(chain, line)).days }]
  })
}

function isNearer(a: Possibility, b: Possibility): boolean {
  return a.score !== b.score ? a.score > b.score : a.weeklyUnits > b.weeklyUnits
}

function possible(
  reference: Reference,
  firm: CompiledFirm,
  recipe: ReferenceRecipe,
  asOf: string,
  place: Place,
  maximumDays: number,
): Possibility {
  const { item } = recipe
  const { chain, line, steps } = standing(reference, firm, recipe, maximumDays)
  const operations = steps.map(({ operation: { number, reference: compiled }, state }) => {
    const route = line.routes.find(candidate => candidate.operation === number)?.route
    return {
      item: item.id,
      recipe: recipe.recipe.id,
      operation: compiled.operation.id,
      state,
      process: route?.process ?? null,
      reorientations: route?.reorientations.map(({ id }) => id) ?? [],
    }
  })
  const assumed = assumedBy([line])
  const done = operations.filter(({ state }) => state !== 'missing').length
  return {
    item: item.id,
    kind: item.kind,
    family: item.family,
    recipe: recipe.recipe.id,
    operations,
    coverage: done / operations.length,
    effort: effortOf(ownRoutes(chain, line)),
    ...rate(question(reference, chain, asOf, place), chain, line),
    inputs: [...new Set(recipe.inputs.map(input => input.item))]
      .map(input => ({ item: input.id, outside: input.outside !== null }))
      .sort((a, b) => compare(a.item, b.item)),
    goesInto: productsOf(reference, item.id),
    rules: rulesOf(reference, firm, line, item.id),
    ...(assumed === null ? {} : { assumed }),
    skilled: steps.some(({ telling, skilled }) => telling && skilled),
    score: ownNearness(steps) * outlook(reference, recipe),
  }
}

/** What a firm is to a recipe: its routes within the days looked at, and what each operation is worth. */
export interface Standing {
  chain: Chain
  line: Line
  steps: Step[]
}

export function standing(
  reference: Reference,
  firm: CompiledFirm,
  recipe: ReferenceRecipe,
  maximumDays: number,
): Standing {
  const claim = recipe.recipe.claims[0] ?? 'none'
  const chain = unfoldRecipe(reference, recipe, claim, 'item', Infinity)
  const whole = lineOf(reference, firm, chain)
  const line = nearest(whole, maximumDays)
  return { chain, line, steps: stepsOf(reference, firm, chain, { line, whole }, maximumDays) }
}

/** The routes worth showing: for each operation those as it stands, else those that take the fewest days. */
function nearest(line: Line, maximumDays: number): Line {
  const fewest = new Map<number, number>()
  for (const { operation, route } of line.routes) {
    if (route.effort.days <= maximumDays) {
      fewest.set(operation, Math.min(fewest.get(operation) ?? Infinity, route.effort.days))
    }
  }
  const isKept = ({ operation, route }: Line['routes'][number]) =>
    line.states[operation] === 'direct'
      ? route.mode === 'direct'
      : route.effort.days === fewest.get(operation)
  return keepRoutes(line, isKept)
}

/** Routes for the item itself: what goes into it may be somebody else's work. */
function ownRoutes(chain: Chain, { routes }: Line): Line['routes'] {
  return routes.filter(({ operation }) => chain.operations[operation]?.node === 0)
}

/** What these lines rest on that the firm has not declared; null where on nothing. */
export function assumedBy(lines: Line[]): Assumed | null {
  return assumedIn(
    lines.flatMap(({ resources }) => resources.flatMap(({ machines }) => machines)),
    lines.flatMap(({ routes }) => routes.flatMap(({ route }) => route.pools)),
  )
}

/** Each change once; the days run side by side. */
export function effortOf(routes: Line['routes']): Effort {
  const changes = new Map(routes.flatMap(({ route }) => route.reorientations.map(step => [step.id, step])))
  return {
    days: Math.max(0, ...routes.map(({ route }) => route.effort.days)),
    keuro: [...changes.values()].reduce((sum, { keuro }) => sum + keuro.value, 0),
    trainingDays: Math.max(0, ...routes.map(({ route }) => route.effort.trainingDays)),
  }
}

/** An open question about an item: no due date presses, and one unit is asked for. */
function question(reference: Reference, { item }: Chain, asOf: string, place: Place): Question {
  const need: Need = {
    id: 'explore',
    buyer: '',
    buyerKind: 'operator',
    subject: { item: item.id },
    claim: 'none',
    quantity: 1,
    sizes: [],
    packaging: null,
    schedule: [{ due: dateOf(40_000), quantity: 1 }],
    place,
    norms: [],
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    text: '',
    excludedFirms: [],
    maximumPartners: 1,
    weights: null,
    reservedFor: [],
  }
  return compileQuestion(reference, need, asOf, new Set(), { kind: 'other' }, weightsFor('operator'))
}

/** Units a week at full rate over the operations the firm covers, as if others did the rest. */
function rate(asked: Question, chain: Chain, line: Line): Pick<Possibility, 'weeklyUnits' | 'limitedBy'> {
  const covers = chain.nodes[0]?.recipes[0]?.operations.some(
    ({ number }) => line.states[number] !== 'missing',
  )
  const team = covers === true ? gather(asked, chain, [line], true) : null
  if (team === null) return { weeklyUnits: 0, limitedBy: null }
  const pace = fullPace(team)
  return pace === null || pace.scarce === null
    ? { weeklyUnits: 0, limitedBy: null }
    : { weeklyUnits: Math.floor(pace.weekly + 1e-6), limitedBy: pace.scarce.resource.kind }
}

/** Products that an item goes into, straight or through others. */
function productsOf(reference: Reference, item: string): string[] {
  const reached = new Set<string>()
  const visit = (id: string) => {
    for (const parent of reference.goesInto.get(id) ?? []) {
      if (reached.has(parent)) continue
      reached.add(parent)
      visit(parent)
    }
  }
  visit(item)
  return [...reached]
    .filter(id => {
      const parent = reference.items.get(id)
      return parent !== undefined && parent.kind === 'product' && !parent.historic
    })
    .sort(compare)
}

function rulesOf(reference: Reference, firm: CompiledFirm, line: Line, item: string): string[] {
  const own = reference.ownMaterialRules.filter(
    ({ family, items }) => firm.workedMaterials.has(family) && items.includes(item),
  )
  return [...line.ruled, ...own].map(({ id }) => id).sort(compare)
}
