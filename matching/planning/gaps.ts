/** What a region cannot make at all. */
import type { Step } from './articles.ts'
import type { Model, Terms } from './model.ts'
import type { Gap } from './region.ts'

/** Of items that nobody can make, nor buy for what they go into: what is missing of each recipe. */
export function gapsOf({ articles, supply }: Terms, model: Model): Gap[] {
  const able = new Set(supply.crafts.flatMap(({ steps }) => steps.map(({ step }) => step.number)))
  return articles.flatMap(({ number, item, claim, steps }) => {
    if ((model.bought[number] ?? []).some(column => column !== undefined)) return []
    const recipes = new Map<string, Step[]>()
    for (const step of steps) {
      const { id } = step.operation.recipe
      recipes.set(id, [...(recipes.get(id) ?? []), step])
    }
    const gaps = [...recipes].map(([recipe, own]): Gap => {
      const missing = own.filter(
        ({ number }) =>
          !able.has(number) && (model.served[number] ?? []).every(column => column === undefined),
      )
      return {
        item: item.id,
        claim,
        recipe,
        operations: missing.map(({ operation }) => operation.operation.id),
      }
    })
    return gaps.every(({ operations }) => operations.length > 0) ? gaps : []
  })
}
