/** The chain of an item, from what the market alone has (fibre, sheet, wire) to what is packed. */
import type { Claim, Item } from '../catalogue.ts'
import { type Article, articlesOf, type Step } from '../planning/articles.ts'
import { onlyBought } from '../unfold.ts'
import type { Reference } from '../reference.ts'

/** What goes into a step of the chain, for one good unit of its article. */
export interface Input {
  item: Item
  quantity: number
  /** Number of the article of the chain that it is; null where nothing in the catalogue makes it. */
  article: number | null
}

export interface ChainStep {
  step: Step
  inputs: Input[]
}

/** The first article is the item itself. */
export interface DeepChain {
  articles: Article[]
  steps: ChainStep[]
  /** Units of each article for one unit of the item, into all that take it together; the most, where recipes differ. */
  perUnit: number[]
}

/**
 * Unfolds an item down to what no recipe of this claim makes. An input that the market has is a part of the chain all the
 * same, since a region that is alone has to make it. A rule of the trade that a material is only bought holds.
 */
export function deepChain(reference: Reference, item: string, claim: Claim): DeepChain {
  const wanted = new Map([[item, { item, claim }]])
  let articles: Article[] = []
  for (let known = 0; known < wanted.size;) {
    known = wanted.size
    articles = articlesOf(reference, [...wanted.values()])
    for (const { item: made, steps } of articles)
      for (const { item: input } of steps.flatMap(({ buys }) => buys))
        if (isMakeable(reference, input, claim) && !onlyBought(reference, made, input))
          wanted.set(input.id, { item: input.id, claim })
  }
  const numbers = new Map(articles.map(article => [article.item.id, article.number]))
  const steps = articles.flatMap(({ item: made, steps: own }) =>
    own.map((step): ChainStep => ({
      step,
      inputs: [
        ...step.takes.flatMap(({ article, quantity }) => {
          const taken = articles[article]
          return taken === undefined ? [] : [{ item: taken.item, quantity, article }]
        }),
        ...step.buys.map(({ item: input, quantity }) => ({
          item: input,
          quantity,
          article: onlyBought(reference, made, input) ? null : (numbers.get(input.id) ?? null),
        })),
      ],
    })),
  )
  const top = numbers.get(item)
  if (top === undefined) throw new RangeError(`${item} is not in the catalogue`)
  return { articles, steps, perUnit: perUnitOf(articles, steps, top) }
}

const isMakeable = (reference: Reference, { id }: Item, claim: Claim) =>
  (reference.recipes.get(id) ?? []).some(({ recipe }) => recipe.claims.includes(claim))

/** How much of each article one unit of the first takes, into all that take it together; no item is made of itself. */
function perUnitOf(articles: readonly Article[], steps: readonly ChainStep[], top: number): number[] {
  const known = new Map<number, number>()
  const unitsOf = (article: number, path: readonly number[]): number => {
    if (path.includes(article)) throw new Error(`${articles[article]?.item.id} is made of itself`)
    let units = known.get(article)
    if (units !== undefined) return units
    units = article === top ? 1 : 0
    for (const { number } of articles) {
      const most = mostTaken(steps, number, article)
      if (most > 0) units += most * unitsOf(number, [...path, article])
    }
    known.set(article, units)
    return units
  }
  return articles.map(({ number }) => unitsOf(number, []))
}

/** Units of an input for one of an article, by the recipe that takes most of it. */
function mostTaken(steps: readonly ChainStep[], article: number, input: number): number {
  const byRecipe = new Map<string, number>()
  for (const { step, inputs } of steps) {
    if (step.article !== article) continue
    const { id } = step.operation.recipe
    const taken = inputs.reduce((sum, each) => (each.article === input ? sum + each.quantity : sum), 0)
    byRecipe.set(id, (byRecipe.get(id) ?? 0) + taken)
  }
  return Math.max(0, ...byRecipe.values())
}
