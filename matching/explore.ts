/** What a firm could make: every item with a recipe, how much of it the firm covers, and what it takes. */
import { dateOf } from './dates.ts'
import type { Need } from './demand.ts'
import type { CompiledFirm } from './firm.ts'
import { keepRoutes, lineOf, type Line } from './line.ts'
import type { Effort, Possibility } from './match.ts'
import { compileQuestion, type Question } from './question.ts'
import { compare, type Reference, type ReferenceRecipe } from './reference.ts'
import { isTheirTrade } from './retrieve.ts'
import type { Place } from './supply.ts'
import { gather } from './team.ts'
import { ceiling, throughput } from './throughput.ts'
import { type Chain, type ChainOperation, unfoldRecipe } from './unfold.ts'
import { weightsFor } from './weights.ts'
import { divide } from './work.ts'

/** Longest change looked at unless the firm asks otherwise, in calendar days. */
export const maximumDaysByDefault = 60

const parts = { base: 0.55, direct: 0.25, materials: 0.2, change: 0.3 }

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
  const claim = recipe.recipe.claims[0] ?? 'none'
  const chain = unfoldRecipe(reference, recipe, claim, 'item', Infinity)
  const line = nearest(lineOf(reference, firm, chain), maximumDays)
  const operations = (chain.nodes[0]?.recipes[0]?.operations ?? []).map(
    ({ number, reference: { operation } }) => {
      const route = line.routes.find(candidate => candidate.operation === number)?.route
      return {
        item: item.id,
        recipe: recipe.recipe.id,
        operation: operation.id,
        state: line.states[number] ?? 'missing',
        process: route?.process ?? null,
        reorientations: route?.reorientations.map(({ id }) => id) ?? [],
      }
    },
  )
  const done = operations.filter(({ state }) => state !== 'missing').length
  const work = skilledWork(reference, firm, chain, line)
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
    skilled: work.covered.length > 0,
    score: scoreOf(firm, chain, line, work, maximumDays),
  }
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

/** Each change once; the days run side by side. */
function effortOf(routes: Line['routes']): Effort {
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
  const team = covers === true ? gather(asked, chain, [line], 'all', true) : null
  if (team === null) return { weeklyUnits: 0, limitedBy: null }
  const solved = throughput(team, 'full-week')
  const unlimited = solved.scarce === null || solved.share >= ceiling * (1 - 1e-9)
  if (solved.scarce === null || unlimited || divide(team, solved).worked.length === 0)
    return { weeklyUnits: 0, limitedBy: null }
  return { weeklyUnits: Math.floor(solved.share + 1e-6), limitedBy: solved.scarce.resource.kind }
}

/**
 * The operations that make an item one's trade: those that only a machine does and that cannot be bought as a service,
 * where there are any, or else the others that cannot be bought. `covered` are those the firm does, by machine or because
 * the work by hand is its trade: anybody could pack.
 */
function skilledWork(
  reference: Reference,
  firm: CompiledFirm,
  chain: Chain,
  { routes }: Line,
): { asked: ChainOperation[]; covered: ChainOperation[] } {
  const all = chain.nodes[0]?.recipes[0]?.operations ?? []
  const trades = all.filter(({ reference: operation }) => operation.service === null)
  const byMachine = trades.filter(({ reference: { operation } }) =>
    operation.methods.every(({ process }) => reference.processes.get(process)?.byHand === false),
  )
  const asked = byMachine.length > 0 ? byMachine : trades
  const covered = asked.filter(({ number }) =>
    routes.some(
      ({ operation, route }) =>
        operation === number &&
        (route.machine !== null || isTheirTrade(reference, firm, route.process, route.site)),
    ),
  )
  return { asked, covered }
}

/**
 * Share of the skilled work that the firm covers; times 0.55 + 0.25 × share done as it stands + 0.2 × share whose material
 * is worked today; less up to 0.3 of it for the longest change. Only work that anybody could do leaves at most 0.05.
 */
function scoreOf(
  firm: CompiledFirm,
  chain: Chain,
  line: Line,
  { asked, covered }: ReturnType<typeof skilledWork>,
  maximumDays: number,
): number {
  const { states } = line
  if (covered.length === 0) {
    const all = chain.nodes[0]?.recipes[0]?.operations ?? []
    return (0.05 * all.filter(({ number }) => states[number] !== 'missing').length) / Math.max(1, all.length)
  }
  const direct = covered.filter(({ number }) => states[number] === 'direct').length / covered.length
  const familiar = covered.filter(({ reference: { operation } }) => {
    const family = operation.materialFamily
    return family === null || firm.workedMaterials.has(family)
  })
  const materials = familiar.length / covered.length
  const days = Math.max(0, ...ownRoutes(chain, line).map(({ route }) => route.effort.days))
  const change = parts.change * Math.min(1, days / Math.max(1, maximumDays))
  const likeness = parts.base + parts.direct * direct + parts.materials * materials
  return Math.min(1, Math.max(0, (covered.length / asked.length) * likeness * (1 - change)))
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
