/**
 * How much a team can make: the largest quantity that its machines and people allow, and who does what share of each
 * operation. Solved exactly as a small linear programme, so that people who can do several operations are never counted
 * twice, and that one more machine or person never makes it less.
 */
import { rampedWeeksBetween, weeksBetween } from './availability.ts'
import { efficiency } from './defaults.ts'
import type { Line, Resource } from './line.ts'
import { maximise, type Row } from './linear.ts'
import type { Team, TeamRoute } from './team.ts'
import type { ChainRecipe } from './unfold.ts'

export interface Throughput {
  /** Units of the need's item, as a share of the quantity asked for; above 1 there is capacity to spare. */
  share: number
  /** What each route does, in units of its operation's item for the quantity made, in the order of the team's routes. */
  work: Float64Array
  /** Services bought, and what is missing, by operation; items bought although the team makes them too, by node. */
  stands: Map<number, number>
  bought: Map<number, number>
  /** What a recipe makes, in units of its item. */
  made: Map<ChainRecipe, number>
  /** The resource that limits the whole, with its firm and the route that leans on it most; null where none does. */
  scarce: { member: number; resource: Resource; route: TeamRoute } | null
}

/** Over what time: all work that reaches the buyer by a day, or one full week once everything runs. */
export type Period = { until: number } | 'full-week'

/** What decides between equal shares, far below anything that changes the quantity. */
const preference = 1e-6
/** Whoever can make an input of the chain does, before it is bought. */
const buying = 50
/** Where nothing limits, as when all is bought: no quantity is asked beyond this many times the need. */
export const ceiling = 1e9

/** `only`: the routes that may be used; all of them by default. `most`: the largest share worth making. */
export interface Limits {
  only?: ReadonlySet<TeamRoute>
  most?: number
}

export function throughput(team: Team, period: Period, { only, most = ceiling }: Limits = {}): Throughput {
  const model = new Model()
  const whole = model.variable(1)
  model.row([[whole, 1]], most)
  const { chain } = team
  const quantity = team.question.need.quantity

  const made = new Map<ChainRecipe, number>()
  for (const recipe of team.recipes) made.set(recipe, recipe.node === 0 ? whole : model.variable(0))
  const bought = new Map<number, number>()
  for (const node of chain.nodes) {
    if (node.number === 0 || !team.recipes.some(recipe => consumes(recipe, node.number))) continue
    const terms: Term[] = []
    for (const [recipe, variable] of made) {
      if (recipe.node === node.number) terms.push([variable, -1])
      for (const input of recipe.made) if (input.node === node.number) terms.push([variable, input.quantity])
    }
    if (node.purchase !== null && boughtInTime(team, node.number, period)) {
      const variable = model.variable(-buying * preference)
      bought.set(node.number, variable)
      terms.push([variable, -1])
    }
    model.row(terms, 0)
  }

  const preferred = preferences(team)
  const works: (number | undefined)[] = team.routes.map(route => {
    if (only?.has(route) === false || weeks(team, route, period) <= 0) return undefined
    const reoriented = route.line.route.mode === 'reoriented'
    return model.variable(-preference * ((preferred[route.member] ?? 0) + (reoriented ? 2 : 0)))
  })
  const variableOf = new Map(team.routes.map((route, position) => [route, works[position]]))
  const stands = new Map<number, number>()
  for (const [recipe, variable] of made) {
    for (const { number } of recipe.operations) {
      const terms: Term[] = [[variable, 1]]
      for (const route of team.routesOf[number] ?? []) {
        const work = variableOf.get(route)
        if (work !== undefined) terms.push([work, -1])
      }
      const stand = team.standOf[number]
      if (
        stand !== undefined &&
        (period === 'full-week' || stand.earliest + stand.tail - stand.days <= period.until)
      ) {
        const bought = model.variable(-1.5 * preference)
        stands.set(number, bought)
        terms.push([bought, -1])
      }
      model.row(terms, 0)
    }
  }

  const owners: { row: number; member: number; resource: Resource }[] = []
  team.lines.forEach((line, member) => {
    const own = new Map(
      team.routes.filter(route => route.member === member).map(route => [route.position, route]),
    )
    for (const resource of line.resources) {
      for (const { terms, limit } of limits(team, line, resource, own, variableOf, period)) {
        owners.push({ row: model.rows.length, member, resource })
        model.row(
          terms.map(([variable, minutes]): Term => [variable, (minutes * quantity) / limit]),
          1,
        )
      }
    }
  })

  const solution = maximise(model.objective, model.rows)
  const value = (variable: number | undefined) =>
    variable === undefined ? 0 : (solution.values[variable] ?? 0) * quantity
  const read = <K>(variables: Map<K, number>) =>
    new Map([...variables].map(([key, variable]): [K, number] => [key, value(variable)]))
  const work = Float64Array.from(works, value)
  return {
    share: solution.values[whole] ?? 0,
    work,
    stands: read(stands),
    bought: read(bought),
    made: read(made),
    scarce: scarcest(team, owners, solution.prices, work, solution.values[whole] ?? 0),
  }
}

type Term = readonly [variable: number, coefficient: number]

class Model {
  readonly objective: number[] = []
  readonly rows: Row[] = []

  variable(value: number): number {
    return this.objective.push(value) - 1
  }

  row(terms: Term[], limit: number): void {
    this.rows.push({ terms, limit })
  }
}

function consumes(recipe: ChainRecipe, node: number): boolean {
  return recipe.made.some(input => input.node === node)
}

