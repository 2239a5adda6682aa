/** What a partnership would cost: an estimate by the catalogue's minutes and prices, never anybody's price. */
import {
  amortisationWeeks,
  centsPerFurtherPartner,
  centsPerTonneKilometre,
  centsPerTrip,
} from './defaults.ts'
import type { Item } from './catalogue.ts'
import { distanceToDelivery, type Question } from './question.ts'
import type { Team, TeamRoute } from './team.ts'
import type { ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'
import type { Work } from './work.ts'
import { centsOfMinutes, leastCents } from './work-cost.ts'

/** Cents of euro for the whole quantity. */
export interface Estimate {
  work: number
  materials: number
  services: number
  transport: number
  reorientation: number
  /** Following the partners after the first. */
  coordination: number
  total: number
}

const centsPerKeuro = 100_000

/**
 * Minutes ÷ efficiency × rates, plus materials and services at the catalogue's outside prices, plus transport of what each
 * recipe makes as if it went to the place of delivery and a trip for each partner, plus reorientations by the share of
 * the work that goes through them and the share of a year that the need lasts, plus following each further partner.
 * Every part is linear in the shares of the work, but for what each partner adds.
 */
export function estimate(team: Team, work: Work): Estimate {
  const { question, lines } = team
  const done = sum(
    work.worked.map(
      ({ route, units }) => units * centsOfMinutes(route.line.labourMinutes, route.line.machineMinutes),
    ),
  )
  const materials = sum([...work.bought].map(([item, units]) => priceOf(item) * units))
  const services = sum(
    work.services.map(
      ({ operation, units }) => ((operation.reference.service?.centsPerThousand ?? 0) * units) / 1000,
    ),
  )
  const carried = sum(work.worked.map(({ route, units }) => centsOfTransport(team, route) * units))
  const transport = carried + centsPerTrip * lines.length
  const reorientation = sum(
    changesTaken(team, work).map(({ keuro, share }) => centsOfChange(question, keuro) * share),
  )
  const coordination = centsPerFurtherPartner * (lines.length - 1)
  const total = done + materials + services + transport + reorientation + coordination
  return { work: done, materials, services, transport, reorientation, coordination, total }
}

/** Cents for one unit bought outside the region; 0 where the catalogue knows none. */
export const priceOf = (item: Item) => (item.outside?.centsPerThousand.value ?? 0) / 1000

/** Share of a change's cost that the need bears: what is left of a year serves other orders. */
function spreadOver({ today, lastDue }: Question): number {
  return Math.min(1, Math.max(1, (lastDue - today) / 7) / amortisationWeeks)
}

/** Cents of a whole change of so many thousands of euro. */
export function centsOfChange(question: Question, keuro: number): number {
  return keuro * centsPerKeuro * spreadOver(question)
}

/** Cents to carry what a recipe makes, for a unit; nothing in the midst of a recipe. */
function centsOfTransport({ chain, lines, question }: Team, route: TeamRoute): number {
  const operation = chain.operations[route.line.operation]
  const firm = lines[route.member]?.firm
  if (operation === undefined || firm === undefined || operation.reference.after.length > 0) return 0
  const kilometres = distanceToDelivery(question, firm, route.line.route.site)
  return (operation.reference.item.grams.value / 1_000_000) * kilometres * centsPerTonneKilometre
}

/** A change gone through at a site, and how much of it the need takes. */
interface ChangeTaken {
  keuro: number
  share: number
}

/** The changes gone through, each once a site. */
function changesTaken({ chain, question }: Team, { worked }: Work): ChangeTaken[] {
  const changes = new Map<string, { keuro: number; through: Map<ChainOperation, number> }>()
  for (const { route, operation, units } of worked) {
    const perUnit = chain.nodes[operation.node]?.perUnit ?? 1
    const needed = units / (perUnit * question.need.quantity)
    for (const { id, keuro } of route.line.route.reorientations) {
      const key = `${route.member}|${route.line.route.site}|${id}`
      const change = changes.get(key) ?? { keuro: keuro.value, through: new Map<ChainOperation, number>() }
      changes.set(key, change)
      change.through.set(operation, needed + (change.through.get(operation) ?? 0))
    }
  }
  return [...changes.values()].map(({ keuro, through }) => ({ keuro, share: mostThrough(through) }))
}

/**
 * The largest share of an operation, of all that is needed of it, that takes a change, by whatever routes; of what is made by
 * several recipes, those of all together.
 */
function mostThrough(through: Map<ChainOperation, number>): number {
  const ofRecipes = new Map<ChainRecipe, number>()
  for (const [{ recipe }, share] of through)
    ofRecipes.set(recipe, Math.max(share, ofRecipes.get(recipe) ?? 0))
  const ofNodes = new Map<number, number>()
  for (const [{ node }, share] of ofRecipes) ofNodes.set(node, share + (ofNodes.get(node) ?? 0))
  return Math.min(1, Math.max(...ofNodes.values()))
}

/** Thousands of euro of the changes gone through, each once a site. */
export function keuro({ team, work }: { team: Team; work: Work }): number {
  return sum(changesTaken(team, work).map(change => change.keuro))
}

/** The least it could cost by this recipe: quickest methods, everything else bought, next door, nothing to change. */
export function leastCost(recipe: ChainRecipe, quantity: number): number {
  let cents = leastCentsPerUnit.get(recipe)
  if (cents === undefined) {
    const work = sum(recipe.operations.map(({ reference }) => leastCents(reference)))
    const inputs = sum(recipe.reference.inputs.map(input => priceOf(input.item) * input.quantity))
    leastCentsPerUnit.set(recipe, (cents = work + inputs))
  }
  return cents * quantity + centsPerTrip
}

/** That of what a team makes; 0 where no recipe makes it. */
function leastCostOf({ chain, question }: Team): number {
  const recipe = chain.nodes[0]?.recipes[0]
  return recipe === undefined ? 0 : leastCost(recipe, question.need.quantity)
}

const leastCentsPerUnit = new WeakMap<ChainRecipe, number>()

/** Cost in [0, 1] from the estimate: 1 at the least cost, a half at twice that, 0 at three times it; linear between. */
export const costScale = { full: 1.5, slope: 0.5 }

/** The same of what a team would cost, wherever that leads; 0 where no least cost is known. */
export function worthOfCost(team: Team, { total }: Pick<Estimate, 'total'>): number {
  const least = leastCostOf(team)
  return least === 0 ? 0 : costScale.full - (costScale.slope * total) / least
}

/** Points of the score that amounts and changes cost, for one unit of the item asked for. */
export interface Costs {
  ofRoute: (route: TeamRoute) => number
  ofService: (operation: ChainOperation) => number
  ofRecipe: (recipe: ChainRecipe) => number
  ofPurchase: (node: ChainNode) => number
  /** A whole change of so many thousands of euro. */
  ofChange: (keuro: number) => number
  /** A partner more. */
  ofPartner: number
}

export function costsOf(team: Team): Costs {
  const { question } = team
  const { quantity } = question.need
  const least = leastCostOf(team)
  const points = least === 0 ? 0 : (question.weights.cost * costScale.slope) / least
  const ofUnits = (cents: number) => points * cents * quantity
  return {
    ofRoute: route =>
      ofUnits(
        centsOfMinutes(route.line.labourMinutes, route.line.machineMinutes) + centsOfTransport(team, route),
      ),
    ofService: ({ reference }) => ofUnits((reference.service?.centsPerThousand ?? 0) / 1000),
    ofRecipe: ({ bought }) =>
      ofUnits(sum(bought.map(({ item, quantity: perUnit }) => priceOf(item) * perUnit))),
    ofPurchase: ({ item }) => ofUnits(priceOf(item)),
    ofChange: thousands => points * centsOfChange(question, thousands),
    ofPartner: points * (centsPerFurtherPartner + centsPerTrip),
  }
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
