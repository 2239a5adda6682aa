import type { Catalogue, Item, Recipe } from '@maillage/matching/catalogue.ts'

/** Something the region's firms cannot make, even together, and why. */
export interface Gap {
  item: string
  kind: Item['kind']
  outside: 'low' | 'medium' | 'high' | null
  operations: { recipe: string; operation: string; processes: string[] }[]
  inputs: string[]
  products: string[]
}

const inputsOf = (recipe: Recipe) => [
  ...new Set(recipe.operations.flatMap(({ inputs }) => inputs.map(({ item }) => item))),
]

/** Products that take each item, directly or through other items. */
function productsTaking(catalogue: Catalogue): Map<string, Set<string>> {
  const taking = new Map<string, Set<string>>(catalogue.items.map(({ id }) => [id, new Set()]))
  const recipes = Map.groupBy(catalogue.recipes, ({ item }) => item)
  const walk = (product: string, item: string) => {
    for (const input of (recipes.get(item) ?? []).flatMap(inputsOf)) {
      const products = taking.get(input)
      if (!products || products.has(product)) continue
      products.add(product)
      walk(product, input)
    }
  }
  for (const { id, kind } of catalogue.items) if (kind === 'product') walk(id, id)
  return taking
}

/**
 * What cannot be made when `does` says which operations somebody in the region can do or buy as a service. An item can
 * be made when one of its recipes has all its operations done and all its inputs made or bought; of several recipes, the
 * one that lacks least tells why. What is bought and has no recipe is where the chain begins, and no gap.
 */
export function findGaps(catalogue: Catalogue, does: (recipe: string, operation: string) => boolean): Gap[] {
  const items = new Map(catalogue.items.map(item => [item.id, item]))
  const recipes = Map.groupBy(catalogue.recipes, ({ item }) => item)
  const lacks = new Map<string, Pick<Gap, 'operations' | 'inputs'> | null>()

  /** Why an item cannot be made; null where it can. */
  function lackOf(id: string): Pick<Gap, 'operations' | 'inputs'> | null {
    const known = lacks.get(id)
    if (known !== undefined) return known
    const own = recipes.get(id) ?? []
    // Where the chain begins (a polymer, a carbon yarn) there is nothing to make.
    if (own.length === 0 && items.get(id)?.outside !== null) return null
    const ways = own.map(recipe => ({
      operations: recipe.operations
        .filter(operation => !does(recipe.id, operation.id))
        .map(operation => ({
          recipe: recipe.id,
          operation: operation.id,
          processes: operation.methods.map(({ process }) => process),
        })),
      inputs: inputsOf(recipe).filter(input => items.get(input)?.outside === null && lackOf(input) !== null),
    }))
    const size = (way: Pick<Gap, 'operations' | 'inputs'>) => way.operations.length + way.inputs.length
    const [best] = ways.toSorted((a, b) => size(a) - size(b))
    const lack = best === undefined ? { operations: [], inputs: [] } : size(best) === 0 ? null : best
    lacks.set(id, lack)
    return lack
  }

  const taking = productsTaking(catalogue)
  return catalogue.items.flatMap(({ id, kind, historic, outside }): Gap[] => {
    const lack = historic ? null : lackOf(id)
    if (lack === null) return []
    const products = [...(taking.get(id) ?? [])].filter(product => !items.get(product)?.historic)
    return [{ item: id, kind, outside: outside?.dependence ?? null, ...lack, products }]
  })
}
