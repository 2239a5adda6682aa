/** The sold products a firm could have a part in: made by itself, or of a material or component that it makes. */
import { assumedBy, effortOf, maximumDaysByDefault, standing, type Standing } from './explore.ts'
import type { CompiledFirm } from './firm.ts'
import type { Line } from './line.ts'
import type { Assumed, Effort, OperationState } from './match.ts'
import { nearness, type Step } from './nearness.ts'
import { outlook, weightIn } from './outlook.ts'
import { compare, type Reference, type ReferenceRecipe } from './reference.ts'
import { onlyBought } from './unfold.ts'

/** What operations after a firm's own material count: a whole material finds a buyer, half a product does not. */
const afterward = 0.5

/** A sold product, and the part a firm could have in it. */
export interface ProductPossibility {
  product: string
  family: string | null
  /** In [0, 1]; one function for every product. */
  score: number
  /** Sets of processes; none is in two of them. */
  operations: Record<OperationState, string[]>
  /** Items that are bought. */
  inputs: string[]
  /** Processes that are bought as a service, as a laboratory's test. */
  services: string[]
  /** The item the firm makes: the product, or a material or component that goes into it. */
  makes: string
  effort: Effort
  /** What the firm has not declared and this rests on; absent where it rests on nothing else. */
  assumed?: Assumed
}

export interface ExploreProductsOptions {
  /** Longest change looked at, in calendar days. */
  maximumDays?: number
}

/** One operation on the way from what the firm makes to the product. */
interface Part {
  step: Step
  recipe: ReferenceRecipe
  line: Line
  /** The firm does it. Packing somebody else's product is no part of making its cloth. */
  done: boolean
  weight: number
}

/** From the recipe of what the firm makes to one of the product. */
type Path = [own: ReferenceRecipe, ...after: ReferenceRecipe[]]

interface Way {
  path: Path
  /** Of all its recipes, those of what goes in and is not for sale included. */
  parts: Part[]
  recipes: number
  score: number
  /** How hard it is to find who does the rest. */
  rarity: number
}

/** Every product that may still be asked for, best first; equals in the order of the catalogue. */
export function exploreProducts(
  reference: Reference,
  firm: CompiledFirm,
  { maximumDays = maximumDaysByDefault }: ExploreProductsOptions = {},
): ProductPossibility[] {
  const known = new Map<ReferenceRecipe, Standing>()
  const standingIn = (recipe: ReferenceRecipe): Standing => {
    const found = known.get(recipe) ?? standing(reference, firm, recipe, maximumDays)
    known.set(recipe, found)
    return found
  }
  const found: { best: Way; possibility: ProductPossibility }[] = []
  for (const item of reference.items.values()) {
    if (item.kind !== 'product' || item.historic) continue
    const ways = (reference.recipes.get(item.id) ?? [])
      .flatMap(recipe => [...pathsTo(reference, [recipe], recipe.recipe.claims)])
      .map(path => wayOf(reference, path, standingIn))
      .filter(({ path, parts }) => path.length === 1 || hasPart(reference, partsIn(parts, path[0])))
      .sort((a, b) => byScore(a, b) || compare(idsOf(a), idsOf(b)))
    const [best] = ways
    if (best === undefined) continue
    // Whoever has all the skill for the product itself is its maker, whatever it could make of what goes in.
    const shown = ways.find(({ path, parts }) => path.length === 1 && isWhole(parts)) ?? plainest(best, ways)
    const { id: product, family } = item
    found.push({ best, possibility: { product, family, score: best.score, ...describe(shown) } })
  }
  return found.sort((a, b) => byScore(a.best, b.best)).map(({ possibility }) => possibility)
}

/**
 * A mill that knits and does not finish makes jersey, and no stack of layers, however few hands that would take: of the
 * ways that begin with the same work of the firm, the one whose own recipe asks for least beside it.
 */
function plainest(best: Way, ways: Way[]): Way {
  const own = ({ path, parts }: Way) => partsIn(parts, path[0])
  const workOf = (way: Way) =>
    own(way)
      .filter(({ step: { telling, crafted } }) => telling && crafted)
      .flatMap(
        ({ step: { operation } }) =>
          operation.reference.operation.materialFamily ?? operation.reference.operation.id,
      )
      .join()
  if (best.path.length === 1 || isWhole(own(best))) return best
  const same = ways.filter(way => way.path.length > 1 && workOf(way) === workOf(best))
  return same.reduce((plain, way) => (own(way).length < own(plain).length ? way : plain), best)
}

/** The path itself, and those that begin with what goes into it, however deep, by recipes that serve one of the claims. */
function* pathsTo(reference: Reference, path: Path, claims: readonly string[]): Generator<Path> {
  yield path
  const [first] = path
  for (const input of new Set(first.inputs.map(({ item }) => item))) {
    if (onlyBought(reference, first.item, input)) continue
    for (const recipe of reference.recipes.get(input.id) ?? []) {
      const served = claims.filter(claim => recipe.recipe.claims.some(each => each === claim))
      if (served.length > 0) yield* pathsTo(reference, [recipe, ...path], served)
    }
  }
}

