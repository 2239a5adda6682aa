/**
 * The linear programme of a team: how much each route does of each operation, at what pace, and what is delivered by each
 * date that counts. Its objective is the score, so that the work is divided as the list judges it; before that, the most
 * that can be delivered. `docs/matching.md` writes it out.
 *
 * Amounts are in units of an operation's item for one unit of the item asked for; a pace is an amount a week.
 */
import { rampedWeeksBetween } from './availability.ts'
import { latenessFollowed, leastPart } from './defaults.ts'
import { changes } from './changes.ts'
import { costsOf } from './estimate.ts'
import { gainsOf } from './gains.ts'
import { type ResourceRow, resourceRows } from './hours.ts'
import { isOfProduct, leastOrderOf, leastPartOf, type Main } from './least-part.ts'
import type { Row, Term } from './linear.ts'
import { preferences } from './preferences.ts'
import type { Question } from './question.ts'
import { isMaking } from './responsible.ts'
import { isLacking, productRecipe, servedFrom, type Team, type TeamRoute } from './team.ts'
import type { ChainNode, ChainOperation, ChainRecipe } from './unfold.ts'

/** Variables by what they stand for; undefined where there is nothing to decide. */
export interface Programme {
  objective: number[]
  rows: Row[]
  /** In the order of the team's routes: what each does, and its pace. */
  share: (number | undefined)[]
  pace: (number | undefined)[]
  /** By operation: what a service does, or what is missing and taken as done. */
  stands: Map<number, number>
  /** By node: what is bought. */
  bought: Map<number, number>
  made: Map<ChainRecipe, number>
  /** By member: shares of operations that it works or sends people for, up to the least part; none where it is alone. */
  parts: number[]
  /** By checkpoint: share of the quantity delivered, up to what is required. */
  delivered: number[]
  /** Rows of resources, each with its owner, limit 1. */
  resources: ResourceRow[]
}

/** What counts before the score, and what decides between equals, in points of it. */
export interface Priorities {
  /** That each member has its part, that as much as possible comes in time, that the rest of the work is done at all. */
  part: number
  inTime: number
  done: number
  /** Where something is missing: that members do as much of the work as they can, by its weights. */
  covered: number
  /** Sooner before later, even where the lead time does not count. */
  comfort: number
  /** Between equals, far below anything that shows. */
  preference: number
}

/** How a team divides its work. */
export const dividing: Priorities = {
  part: 30_000,
  inTime: 10_000,
  done: 100,
  covered: 10_000,
  comfort: 1e-3,
  preference: 1e-6,
}
/** What comes in time, and what is done at all, is worth so much to a team that divides its work. */
export const { inTime, done } = dividing
/** The score and nothing else. */
export const scoreAlone: Priorities = { part: 0, inTime: 0, done: 0, covered: 0, comfort: 0, preference: 0 }

/** What is settled before the work is divided. */
export interface Settled {
  /** A member that makes its least part of the product, where it is to be the manufacturer in law. */
  maker: number | null
  /** By member with a least order: what of the product it does so much of. */
  mains: ReadonlyMap<number, Main>
}

export const nothingSettled: Settled = { maker: null, mains: new Map() }

