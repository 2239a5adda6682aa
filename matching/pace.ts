/** The most a team can make in a full week once everything runs, whatever the day: a small linear programme of its own. */
import { leaningOn } from './division.ts'
import type { Resource } from './line.ts'
import { resourceRows } from './hours.ts'
import { maximise, type Row, type Term, unspoilt } from './linear.ts'
import { balance } from './programme.ts'
import { productRecipe, type Team, type TeamRoute } from './team.ts'
import type { ChainRecipe } from './unfold.ts'

export interface Pace {
  /** Units of the need's item a week, as a share of the quantity asked for; infinite where nothing limits it. */
  weekly: number
  /** The resource that limits it, with its firm and the route that leans on it most; null where none does. */
  scarce: { member: number; resource: Resource; route: TeamRoute } | null
}

/** Where nothing limits, as when all is bought. */
const ceiling = 1e9
/** What decides between equals. */
const preference = 1e-6

/** `isUsed`: the routes that may work; all of them by default. Null where rounding leaves nothing to be said. */
export function fullPace(
  team: Team,
  isUsed: (route: TeamRoute, at: number) => boolean = () => true,
): Pace | null {
  const objective: number[] = []
  const rows: Row[] = []
  const variable = (value: number) => objective.push(value) - 1
  const row = (terms: Term[], limit: number) => rows.push({ terms, limit }) - 1
  const pace = team.routes.map((route, at) => (isUsed(route, at) ? variable(-preference) : undefined))
  const flow = new Map<ChainRecipe, number>()
  for (const node of team.chain.nodes) {
    if (node.number > 0 && node.purchase !== null) continue
    const needed = node.number === 0 ? null : balance(node, flow)
    if (node.number > 0 && needed === null) continue
    for (const recipe of team.recipes) {
      if (recipe.node !== node.number) continue
      const through = variable(node.number === 0 ? 1 : 0)
      if (node.number === 0) row([[through, 1]], ceiling)
      flow.set(recipe, through)
      needed?.push([through, -1])
      for (const { number } of recipe.operations) {
        const stand = team.standOf[number]
        if (stand !== undefined && (!stand.missing || team.routesOf[number]?.length === 0)) continue
        const terms: Term[] = [[through, 1]]
        team.routes.forEach(({ line }, at) => {
          const own = pace[at]
          if (line.operation === number && own !== undefined) terms.push([own, -1])
        })
        row(terms, 0)
      }
    }
    if (needed !== null) row(needed, 0)
  }
  const resources = resourceRows(team, pace, row)
  const most = unspoilt(() => maximise(objective, rows))
  if (most === null) return null
  const { values, prices } = most
  const root = productRecipe(team)
  const weekly = root === undefined ? 0 : (values[flow.get(root) ?? -1] ?? 0)
  if (weekly >= ceiling * (1 - 1e-9)) return { weekly: Infinity, scarce: null }
  let scarce: Pace['scarce'] = null
  // A tenth of a percent of what is made: what only decides between equals is far below.
  let bestPrice = weekly / 1000
  const paces = Float64Array.from(pace, own => (own === undefined ? 0 : (values[own] ?? 0)))
  for (const { row, member, resource } of resources) {
    const price = prices[row] ?? 0
    if (price <= bestPrice) continue
    const route = leaningOn(team, paces, { member, resource })
    if (route === null) continue
    scarce = { member, resource, route }
    bestPrice = price
  }
  return { weekly, scarce }
}
