/**
 * What all candidates of a chain share in the programme that finds the best partnership: what is made, bought, served and
 * delivered, and the rows in which their work meets. What each firm may bring to these rows is its offer (`offer.ts`).
 * `docs/matching.md` writes it out.
 */
import { sustainabilityOf } from './criteria/sustainability.ts'
import {
  centsPerFurtherPartner,
  centsPerTrip,
  mostPartners,
  reliabilityOfWork,
  reliabilityPerPartner,
} from './defaults.ts'
import { type Count, countsOf } from './counts.ts'
import { costScale, costsOf } from './estimate.ts'
import { gainsOf } from './gains.ts'
import { type Lending, lendingOf } from './lending-rows.ts'
import { makersOf, type Makership, mustBeMade, type TestedStack, testedStackOf } from './manufacturers.ts'
import { balance, isBoughtBy, scoreAlone, weeksBy } from './programme.ts'
import { productRecipe, servedFrom, type Team } from './team.ts'
import type { ChainRecipe } from './unfold.ts'
import { elsewhere } from './worth.ts'

/** A row and what a unit of the column adds to it. */
export type Entry = readonly [row: number, value: number]

/** Points of the score: what a unit gains, and what it costs, which ends where the cost criterion is 0. */
export interface Points {
  gain: number
  cost: number
}

export interface Column extends Points {
  upper: number
  entries: Entry[]
}

export interface Frame {
  team: Team
  most: number
  /** What any partnership scores, before what its work and its members add; `cost` where nothing costs anything. */
  constant: Points
  columns: Column[]
  /** Those of a firm's own come last: they count where it may be a member. */
  rows: { lower: number; upper: number; owner: number | null }[]
  /** By operation: its work, and what is worked by each checkpoint (none where a service is back by then). */
  work: (number | undefined)[]
  flow: (number | undefined)[][]
  /** By operation: what comes after the last due date. */
  late: (number | undefined)[]
  /** Members who have no part, and manufacturers who make nothing: as far as nothing is made. */
  idle: number
  idleMaker: number | null
  manufacturer: number
  /** By checkpoint: what may be delivered, by those who may sell by then. */
  lawful: number[]
  /** Counts of members: everybody first, then those who can do each operation. Lines by position. */
  counts: Count[]
  lending: Lending
  /** By line: what it is as the manufacturer in law; null where it makes nothing. */
  makers: (Makership | null)[]
  /** The row of those that carry the report of a stack which has to be bought, or made by a member that had it tested. */
  carrying: (TestedStack & { row: number }) | null
  /** The row of all costs, and those that count for nothing: below the least cost the criterion is 1. Null where nothing is cheaper. */
  dear: { row: number; least: number } | null
  /** By due date: whether anybody can deliver anything by then. */
  reached: boolean[]
}

/** Most members; where nobody alone may bear an operation of the product, `resilient`; lines of whom one is a member. */
export interface MembershipLimits {
  most: number
  resilient: boolean
  groups?: number[][]
}