/** The programme of a team, with what is settled before. */
export function programmeOf(team: Team, { maker, mains }: Settled = nothingSettled): Programme {
  const { chain, question } = team
  const { part, covered, preference } = dividing
  const objective: number[] = []
  const rows: Row[] = []
  const variable = (value: number) => objective.push(value) - 1
  const row = (terms: Term[], limit: number) => rows.push({ terms, limit }) - 1
  const equal = (terms: Term[]) => rows.push({ terms, limit: 0, isEven: true })
  const costs = costsOf(team)
  const gain = gainsOf(team, dividing)
  // Nothing can be delivered then, and a member does what it can, however little it is.
  const lacks = isLacking(team)
  const ofShare = (route: TeamRoute) =>
    gain.ofRoute(route) + (lacks ? covered * gain.workOf(route) + done / (100 * perUnitOf(team, route)) : 0)

  const made = new Map<ChainRecipe, number>()
  for (const recipe of team.recipes) {
    made.set(recipe, variable((recipe.node === 0 ? done : 0) - costs.ofRecipe(recipe)))
  }
  const bought = new Map<number, number>()
  for (const node of chain.nodes) {
    const terms = balance(node, made)
    if (node.number === 0 || terms === null) continue
    if (node.purchase !== null) {
      const value = variable(-costs.ofPurchase(node) - 50 * preference)
      bought.set(node.number, value)
      terms.push([value, -1])
    }
    equal(terms)
  }
  const root = productRecipe(team)
  const whole = root === undefined ? undefined : made.get(root)
  if (whole !== undefined) row([[whole, 1]], 1)

  const preferred = preferences(team)
  const isUseful = team.routes.map(
    route =>
      weeksBy(route, horizon(question)) > 0 &&
      (mains.get(route.member) !== null || !isOfProduct(team, route.line.operation)),
  )
  const share = team.routes.map((route, at) => {
    if (isUseful[at] !== true) return undefined
    const reoriented = route.line.route.mode === 'reoriented' ? 2 : 0
    const tie = preference * ((preferred[route.member] ?? 0) + reoriented)
    return variable(ofShare(route) - costs.ofRoute(route) - tie)
  })
  const pace = team.routes.map((_, at) => (isUseful[at] === true ? variable(0) : undefined))
  const positionsOf = new Map<number, number[]>()
  team.routes.forEach(({ line }, at) => {
    const list = positionsOf.get(line.operation)
    if (list === undefined) positionsOf.set(line.operation, [at])
    else list.push(at)
  })
  const variablesOf = (
    of: (number | undefined)[],
    operation: ChainOperation,
    coefficient: (route: TeamRoute) => number,
  ) =>
    (positionsOf.get(operation.number) ?? []).flatMap((at): Term[] => {
      const [value, route] = [of[at], team.routes[at]]
      return value === undefined || route === undefined ? [] : [[value, coefficient(route)]]
    })

  const stands = new Map<number, number>()
  for (const [recipe, whole] of made) {
    for (const operation of recipe.operations) {
      const terms = [[whole, -1] as Term, ...variablesOf(share, operation, () => 1)]
      const stand = team.standOf[operation.number]
      if (stand !== undefined) {
        const value = variable(
          gain.ofStand(operation, stand.missing) - costs.ofService(operation) - 1.5 * preference,
        )
        stands.set(operation.number, value)
        terms.push([value, 1])
      }
      equal(terms)
    }
  }
  if (maker !== null && whole !== undefined) {
    const own = team.routes.flatMap((route, at): Term[] => {
      const value = share[at]
      return value === undefined || route.member !== maker || !isMaking(team, route) ? [] : [[value, -1]]
    })
    row([[whole, leastPart], ...own], 0)
  }
  changes(team, share, costs, variable, row)

  // Whoever is alone does it all.
  const parts = team.lines.length > 1 ? team.lines.map(() => variable(part)) : []
  parts.forEach((value, member) => {
    const main = mains.get(member) ?? null
    row([[value, 1]], main === null ? leastPartOf(team, member) : leastOrderOf(team, member))
    const terms: Term[] = [[value, 1]]
    team.routes.forEach((route, at) => {
      const own = share[at]
      if (own === undefined || (route.member !== member && route.loan?.lender !== member)) return
      if (main !== null && (route.member !== member || route.line.operation !== main)) return
      terms.push([own, -1 / perUnitOf(team, route)])
    })
    row(terms, 0)
  })

  const ofDeliveries = valuesOfDeliveries(team, inTime)
  const delivered = question.checkpoints.map(({ required }, at) => {
    const value = variable(ofDeliveries[at] ?? 0)
    row([[value, 1]], required)
    return value
  })
  // Where something is missing nothing is delivered, however much flows.
  const dates = lacks ? [] : question.checkpoints
  dates.forEach(({ day }, at) => {
    const flow = new Map<ChainRecipe, number>()
    for (const node of chain.nodes) {
      if (node.number > 0 && isBoughtBy(question, node, day)) continue
      const needed = node.number === 0 ? null : balance(node, flow)
      if (node.number > 0 && needed === null) continue
      for (const recipe of team.recipes) {
        if (recipe.node !== node.number) continue
        const through = node.number === 0 ? (delivered[at] ?? 0) : variable(0)
        flow.set(recipe, through)
        needed?.push([through, -1])
        for (const operation of recipe.operations) {
          const stand = team.standOf[operation.number]
          if (stand !== undefined && servedFrom(stand) <= day) continue
          row([[through, 1], ...variablesOf(pace, operation, route => -weeksBy(route, day))], 0)
        }
      }
      if (needed !== null) row(needed, 0)
    }
  })

  lateness(team, { share, pace, last: lacks ? undefined : delivered[lastDueOf(question)] }, variable, row)
  const resources = resourceRows(team, pace, row)
  return { objective, rows, share, pace, stands, bought, made, parts, delivered, resources }
}

