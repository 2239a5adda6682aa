/** What a plan has to make: the items asked for, by claim, and the inputs that the region has to make for them. */
import type { Claim, Item } from '../catalogue.ts'
import { compare, known, type Reference, type ReferenceOperation } from '../reference.ts'
import { leastCents } from '../work-cost.ts'
import type { Demand } from './region.ts'

/** An item made for one claim: the same product under another is made, and proven, by itself. */
export interface Article {
  number: number
  item: Item
  claim: Claim
  steps: Step[]
  /** Steps of other articles that take it, with the amount for one of their units. */
  takenBy: { step: number; quantity: number }[]
  /** Where what goes into others may be bought as well as made: cents for one unit, days, and weeks in which none comes. */
  purchase: { cents: number; days: number; closed?: readonly number[] } | null
  /** Cents that one unit is taken to be worth: what it costs by the quickest methods of its cheapest recipe. */
  cents: number
}

/** An operation of a recipe of an article. Amounts are in good units of the article. */
export interface Step {
  /** Place among all steps of the plan. */
  number: number
  article: number
  operation: ReferenceOperation
  /** Steps of the same recipe that come just before it. */
  before: number[]
  /** The last of its recipe: what it does is the article. */
  isLast: boolean
  /** Articles that go in, for one unit. */
  takes: { article: number; quantity: number }[]
  /** What is bought for one unit; its cents together, and the days until all of it has come. */
  buys: { item: Item; quantity: number }[]
  boughtCents: number
  boughtDays: number
  /** Where it may be done by a service outside: cents for one unit, days, and weeks in which it hands nothing back. */
  service: { cents: number; days: number; closed?: readonly number[] } | null
}

/**
 * The articles of demands, each before what goes into it. An input may be made here where it cannot be bought, or where the
 * region depends on others for it; all else comes from the market.
 * Throws where a demand is of an item that the catalogue does not know.
 */
export function articlesOf(
  reference: Reference,
  demands: readonly Pick<Demand, 'item' | 'claim'>[],
): Article[] {
  const articles: Article[] = []
  const numbers = new Map<string, number>()
  let steps = 0
  const visit = (item: Item, claim: Claim): number => {
    const key = `${item.id}|${claim}`
    const seen = numbers.get(key)
    if (seen !== undefined) return seen
    const purchase = item.outside && {
      cents: item.outside.centsPerThousand.value / 1000,
      days: item.outside.leadDays.value,
    }
    const article: Article = {
      number: articles.length,
      item,
      claim,
      steps: [],
      takenBy: [],
      purchase,
      cents: 0,
    }
    numbers.set(key, article.number)
    articles.push(article)
    const costs: number[] = []
    for (const recipe of reference.recipes.get(item.id) ?? []) {
      if (!recipe.recipe.claims.includes(claim)) continue
      const first = steps
      steps += recipe.operations.length
      const own = recipe.operations.map((operation, position): Step => {
        const inputs = recipe.inputs.filter(input => input.operation === position)
        const made = inputs.filter(input => isMadeHere(reference, input.item, claim))
        const bought = inputs.filter(input => !made.includes(input))
        return {
          number: first + position,
          article: article.number,
          operation,
          before: operation.before.map(before => first + before),
          isLast: operation.after.length === 0,
          takes: made.map(input => ({ article: visit(input.item, claim), quantity: input.quantity })),
          buys: bought.map(({ item, quantity }) => ({ item, quantity })),
          boughtCents: bought.reduce((sum, input) => sum + centsOf(input), 0),
          boughtDays: Math.max(0, ...bought.map(input => input.item.outside?.leadDays.value ?? 0)),
          service: operation.service && {
            cents: (operation.service.centsPerThousand / 1000) * operation.begun,
            days: operation.service.days,
          },
        }
      })
      article.steps.push(...own)
      costs.push(own.reduce((sum, step) => sum + leastOf(step), 0))
    }
    article.cents =
      costs.length === 0 ? (item.outside?.centsPerThousand.value ?? 0) / 1000 : Math.min(...costs)
    return article.number
  }
  const leastOf = ({ operation, boughtCents, takes }: Step) =>
    leastCents(operation) +
    boughtCents +
    takes.reduce((sum, { article, quantity }) => sum + quantity * (articles[article]?.cents ?? 0), 0)
  for (const { item, claim } of demands.toSorted(
    (a, b) => compare(a.item, b.item) || compare(a.claim, b.claim),
  ))
    visit(known(reference.items, item), claim)
  for (const { steps: own } of articles)
    for (const { number, takes } of own)
      for (const { article, quantity } of takes) articles[article]?.takenBy.push({ step: number, quantity })
  return articles
}

function isMadeHere(reference: Reference, { id, outside }: Item, claim: Claim): boolean {
  const isMakeable = (reference.recipes.get(id) ?? []).some(({ recipe }) => recipe.claims.includes(claim))
  return isMakeable && (outside === null || outside.dependence === 'high')
}

const centsOf = ({ item, quantity }: { item: Item; quantity: number }) =>
  (quantity * (item.outside?.centsPerThousand.value ?? 0)) / 1000