/** Bought in time to still be worked and delivered; what comes too late is no help by that day. */
function boughtInTime(team: Team, node: number, period: Period): boolean {
  if (period === 'full-week') return true
  const lead = team.chain.nodes[node]?.purchase?.leadDays.value ?? Infinity
  return team.question.today + lead < period.until
}

/** Among equals, the firm that does most of the product works first: fewer hands, fewer transports. In [0, 1[. */
function preferences({ chain, lines }: Team): number[] {
  const own = chain.operations.filter(({ node }) => node === 0)
  const covered = lines.map(({ states }) => own.filter(({ number }) => states[number] !== 'missing').length)
  return lines.map((_, member) => {
    const mine = covered[member] ?? 0
    const ahead = covered.filter((other, at) => other > mine || (other === mine && at < member)).length
    return ahead / lines.length
  })
}

/** Weeks a route can work in a period, at full rate. */
function weeks(team: Team, route: TeamRoute, period: Period): number {
  if (period === 'full-week') return 1
  const availability = team.lines[route.member]?.firm.availability
  if (availability === undefined) return 0
  return rampedWeeksBetween(availability, route.earliest, period.until - route.tail, route.line.route.rampUp)
}

interface Working {
  route: TeamRoute
  variable: number
  minutes: number
  /** Days between which it works, and what it loses of these weeks while it gets up to its pace. */
  from: number
  to: number
  lost: number
}

/**
 * The rows of a resource: whatever has to be done between two days has to find its hours between them. One row for each
 * set of routes that work within two days, and for each route alone; those that a larger set implies are left out.
 */
function limits(
  team: Team,
  line: Line,
  resource: Resource,
  own: Map<number, TeamRoute>,
  variableOf: Map<TeamRoute, number | undefined>,
  period: Period,
): { terms: Term[]; limit: number }[] {
  const working: Working[] = []
  resource.routes.forEach((position, at) => {
    const route = own.get(position)
    const variable = route === undefined ? undefined : variableOf.get(route)
    const minutes = resource.minutes[at] ?? 0
    if (route === undefined || variable === undefined || minutes <= 0) return
    const [from, to] = period === 'full-week' ? [0, 7] : [route.earliest, period.until - route.tail]
    const lost =
      period === 'full-week' ? 0 : weeksBetween(line.firm.availability, from, to) - weeks(team, route, period)
    working.push({ route, variable, minutes, from, to, lost })
  })
  const found: { members: Set<Working>; terms: Term[]; limit: number }[] = []
  for (const set of setsWithin(working)) {
    const weeks = resource.parts.reduce((sum, part) => {
      const users = set.filter(({ route }) => part.routes.includes(route.position))
      return sum + part.hours * sharedWeeks(line, users, period)
    }, 0)
    const limit = weeks * 60 * efficiency
    const isImplied = found.some(
      larger => larger.limit * (1 - 1e-12) <= limit && set.every(each => larger.members.has(each)),
    )
    if (isImplied) continue
    const terms = set.map(({ variable, minutes }): Term => [variable, minutes])
    found.push({ members: new Set(set), terms, limit })
  }
  return found
}

/** Every set of routes that work within two days, the largest first, and each route alone. */
function setsWithin(working: Working[]): Working[][] {
  const firsts = [...new Set(working.map(({ from }) => from))].sort((a, b) => a - b)
  const lasts = [...new Set(working.map(({ to }) => to))].sort((a, b) => b - a)
  const sets: Working[][] = []
  for (const first of firsts) {
    const begun = working.filter(({ from }) => from >= first)
    let size = Infinity
    for (const last of lasts) {
      const set = begun.filter(({ to }) => to <= last)
      if (set.length < 2) break
      if (set.length === size) continue
      size = set.length
      // The same set begins later too, unless one of it begins now.
      if (set.some(({ from }) => from === first)) sets.push(set)
    }
  }
  for (const alone of working) sets.push([alone])
  return sets.sort((a, b) => b.length - a.length)
}

/**
 * Weeks in which hours can serve any of the routes: from the first day one can work to the last day one still can, less
 * what even the quickest of them loses while it gets up to its pace.
 */
function sharedWeeks(line: Line, users: Working[], period: Period): number {
  if (users.length === 0) return 0
  if (period === 'full-week') return 1
  const first = Math.min(...users.map(({ from }) => from))
  const last = Math.max(...users.map(({ to }) => to))
  const lost = Math.min(...users.map(each => each.lost))
  return Math.max(0, weeksBetween(line.firm.availability, first, last) - lost)
}

function scarcest(
  team: Team,
  owners: { row: number; member: number; resource: Resource }[],
  prices: Float64Array,
  work: Float64Array,
  share: number,
): Throughput['scarce'] {
  let best: { member: number; resource: Resource } | undefined
  // A tenth of a percent of what is made: what only decides between equals is far below.
  let bestPrice = share / 1000
  for (const { row, member, resource } of owners) {
    const price = prices[row] ?? 0
    if (price <= bestPrice) continue
    best = { member, resource }
    bestPrice = price
  }
  if (best === undefined) return null
  const { member, resource } = best
  let route: TeamRoute | undefined
  let most = -1
  team.routes.forEach((candidate, position) => {
    if (candidate.member !== member) return
    const at = resource.routes.indexOf(candidate.position)
    const minutes = at === -1 ? -1 : (resource.minutes[at] ?? 0) * (work[position] ?? 0)
    if (minutes > most) [most, route] = [minutes, candidate]
  })
  return route === undefined ? null : { member, resource, route }
}