/**
 * What the same programme is solved for where several firms are late whatever they do: a hundredth more of the quantity in time
 * counts for a hundredth of the score, beside what the criteria say of it. At any price they would give up a hundredth of the
 * score for a thousandth more.
 */
export function lateObjective(team: Team, { objective, delivered }: Programme): number[] {
  const late = objective.slice()
  const values = valuesOfDeliveries(team, 1)
  delivered.forEach((variable, at) => (late[variable] = values[at] ?? 0))
  return late
}

/** By checkpoint: what all that is asked by then brings, where all of the quantity in time brings `inTime` besides the score. */
function valuesOfDeliveries(team: Team, inTime: number): number[] {
  const { need, checkpoints, weights } = team.question
  if (isLacking(team)) return checkpoints.map(() => 0)
  const gain = gainsOf(team, dividing)
  return checkpoints.map(({ required, quantity, isComfort }) => {
    const capacity = (quantity / need.quantity / required) * (inTime + weights.capacity)
    return capacity + gain.ofDelivery(isComfort, required)
  })
}

/** What a node's consumers take of it, less what its recipes give; null where no recipe worked takes any. */
export function balance(node: ChainNode, amounts: Map<ChainRecipe, number>): Term[] | null {
  const terms: Term[] = []
  for (const [recipe, variable] of amounts) {
    for (const input of recipe.made) if (input.node === node.number) terms.push([variable, input.quantity])
  }
  if (terms.length === 0) return null
  for (const [recipe, variable] of amounts) if (recipe.node === node.number) terms.push([variable, -1])
  return terms
}

/** Bought in time to still be worked and delivered; what comes too late is no help by that day. */
export function isBoughtBy({ today }: Question, node: ChainNode, day: number): boolean {
  return node.purchase !== null && today + node.purchase.leadDays.value < day
}

/** Units of what a route works on, for one good unit of the item asked for. */
export function perUnitOf({ chain }: Team, { line }: TeamRoute): number {
  return chain.nodes[chain.operations[line.operation]?.node ?? 0]?.perUnit ?? 1
}

/** Weeks a route works for what is delivered by a day, at full rate. */
export function weeksBy({ availability, earliest, tail, line }: TeamRoute, day: number): number {
  return rampedWeeksBetween(availability, earliest, day - tail, line.route.rampUp)
}

/** How far ahead late work still counts as a share of the work. */
export function horizon({ today, lastDue }: Question): number {
  return today + latenessFollowed * Math.max(7, lastDue - today)
}

/** Position of the last due date among the checkpoints. */
function lastDueOf({ checkpoints, lastDue }: Question): number {
  return checkpoints.findIndex(({ day, isComfort }) => day === lastDue && !isComfort)
}

/**
 * What takes longer than is followed is not made at all. And what is delivered in time is made in time: of each operation no more
 * is made after the last due date than is delivered late. `last`: what is delivered by then; undefined where nothing is.
 */
function lateness(
  team: Team,
  { share, pace, last }: Pick<Programme, 'share' | 'pace'> & { last: number | undefined },
  variable: (value: number) => number,
  row: (terms: Term[], limit: number) => number,
): void {
  const { chain, question } = team
  const late = new Map<number, Term[][]>()
  team.routes.forEach((route, at) => {
    const [own, speed] = [share[at], pace[at]]
    if (own === undefined || speed === undefined) return
    row(
      [
        [own, 1],
        [speed, -weeksBy(route, horizon(question))],
      ],
      0,
    )
    if (last === undefined) return
    const inTime: Term[] = [
      [own, 1],
      [speed, -weeksBy(route, question.lastDue)],
    ]
    const { operation } = route.line
    late.set(operation, [...(late.get(operation) ?? []), inTime])
  })
  if (last === undefined) return
  for (const [operation, routes] of late) {
    const perUnit = chain.nodes[chain.operations[operation]?.node ?? 0]?.perUnit ?? 1
    const [only, ...others] = routes
    // Of a single route, all that is late is its own.
    if (only !== undefined && others.length === 0) {
      row([...only, [last, perUnit]], perUnit)
      continue
    }
    const after = routes.map(inTime => {
      const own = variable(0)
      row([...inTime, [own, -1]], 0)
      return own
    })
    row([...after.map((own): Term => [own, 1]), [last, perUnit]], perUnit)
  }
}
