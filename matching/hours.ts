/** Hours of machines and people, as rows of a team's programmes: no week holds more. */
import { efficiency } from './defaults.ts'
import type { Pool } from './firm.ts'
import type { Resource } from './line.ts'
import type { Term } from './linear.ts'
import type { Team } from './team.ts'

/** A row of a resource, with its owner among the lines; its limit of 1 is all of its free hours. */
export interface ResourceRow {
  row: number
  member: number
  resource: Resource
}

/** A pace that draws on the hours of its own firm; of a loan on machines alone. `position`: of its route in the line. */
export interface OwnPace {
  variable: number
  position: number
  isLoan: boolean
}

/** A pace elsewhere that draws on people lent. */
export interface LentPace {
  variable: number
  pools: readonly Pool[]
  labourMinutes: number
}

/** Writes a row for each resource with the paces that draw on it. `row`: adds one, and answers its number. */
export function resourceRows(
  team: Team,
  pace: readonly (number | undefined)[],
  row: (terms: Term[], limit: number) => number,
): ResourceRow[] {
  const resources: ResourceRow[] = []
  const { quantity } = team.question.need
  team.lines.forEach((line, member) => {
    const own: OwnPace[] = []
    const lent: LentPace[] = []
    team.routes.forEach((route, at) => {
      const variable = pace[at]
      if (variable === undefined) return
      if (route.member === member)
        own.push({ variable, position: route.position, isLoan: route.loan !== null })
      if (route.loan?.lender === member)
        lent.push({ variable, pools: route.line.route.pools, labourMinutes: route.line.labourMinutes })
    })
    for (const resource of line.resources) {
      const terms = termsOf(resource, own, lent, quantity)
      if (terms.length > 0) resources.push({ row: row(terms, 1), member, resource })
    }
  })
  return resources
}

/** What paces take of the free hours of a resource, all of which are 1. */
export function termsOf(
  resource: Resource,
  own: readonly OwnPace[],
  lent: readonly LentPace[],
  quantity: number,
): Term[] {
  const terms: Term[] = []
  visitTerms(resource, own, lent, quantity, ({ variable }, part) => terms.push([variable, part]))
  return terms
}

/** Visits the same, without a list of them: asked for thousands of times in a search. */
export function visitTerms<Own extends OwnPace, Lent extends LentPace>(
  { kind, pools, parts, routes, minutes }: Resource,
  own: readonly Own[],
  lent: readonly Lent[],
  quantity: number,
  visit: (pace: Own | Lent, part: number) => void,
): void {
  const isDrawing = ({ isLoan }: Own) => kind === 'machines' || !isLoan
  const away = lent.length === 0 ? lent : lent.filter(each => each.pools.every(pool => pools.includes(pool)))
  const isOwn = (part: (typeof parts)[number]) =>
    own.some(each => isDrawing(each) && part.routes.includes(each.position))
  let hours = 0
  // Parts mostly have the same users, in one list.
  let users: readonly number[] | null = null
  let isUsed = false
  for (let at = 0; at < parts.length; at++) {
    const [part, pool] = [parts[at], pools[at]]
    if (part === undefined) continue
    if (users !== part.routes) isUsed = isOwn(part)
    users = part.routes
    const isLent = away.some(each => pool !== undefined && each.pools.includes(pool))
    if (isUsed || isLent) hours += part.hours
  }
  const limit = hours * 60 * efficiency
  for (const each of own) {
    if (!isDrawing(each)) continue
    const place = routes.indexOf(each.position)
    const taken = place === -1 ? 0 : (minutes[place] ?? 0)
    if (taken > 0) visit(each, (taken * quantity) / limit)
  }
  for (const each of away) visit(each, (each.labourMinutes * quantity) / limit)
}
