/** A set of firms on a chain: what they can make of it together, and from when until when each can work. */
import type { Availability } from './availability.ts'
import { together } from './commitments.ts'
import { handOverDays } from './defaults.ts'
import { type Loan, loansOf } from './lending.ts'
import type { Line, LineRoute, Resource } from './line.ts'
import { daysToDelivery, type Question } from './question.ts'
import type { Chain, ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'

/** A route of one of the firms, with the first day it can work and the days from its work to the delivery. */
export interface TeamRoute {
  /** Position of the firm among the lines, and of the route in its line. */
  member: number
  position: number
  line: LineRoute
  earliest: number
  tail: number
  /** Set where another member's people work on the firm's machines. */
  loan: Loan | null
  /** The weeks it can work, as the viewer counts them. */
  availability: Availability
}

/** What members do not do of an operation: bought as a service, or taken as done to see the rest (then `missing`). */
export interface Stand {
  operation: number
  days: number
  missing: boolean
  earliest: number
  tail: number
}

export interface Team {
  question: Question
  chain: Chain
  lines: Line[]
  /** Recipes that the team works by: one or more for a node it makes, none for a node that is bought. */
  recipes: ChainRecipe[]
  routes: TeamRoute[]
  /** Routes and services of each operation of the chain, where its recipe is worked. */
  routesOf: TeamRoute[][]
  standOf: (Stand | undefined)[]
}

/** The recipe of the item asked for. */
export function productRecipe({ recipes }: Pick<Team, 'recipes'>): ChainRecipe | undefined {
  return recipes.find(({ node }) => node === 0)
}

/** Whether something is missing that the product cannot be made without: then nothing can be delivered. */
export function isLacking({ standOf }: Pick<Team, 'standOf'>): boolean {
  return standOf.some(stand => stand?.missing === true)
}

/** The first day for which a service, or what is taken as done, is back in time. */
export function servedFrom({ earliest, tail, days }: Stand): number {
  return earliest + tail - days
}

/**
 * Puts firms to work on a chain. Null where an item that has to be made cannot be, unless
 * `incomplete`: then what is missing is taken as done, and so is what is too much for those who do it, so that the rest can
 * be seen.
 */
export function gather(question: Question, chain: Chain, lines: Line[], incomplete = false): Team | null {
  const routesOf: TeamRoute[][] = chain.operations.map(() => [])
  const routes: TeamRoute[] = []
  const add = (member: number, position: number, route: LineRoute, loan: Loan | null) => {
    const availability = weeksOf(question, lines, member, route, loan)
    const teamRoute = { member, position, line: route, earliest: 0, tail: 0, loan, availability }
    routesOf[route.operation]?.push(teamRoute)
    routes.push(teamRoute)
  }
  lines.forEach((line, member) =>
    line.routes.forEach((route, position) => add(member, position, route, null)),
  )
  if (lines.length > 1) for (const loan of loansOf(lines)) add(loan.borrower, loan.position, loan.route, loan)
  const worked = workedRecipes(chain, number => routesOf[number]?.length !== 0, incomplete)
  if (worked === null) return null
  const { recipes, standOf } = worked
  const atWork = new Set(recipes)
  for (const operation of chain.operations) {
    if (!atWork.has(operation.recipe)) routesOf[operation.number] = []
  }
  const team: Team = {
    question,
    chain,
    lines,
    recipes,
    routes: routes.filter(({ line }) => routesOf[line.operation]?.length !== 0),
    routesOf,
    standOf,
  }
  setEarliest(team)
  setTails(team)
  return team
}

/** The weeks of a route as the viewer counts them. Of a loan, those that both have. */
export function weeksOf(
  question: Question,
  lines: Line[],
  member: number,
  route: LineRoute,
  loan: Loan | null,
): Availability {
  const machines = freeWeeksOf(question, lines[member], route, 'machines')
  const [lender, own] = loan === null ? [member, route] : [loan.lender, loan.own]
  return together(machines, freeWeeksOf(question, lines[lender], own, 'people'))
}

/** The weeks of the machines or the people of a firm's own route, as the viewer counts them: a firm knows what it holds itself. */
export function freeWeeksOf(
  { viewer }: Question,
  line: Line | undefined,
  { free }: LineRoute,
  kind: Resource['kind'],
): Availability {
  if (line === undefined) throw new RangeError('A route is that of a member')
  const { firm } = line
  const isOwn = viewer.kind === 'self' && viewer.firm === firm.firm.id
  return free === null ? firm.availability : free[kind][isOwn ? 'own' : 'others']
}

/**
 * From the inputs up, a recipe is worked where every operation finds somebody and every input is made or bought; from the
 * product down, what is worked goes into it. Null where the product cannot be made, unless `incomplete`: then whatever it
 * cannot be made without is worked as far as it goes. `does`: whether somebody does an operation.
 */
export function workedRecipes(
  chain: Chain,
  does: (operation: number) => boolean,
  incomplete: boolean,
): Pick<Team, 'recipes' | 'standOf'> | null {
  const covered = ({ number, reference }: ChainOperation) => does(number) || reference.service !== null
  const canBe = (recipe: ChainRecipe) =>
    recipe.operations.every(covered) && recipe.operations.some(({ number }) => does(number))
  const worked = new Map<number, ChainRecipe[]>()
  const isThere = (node: number) =>
    (worked.get(node)?.length ?? 0) > 0 || (chain.nodes[node]?.purchase ?? null) !== null
  for (const node of chain.nodes.toReversed())
    worked.set(
      node.number,
      node.recipes.filter(recipe => canBe(recipe) && recipe.made.every(input => isThere(input.node))),
    )
  const isWhole = isThere(0)
  if (!isWhole && !incomplete) return null
  const recipes: ChainRecipe[] = []
  const standOf: Team['standOf'] = chain.operations.map(() => undefined)
  const taken = new Set([0])
  for (const node of chain.nodes) {
    if (!taken.has(node.number)) continue
    const own = isThere(node.number) ? (worked.get(node.number) ?? []) : nearestRecipes(node, canBe, covered)
    if (own.length === 0 && node.purchase === null) return null
    for (const recipe of own) {
      recipes.push(recipe)
      for (const { node: input } of recipe.made) taken.add(input)
      for (const { number: operation, reference } of recipe.operations) {
        // No operation holds up another where something is missing: whoever is slow does what it can. What is for sale is bought.
        const missing = reference.service === null
        if (missing && (isWhole || node.purchase !== null)) continue
        const days = reference.service?.days ?? 0
        standOf[operation] = { operation, days, missing, earliest: 0, tail: 0 }
      }
    }
  }
  return { recipes, standOf }
}

/** Of an item that cannot be made: the recipes that lack nothing but inputs, or the one with the largest share of its operations covered, the first by id among equals. */
function nearestRecipes(
  { recipes }: ChainNode,
  canBe: (recipe: ChainRecipe) => boolean,
  covered: (operation: ChainOperation) => boolean,
): ChainRecipe[] {
  const able = recipes.filter(canBe)
  if (able.length > 0) return able
  const share = ({ operations }: ChainRecipe) => operations.filter(covered).length / operations.length
  const [first, ...others] = recipes
  return first === undefined
    ? []
    : [others.reduce((best, recipe) => (share(recipe) > share(best) ? recipe : best), first)]
}

/** Days lost between two sites; nothing is lost on one site. */
function handOver(from: TeamRoute, to: TeamRoute): number {
  return from.member === to.member && from.line.route.site === to.line.route.site ? 0 : handOverDays
}

/** The first day each route can work: its own start, once the work before it and its inputs can be there. */
function setEarliest(team: Team): void {
  const { question, chain } = team
  for (const recipe of [...team.recipes].reverse()) {
    for (const position of recipe.reference.order) {
      const operation = recipe.operations[position]
      if (operation === undefined) continue
      const stand = team.standOf[operation.number]
      if (stand !== undefined) stand.earliest = arrival(team, operation, undefined) + stand.days
      for (const route of team.routesOf[operation.number] ?? []) {
        route.earliest = Math.max(
          question.today + route.line.route.startDays,
          arrival(team, operation, route),
        )
      }
    }
  }

  function arrival(team: Team, operation: ChainOperation, to: TeamRoute | undefined): number {
    let day = question.today
    for (const before of operation.reference.before) {
      day = Math.max(day, soonest(team, operation.recipe.operations[before], to))
    }
    for (const input of operation.recipe.bought) {
      if (input.operation !== operation.position) continue
      day = Math.max(day, question.today + (input.item.outside?.leadDays.value ?? Infinity))
    }
    for (const input of operation.recipe.made) {
      if (input.operation !== operation.position) continue
      const node = chain.nodes[input.node]
      let there = question.today + (node?.purchase?.leadDays.value ?? Infinity)
      for (const recipe of team.recipes) {
        if (recipe.node !== input.node) continue
        for (const last of lastOperations(recipe)) there = Math.min(there, soonest(team, last, to))
      }
      day = Math.max(day, there)
    }
    return day
  }
}

/** The first day a unit of an operation can be at the site of a route, or anywhere. */
function soonest(team: Team, operation: ChainOperation | undefined, to: TeamRoute | undefined): number {
  if (operation === undefined) return -Infinity
  let day = team.standOf[operation.number]?.earliest ?? Infinity
  for (const from of team.routesOf[operation.number] ?? []) {
    day = Math.min(day, from.earliest + (to === undefined ? 0 : handOver(from, to)))
  }
  return day
}

export function lastOperations(recipe: ChainRecipe): ChainOperation[] {
  return recipe.operations.filter(({ reference }) => reference.after.length === 0)
}

/** Days from each route's work to the delivery: the hand-overs and services after it, and the road. */
function setTails(team: Team): void {
  for (const recipe of team.recipes) {
    for (const position of [...recipe.reference.order].reverse()) {
      const operation = recipe.operations[position]
      if (operation === undefined) continue
      const stand = team.standOf[operation.number]
      if (stand !== undefined) stand.tail = stand.days + after(operation, undefined)
      for (const route of team.routesOf[operation.number] ?? []) route.tail = after(operation, route)
    }
  }

  function after(operation: ChainOperation, from: TeamRoute | undefined): number {
    return daysAfter(team, operation, from, shortest)
  }

  function shortest(operation: ChainOperation | undefined, from: TeamRoute | undefined): number {
    if (operation === undefined) return 0
    let days = team.standOf[operation.number]?.tail ?? Infinity
    for (const to of team.routesOf[operation.number] ?? []) {
      days = Math.min(days, to.tail + (from === undefined ? 0 : handOver(from, to)))
    }
    return days
  }
}

/**
 * Days from an operation to the delivery: what follows it in its recipe, then in those that take what it makes, or the road.
 * `from`: where its work lies, if anywhere. `shortest`: the same days for one of those that follow, its own work included.
 */
export function daysAfter(
  { question, lines, recipes }: Team,
  { reference, recipe }: ChainOperation,
  from: TeamRoute | undefined,
  shortest: (operation: ChainOperation | undefined, from: TeamRoute | undefined) => number,
): number {
  if (reference.after.length > 0)
    return Math.max(...reference.after.map(next => shortest(recipe.operations[next], from)))
  if (recipe.node === 0) {
    const line = from === undefined ? undefined : lines[from.member]
    return line === undefined || from === undefined
      ? 1
      : daysToDelivery(question, line.firm, from.line.route.site)
  }
  let days = Infinity
  for (const parent of recipes) {
    for (const input of parent.made) {
      if (input.node === recipe.node)
        days = Math.min(days, shortest(parent.operations[input.operation], from))
    }
  }
  return days
}