function wayOf(reference: Reference, path: Path, standingIn: (recipe: ReferenceRecipe) => Standing): Way {
  const [first, ...after] = path
  const own = standingIn(first).steps.map(step => ({ step, done: step.state !== 'missing' }))
  const skilled = (recipe: ReferenceRecipe) =>
    standingIn(recipe).steps.map(step => ({ step, done: step.skilled }))
  const partOf = (recipe: ReferenceRecipe, weight: number) => (part: Pick<Part, 'step' | 'done'>) => {
    return { ...part, recipe, weight, line: standingIn(recipe).line }
  }
  const beside = notForSale(reference, path)
  const parts: Part[] = [
    ...own.map(partOf(first, 1)),
    ...beside.flatMap(recipe => skilled(recipe).map(partOf(recipe, 1))),
    ...after.flatMap((recipe, at) => {
      // Pieces cut for a gown are no material that somebody sells: sewing them is part of the same work.
      const isSameWork = path.slice(0, at + 1).every(({ item }) => item.outside === null)
      return skilled(recipe).map(partOf(recipe, isSameWork ? 1 : afterward))
    }),
  ]
  const weight = path.slice(1).reduce(
    (product, recipe, at) => {
      const input = path[at]?.item.id ?? ''
      return product * weightIn(recipe, input)
    },
    outlook(reference, path.at(-1) ?? first),
  )
  const near = nearness(
    parts.map(({ step: { telling, crafted, value }, done, weight }) => ({
      telling,
      crafted,
      value,
      done,
      weight,
    })),
  )
  const score = near * weight
  const wanted = parts.filter(({ step: { telling }, done }) => telling && !done)
  const rarity = wanted.reduce((sum, { step }) => sum + 1 / machinesFor(reference, step), 0)
  return { path, parts, score, rarity, recipes: path.length + beside.length }
}

/** What goes in and cannot be bought has to be made too: the pieces of a gown, cut. */
function notForSale(reference: Reference, path: Path): ReferenceRecipe[] {
  const made = new Set(path.map(({ item }) => item))
  const inputs = new Set(path.flatMap(recipe => recipe.inputs.map(({ item }) => item)))
  return [...inputs].flatMap(item =>
    item.outside === null && !made.has(item) ? (reference.recipes.get(item.id) ?? []).slice(0, 1) : [],
  )
}

/** Types of machine that do an operation, at least 1. */
function machinesFor(reference: Reference, { operation }: Step): number {
  const methods = new Set(operation.reference.operation.methods.map(({ process }) => process))
  const types = [...reference.machineTypes.values()]
  return Math.max(
    1,
    types.filter(({ processes }) => processes.some(done => methods.has(done.process))).length,
  )
}

const partsIn = (parts: Part[], of: ReferenceRecipe) => parts.filter(({ recipe }) => recipe === of)
const hasSkill = (parts: Part[]) => parts.some(({ step: { telling, crafted } }) => telling && crafted)
/** Cloth is woven by one firm and finished by another; a web comes from its line whole, and is only slit elsewhere. */
const hasPart = ({ processes }: Reference, parts: Part[]) =>
  hasSkill(parts) &&
  parts.every(({ step: { operation, skilled } }) => {
    const { methods } = operation.reference.operation
    return skilled || methods.every(({ process }) => processes.get(process)?.stage !== 'fibre')
  })
const isWhole = (parts: Part[]) =>
  hasSkill(parts) && parts.every(({ step: { telling, skilled } }) => skilled || !telling)

/** Best score; among equals, who is missing is easy to find, then little is missing. */
function byScore(a: Way, b: Way): number {
  if (Math.abs(a.score - b.score) > 1e-9) return b.score - a.score
  if (Math.abs(a.rarity - b.rarity) > 1e-9) return a.rarity - b.rarity
  return a.recipes - b.recipes
}

const idsOf = ({ path }: Way) => path.map(({ recipe }) => recipe.id).join('+')

/** The item furthest on the way to the product that the firm has all the skill to make, or else its own. */
function madeBy({ path, parts }: Way): string {
  const stop = path.findIndex(recipe => !isWhole(partsIn(parts, recipe)))
  const last = stop === -1 ? path.length - 1 : Math.max(0, stop - 1)
  return (path[last] ?? path[0]).item.id
}

/** A process that comes up twice counts as the harder of the two. */
const byHardness = ['direct', 'reoriented', 'service', 'missing'] as const
type Bearing = (typeof byHardness)[number]

type Description = Pick<
  ProductPossibility,
  'operations' | 'inputs' | 'services' | 'makes' | 'effort' | 'assumed'
>

function describe(way: Way): Description {
  const { path, parts } = way
  const states = new Map<string, Bearing>()
  for (const { step, line, done } of parts) {
    const { number, reference } = step.operation
    const route = line.routes.find(({ operation }) => operation === number)?.route
    const { service, operation } = reference
    const named = done ? route?.process : service?.process
    const process = named ?? operation.methods[0]?.process ?? ''
    const state = done ? step.state : service === null ? 'missing' : 'service'
    const before = states.get(process) ?? 'direct'
    states.set(process, byHardness.indexOf(state) > byHardness.indexOf(before) ? state : before)
  }
  const inState = (state: Bearing) =>
    [...states].flatMap(([process, found]) => (found === state ? [process] : []))
  const recipes = [...path, ...parts.map(({ recipe }) => recipe)]
  const made = new Set(recipes.map(({ item }) => item.id))
  const inputs = new Set(recipes.flatMap(recipe => recipe.inputs.map(({ item }) => item.id)))
  const routes = parts.flatMap(({ step, line, done }) =>
    done ? line.routes.filter(({ operation }) => operation === step.operation.number) : [],
  )
  const assumed = assumedBy([...new Set(parts.flatMap(({ line, done }) => (done ? [line] : [])))])
  return {
    operations: {
      direct: inState('direct'),
      reoriented: inState('reoriented'),
      missing: inState('missing'),
    },
    inputs: [...inputs].filter(id => !made.has(id)).sort(compare),
    services: inState('service'),
    makes: madeBy(way),
    effort: effortOf(routes),
    ...(assumed === null ? {} : { assumed }),
  }
}
