/** Of the many ways to make an item, the one that is strongest: what a picture of its chain shows. */
import type { DeepChain } from './chain.ts'
import type { Link } from './autonomy.ts'

/** An item of the strongest chain, after what goes into it: from fibre to box. */
export interface Stage {
  item: string
  /** The recipe whose weakest link is strongest. */
  recipe: string
  /** How many stages lie between it and the item asked for. */
  depth: number
  /** Place of the stage that it goes into; null for the item itself, which comes last. */
  into: number | null
  /** Places of its operations among all links, in the order that they are done. */
  links: number[]
}

/** No service is weaker than what it serves. */
const strength = (links: readonly Link[], at: number): [after: number, today: number] => {
  const link = links[at]
  return link === undefined || link.service ? [Infinity, Infinity] : [link.after, link.today]
}

/**
 * The strongest way to make the chain's first item, by the weakest link of each recipe once reorientations are made, then as
 * firms stand, then by name. What goes in and is made by a recipe is a stage of its own, made in its own strongest way.
 */
export function strongestChain(chain: DeepChain, links: readonly Link[], item: string): Stage[] {
  const stages: Stage[] = []
  const visit = (made: string, depth: number, path: readonly string[]): number | null => {
    const own = [...links.keys()].filter(at => links[at]?.item === made)
    const byRecipe = [...Map.groupBy(own, at => links[at]?.recipe ?? '')].map(([recipe, places]) => {
      const each = places.map(at => strength(links, at))
      const weakest = (which: 0 | 1) => Math.min(...each.map(one => one[which]))
      return { recipe, places, after: weakest(0), today: weakest(1) }
    })
    const best = byRecipe.toSorted(
      (one, other) =>
        compare(other.after, one.after) ||
        compare(other.today, one.today) ||
        (one.recipe < other.recipe ? -1 : 1),
    )[0]
    if (best === undefined) return null
    const inputs = chain.steps
      .filter(({ step }) => step.operation.recipe.id === best.recipe)
      .flatMap(({ inputs: all }) => all)
      .filter(({ article, item: input }) => article !== null && !path.includes(input.id))
    const before = [...new Set(inputs.map(({ item: input }) => input.id))].flatMap(
      input => visit(input, depth + 1, [...path, made]) ?? [],
    )
    const place = stages.push({ item: made, recipe: best.recipe, depth, into: null, links: best.places }) - 1
    for (const at of before) {
      const stage = stages[at]
      if (stage !== undefined) stage.into = place
    }
    return place
  }
  visit(item, 0, [item])
  return stages
}

const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1)
