/** What changes of machines and people cost a team, as rows of its programme. */
import type { Costs } from './estimate.ts'
import type { Term } from './linear.ts'
import type { Team } from './team.ts'
import type { ChainRecipe } from './unfold.ts'

/** Each change of a site costs by the largest share of an operation that goes through it, by whatever routes. */
export function changes(
  team: Team,
  share: (number | undefined)[],
  costs: Costs,
  variable: (value: number) => number,
  row: (terms: Term[], limit: number) => number,
): void {
  const known = new Map<string, number>()
  const through = new Map<string, Term[]>()
  // What is made by several recipes goes through a change by all of them together.
  const ofNode = new Map<string, Map<ChainRecipe, number>>()
  const ofRecipe = (recipe: ChainRecipe, key: string, change: number): number => {
    if (team.recipes.every(({ node }, at) => node !== recipe.node || team.recipes[at] === recipe))
      return change
    const nodeKey = `${recipe.node}|${key}`
    const recipes = ofNode.get(nodeKey) ?? new Map<ChainRecipe, number>()
    ofNode.set(nodeKey, recipes)
    const own = recipes.get(recipe) ?? variable(0)
    recipes.set(recipe, own)
    return own
  }
  team.routes.forEach((route, at) => {
    const own = share[at]
    if (own === undefined) return
    const operation = team.chain.operations[route.line.operation]
    if (operation === undefined) return
    const perUnit = team.chain.nodes[operation.node]?.perUnit ?? 1
    for (const { id, keuro } of route.line.route.reorientations) {
      const key = `${route.member}|${route.line.route.site}|${id}`
      const change = known.get(key) ?? variable(-costs.ofChange(keuro.value))
      known.set(key, change)
      const ofOperation = `${operation.number}|${key}`
      const terms = through.get(ofOperation) ?? [[ofRecipe(operation.recipe, key, change), -1]]
      terms.push([own, 1 / perUnit])
      through.set(ofOperation, terms)
    }
  })
  for (const terms of through.values()) row(terms, 0)
  for (const [key, recipes] of ofNode) {
    const change = known.get(key.slice(key.indexOf('|') + 1))
    if (change === undefined) continue
    row([[change, -1], ...[...recipes.values()].map((own): Term => [own, 1])], 0)
  }
}
