/**
 * All candidates of a chain as if they were one team, with nobody lending people yet: every route at the earliest day and
 * with the shortest way to the delivery that any of the others allows. Takes time by the number of routes alone.
 */
import { handOverDays } from './defaults.ts'
import type { Line } from './line.ts'
import type { Question } from './question.ts'
import { daysAfter, gather, lastOperations, type Team, type TeamRoute, weeksOf } from './team.ts'
import type { Chain, ChainOperation } from './unfold.ts'

/** Null where an item that has to be made cannot be by anybody. */
export function crowdOf(question: Question, chain: Chain, lines: Line[]): Team | null {
  // Which recipes are worked depends on what is covered, not on by whom.
  const frame = gather(question, chain, representatives(chain, lines))
  if (frame === null) return null
  const worked = new Set(frame.recipes)
  const crowd: Team = {
    ...frame,
    lines,
    routes: [],
    routesOf: chain.operations.map(() => []),
    standOf: frame.standOf.map(stand => stand && { ...stand }),
  }
  lines.forEach((line, member) =>
    line.routes.forEach((route, position) => {
      const operation = chain.operations[route.operation]
      if (operation === undefined || !worked.has(operation.recipe)) return
      const availability = weeksOf(question, lines, member, route, null)
      const own: TeamRoute = { member, position, line: route, earliest: 0, tail: 0, loan: null, availability }
      crowd.routesOf[route.operation]?.push(own)
      crowd.routes.push(own)
    }),
  )
  setEarliest(crowd)
  setTails(crowd)
  return crowd
}

/** Somebody for each operation that anybody does, in the order of the lines. */
function representatives(chain: Chain, lines: Line[]): Line[] {
  const first = chain.operations.map(({ number }) => lines.find(({ states }) => states[number] !== 'missing'))
  return lines.filter(line => first.includes(line))
}

/** The least days of an operation's routes: anywhere, and at each site. */
class Least {
  private anywhere = Infinity
  private readonly bySite = new Map<number, number>()

  note(route: TeamRoute, days: number): void {
    this.anywhere = Math.min(this.anywhere, days)
    const site = siteOf(route)
    this.bySite.set(site, Math.min(days, this.bySite.get(site) ?? Infinity))
  }

  /** Seen from a route elsewhere: a hand-over lies between two sites. */
  from(route: TeamRoute | undefined): number {
    if (route === undefined) return this.anywhere
    return Math.min(this.anywhere + handOverDays, this.bySite.get(siteOf(route)) ?? Infinity)
  }
}

/** More sites than any firm has. */
const mostSites = 2 ** 20

const siteOf = ({ member, line }: TeamRoute) => member * mostSites + line.route.site

function setEarliest(team: Team): void {
  const { question, chain, recipes } = team
  const least = chain.operations.map(() => new Least())
  const soonest = (operation: ChainOperation | undefined, to: TeamRoute | undefined) =>
    operation === undefined
      ? -Infinity
      : Math.min(
          team.standOf[operation.number]?.earliest ?? Infinity,
          least[operation.number]?.from(to) ?? Infinity,
        )

  for (const recipe of [...recipes].reverse()) {
    for (const position of recipe.reference.order) {
      const operation = recipe.operations[position]
      if (operation === undefined) continue
      const bought = boughtBy(operation)
      const arrival = (to: TeamRoute | undefined) => {
        let day = bought
        for (const before of operation.reference.before)
          day = Math.max(day, soonest(recipe.operations[before], to))
        for (const input of recipe.made) {
          if (input.operation === operation.position) day = Math.max(day, madeBy(input.node, to))
        }
        return day
      }
      const stand = team.standOf[operation.number]
      if (stand !== undefined) stand.earliest = arrival(undefined) + stand.days
      for (const route of team.routesOf[operation.number] ?? []) {
        route.earliest = Math.max(question.today + route.line.route.startDays, arrival(route))
        least[operation.number]?.note(route, route.earliest)
      }
    }
  }

  function boughtBy({ recipe, position }: ChainOperation): number {
    const days = recipe.bought
      .filter(({ operation }) => operation === position)
      .map(({ item }) => item.outside?.leadDays.value ?? Infinity)
    return question.today + Math.max(0, ...days)
  }

  function madeBy(node: number, to: TeamRoute | undefined): number {
    let there = question.today + (chain.nodes[node]?.purchase?.leadDays.value ?? Infinity)
    for (const recipe of recipes) {
      if (recipe.node !== node) continue
      for (const last of lastOperations(recipe)) there = Math.min(there, soonest(last, to))
    }
    return there
  }
}

function setTails(team: Team): void {
  const { chain, recipes } = team
  const least = chain.operations.map(() => new Least())
  const shortest = (operation: ChainOperation | undefined, from: TeamRoute | undefined) =>
    operation === undefined
      ? 0
      : Math.min(
          team.standOf[operation.number]?.tail ?? Infinity,
          least[operation.number]?.from(from) ?? Infinity,
        )
  const after = (operation: ChainOperation, from: TeamRoute | undefined) =>
    daysAfter(team, operation, from, shortest)

  for (const recipe of recipes) {
    for (const position of [...recipe.reference.order].reverse()) {
      const operation = recipe.operations[position]
      if (operation === undefined) continue
      const stand = team.standOf[operation.number]
      if (stand !== undefined) stand.tail = stand.days + after(operation, undefined)
      for (const route of team.routesOf[operation.number] ?? []) {
        route.tail = after(operation, route)
        least[operation.number]?.note(route, route.tail)
      }
    }
  }
}