/** `team`: all candidates of a chain as one. */
export function frameOf(team: Team, { most, resilient, groups = [] }: MembershipLimits): Frame {
  const { chain, question } = team
  const costs = costsOf(team)
  const gains = gainsOf(team, scoreAlone)
  const columns: Column[] = []
  const rows: Frame['rows'] = []
  const row = (upper: number, lower = -Infinity, owner: number | null = null) =>
    rows.push({ lower, upper, owner }) - 1
  const column = (gain: number, cost = 0, upper = Infinity, entries: Entry[] = []) =>
    columns.push({ gain, cost, upper, entries }) - 1
  /** A column that comes to a row several times counts with the sum. */
  const enter = (at: number, [into, value]: Entry) => {
    const entries = columns[at]?.entries ?? []
    const before = entries.findIndex(([known]) => known === into)
    if (before === -1) entries.push([into, value])
    else entries[before] = [into, value + (entries[before]?.[1] ?? 0)]
  }

  const made = new Map<ChainRecipe, number>()
  for (const recipe of team.recipes) {
    made.set(recipe, column(0, costs.ofRecipe(recipe), recipe.node === 0 ? 1 : Infinity))
  }
  for (const node of chain.nodes) {
    const terms = balance(node, made)
    if (node.number === 0 || terms === null) continue
    const even = row(0, 0)
    for (const [variable, value] of terms) enter(variable, [even, value])
    if (node.purchase !== null) column(0, costs.ofPurchase(node), Infinity, [[even, -1]])
  }

  const work: Frame['work'] = []
  for (const [recipe, whole] of made) {
    for (const operation of recipe.operations) {
      const own = row(0, 0)
      work[operation.number] = own
      enter(whole, [own, -1])
      const stand = team.standOf[operation.number]
      if (stand !== undefined)
        column(gains.ofStand(operation, stand.missing), costs.ofService(operation), Infinity, [[own, 1]])
    }
  }

  const delivered = question.checkpoints.map(({ required, quantity, isComfort }) => {
    const capacity = (quantity / question.need.quantity / required) * question.weights.capacity
    return column(capacity + gains.ofDelivery(isComfort, required), 0, required)
  })
  const flow: Frame['flow'] = chain.operations.map(() => [])
  question.checkpoints.forEach(({ day }, at) => {
    const through = new Map<ChainRecipe, number>()
    for (const node of chain.nodes) {
      if (node.number > 0 && isBoughtBy(question, node, day)) continue
      const needed = node.number === 0 ? null : balance(node, through)
      if (node.number > 0 && needed === null) continue
      const even = needed === null ? null : row(0)
      if (even !== null) for (const [variable, value] of needed ?? []) enter(variable, [even, value])
      for (const recipe of team.recipes) {
        if (recipe.node !== node.number) continue
        const own = node.number === 0 ? (delivered[at] ?? 0) : column(0)
        through.set(recipe, own)
        if (even !== null) enter(own, [even, -1])
        for (const { number } of recipe.operations) {
          const stand = team.standOf[number]
          if (stand !== undefined && servedFrom(stand) <= day) continue
          const worked = row(0)
          enter(own, [worked, 1])
          flow[number] ??= []
          flow[number][at] = worked
        }
      }
    }
  })

  const root = productRecipe(team)
  const whole = root === undefined ? undefined : made.get(root)
  const idle = row(most)
  const isSomeonesWork = mustBeMade(team)
  const idleMaker = isSomeonesWork ? row(1) : null
  if (whole !== undefined) {
    enter(whole, [idle, most])
    if (idleMaker !== null) enter(whole, [idleMaker, 1])
    // A team makes all that it delivers, whatever that costs.
    for (const own of delivered) {
      const made = row(0)
      enter(own, [made, 1])
      enter(whole, [made, -1])
    }
  }
  const manufacturer = row(1)
  const lawful = delivered.map(own => {
    const may = row(0)
    enter(own, [may, 1])
    return may
  })
  const count = (key: string, lines: number[], least: number): Count => {
    const counted = new Set(lines)
    return { row: row(most, least), key, lines, isCounted: line => counted.has(line) }
  }
  const stack = testedStackOf(team)
  const makers = makersOf(team, isSomeonesWork, stack)
  const isReached = (day: number) =>
    makers.some(maker => maker !== null && mayBy(maker, day)) && isWorkable(team, day)
  question.checkpoints.forEach(({ day }, at) => {
    const own = columns[delivered[at] ?? -1]
    if (own !== undefined && !isReached(day)) own.upper = 0
  })
  const carrying = stack === null ? null : { ...stack, row: row(stack.quantity) }
  if (carrying !== null)
    for (const [recipe, amount] of made) if (recipe.node === carrying.node) enter(amount, [carrying.row, 1])
  const late = lateRows(team, { work, delivered, row, enter })
  const counts = [
    ...countsOf(team, resilient, count),
    ...groups.map((lines, number) => count(`group ${number}`, lines, 1)),
  ]
  const constant = constantOf(team)
  // The least cost buys all inputs: only who makes some may be cheaper.
  const least = -constant.cost - question.weights.cost
  const dear = chain.nodes.length > 1 && least > 0 ? { row: row(Infinity), least } : null
  if (dear !== null) column(-1, 0, Infinity, [[dear.row, -1]])
  const lending = lendingOf(team, owner => row(0, -Infinity, owner))
  return {
    team,
    most,
    constant,
    dear,
    columns,
    rows,
    work,
    flow,
    late,
    idle,
    idleMaker,
    manufacturer,
    lawful,
    counts,
    lending,
    makers,
    carrying,
    reached: question.dues.map(({ day }) => isReached(day)),
  }
}

function constantOf(team: Team): Points {
  const { question, chain } = team
  const { weights } = question
  const perPartner = costsOf(team).ofPartner
  // A partnership has one partner less to follow than it has.
  const ofFirst = (perPartner * centsPerFurtherPartner) / (centsPerFurtherPartner + centsPerTrip)
  const gain =
    weights['know-how'] * elsewhere.knowHow +
    weights.proximity * elsewhere.proximity +
    weights.jobs * elsewhere.jobs +
    weights.reliability * (reliabilityOfWork * elsewhere.reliability + reliabilityPerPartner * mostPartners) +
    weights.sustainability * sustainabilityOf(question, chain.item)
  return { gain, cost: perPartner === 0 ? 0 : -weights.cost * costScale.full - ofFirst }
}

/** What is delivered in time is made in time: of no operation more is made after the last due date than is delivered late. */
function lateRows(
  team: Team,
  {
    work,
    delivered,
    row,
    enter,
  }: {
    work: Frame['work']
    delivered: number[]
    row: (upper: number) => number
    enter: (column: number, entry: Entry) => unknown
  },
): Frame['late'] {
  const { chain, question } = team
  const at = question.checkpoints.findIndex(({ day, isComfort }) => day === question.lastDue && !isComfort)
  const last = delivered[at]
  return chain.operations.map(({ number, node }) => {
    if (work[number] === undefined || last === undefined) return undefined
    const share = chain.nodes[node]?.perUnit ?? 1
    const late = row(share)
    enter(last, [late, share])
    return late
  })
}

/** Whether somebody may sell by a day. */
function mayBy({ own, carried }: Makership, day: number): boolean {
  return Math.min(own.lawful, carried?.lawful ?? Infinity) <= day
}

/** Whether each operation of the product can be begun, and what it makes delivered, by a day. */
function isWorkable(team: Team, day: number): boolean {
  return (productRecipe(team)?.operations ?? []).every(({ number }) => {
    const stand = team.standOf[number]
    if (stand !== undefined && servedFrom(stand) <= day) return true
    return team.routesOf[number]?.some(route => weeksBy(route, day) > 0) === true
  })
}
