/**
 * The programme of a chain with its members free: that of one team of all candidates, in which a firm works only where it
 * is a member, and members cost what partners cost. What depends on who else is there (the earliest day, the stack of
 * layers) is taken at its best, so that no partnership scores more than the optimum. `docs/matching.md` writes it out.
 */
import { isStack, standing, type Stack } from './compliance.ts'
import { sustainabilityOf } from './criteria/sustainability.ts'
import {
  centsPerFurtherPartner,
  centsPerTrip,
  leastPart,
  mostPartners,
  reliabilityOfWork,
  reliabilityPerPartner,
} from './defaults.ts'
import { costScale, costsOf } from './estimate.ts'
import type { Term } from './linear.ts'
import { isMaking, prototypeStart } from './outcome.ts'
import { perUnitOf, type Programme as TeamProgramme, programmeOf, scoreAlone, weeksBy } from './programme.ts'
import { ProgrammeBuilder } from './programme-builder.ts'
import type { Programme } from './solver.ts'
import { productRecipe, type Team } from './team.ts'
import type { ChainOperation } from './unfold.ts'
import { elsewhere } from './worth.ts'

export interface Membership {
  programme: Programme
  /** What is added to the objective for the score. */
  constant: number
  /** Column of each line of the team: 1 where it is a member. */
  members: Int32Array
  /** Rows that count members: all of them first, then those who can do each operation. Lines by position. */
  counts: { row: number; lines: number[] }[]
}

/** Most members; and where nobody alone may bear an operation of the product, `resilient`. */
export interface MembershipLimits {
  most: number
  resilient: boolean
}

/** `team`: all candidates of a chain, gathered as one. */
export function membershipOf(team: Team, { most, resilient }: MembershipLimits): Membership {
  const { lines, question } = team
  const { weights } = question
  const division = programmeOf(team, scoreAlone)
  const builder = new ProgrammeBuilder(division.objective)
  const partner = reliabilityPerPartner * weights.reliability + costsOf(team).ofPartner
  const members = Int32Array.from(lines, () => builder.column(-partner, 1))

  const ownerOf = new Map(division.resources.map(({ row, member }) => [row, member]))
  division.rows.forEach(({ terms, limit }, row) => {
    const owner = members[ownerOf.get(row) ?? -1]
    if (owner === undefined) builder.row(terms, limit)
    else builder.row([...terms, [owner, -limit]], 0)
  })
  const quickest = quickestPaces(division.rows, division.resources)
  team.routes.forEach((route, at) => {
    const [share, pace, member] = [division.share[at], division.pace[at], members[route.member]]
    if (share === undefined || pace === undefined || member === undefined) return
    const perUnit = perUnitOf(team, route)
    builder.row(
      [
        [share, 1],
        [member, -perUnit],
      ],
      0,
    )
    const lender = members[route.loan?.lender ?? -1]
    if (lender !== undefined)
      builder.row(
        [
          [share, 1],
          [lender, -perUnit],
        ],
        0,
      )
    const enough = paceEnough(team, at, perUnit)
    if (enough < (quickest.get(pace) ?? Infinity))
      builder.row(
        [
          [pace, 1],
          [member, -enough],
        ],
        0,
      )
  })
  addParts(team, builder, members, division)
  addManufacturer(team, builder, members, division)
  const counts = addCounts(team, builder, members, most, resilient)
  return { programme: builder.programme(members), constant: constantOf(team), members, counts }
}

/** What any partnership scores, before what its work and its members add. */
function constantOf(team: Team): number {
  const { question, chain } = team
  const { weights } = question
  const perPartner = costsOf(team).ofPartner
  // A partnership has one partner less to follow than it has.
  const ofFirst = (perPartner * centsPerFurtherPartner) / (centsPerFurtherPartner + centsPerTrip)
  return (
    weights['know-how'] * elsewhere.knowHow +
    weights.proximity * elsewhere.proximity +
    weights.jobs * elsewhere.jobs +
    weights.reliability * (reliabilityOfWork * elsewhere.reliability + reliabilityPerPartner * mostPartners) +
    weights.sustainability * sustainabilityOf(question, chain.item) +
    (perPartner === 0 ? 0 : weights.cost * costScale.full + ofFirst)
  )
}

/** The most that each pace can be by the hours of its firm alone. */
function quickestPaces(
  rows: TeamProgramme['rows'],
  resources: TeamProgramme['resources'],
): Map<number, number> {
  const quickest = new Map<number, number>()
  for (const { row } of resources) {
    const { terms = [], limit = 0 } = rows[row] ?? {}
    for (const [pace, coefficient] of terms) {
      quickest.set(pace, Math.min(quickest.get(pace) ?? Infinity, limit / coefficient))
    }
  }
  return quickest
}

/** The pace at which a route does all that is asked, by every date: faster is no use. */
function paceEnough(team: Team, at: number, perUnit: number): number {
  const route = team.routes[at]
  const { checkpoints, lastDue } = team.question
  if (route === undefined) return Infinity
  let enough = 0
  for (const { day, required } of [...checkpoints, { day: lastDue, required: 1 }]) {
    const weeks = weeksBy(route, day)
    if (weeks > 0) enough = Math.max(enough, (perUnit * required) / weeks)
  }
  // A route too late for every date works for what is delivered later.
  return enough === 0 ? Infinity : enough
}

/** A member has its part of what is made: `part ≥ least × (made + member − 1)`. */
function addParts(
  team: Team,
  builder: ProgrammeBuilder,
  members: Int32Array,
  { parts, made }: TeamProgramme,
): void {
  const whole = wholeOf(team, made)
  members.forEach((member, at) => {
    const part = parts[at]
    if (part === undefined || whole === undefined) return
    builder.row(
      [
        [part, -1],
        [whole, leastPart],
        [member, leastPart],
      ],
      leastPart,
    )
  })
}

function wholeOf(team: Team, made: TeamProgramme['made']): number | undefined {
  const recipe = productRecipe(team)
  return recipe === undefined ? undefined : made.get(recipe)
}

/** One member is the manufacturer in law: its proofs count, and nothing is delivered before it may sell. */
function addManufacturer(
  team: Team,
  builder: ProgrammeBuilder,
  members: Int32Array,
  { share, delivered, made }: TeamProgramme,
): void {
  const { chain, lines, question } = team
  const stacks = bestStacks(team)
  const making = lines.map((): Term[] => [])
  team.routes.forEach((route, at) => {
    const own = share[at]
    if (own !== undefined && isMaking(team, route)) making[route.member]?.push([own, -1])
  })
  // Where services could do all the making, whoever leads is the manufacturer.
  const isSomeonesWork = chain.operations.some(
    operation =>
      !isServed(team)(operation) && team.routesOf[operation.number]?.every(route => isMaking(team, route)),
  )
  const whole = wholeOf(team, made)
  const columns: { column: number; lawful: number }[] = []
  for (const [at, line] of lines.entries()) {
    const [member, ownMaking] = [members[at], making[at] ?? []]
    if (member === undefined || (isSomeonesWork && ownMaking.length === 0)) continue
    const start = prototypeStart(question, chain, line)
    const { value, lawful } = standing(question, chain.item, line.firm, stacks, start)
    const column = builder.column(question.weights.compliance * value, 1)
    builder.row(
      [
        [column, 1],
        [member, -1],
      ],
      0,
    )
    if (isSomeonesWork && whole !== undefined)
      builder.row([...ownMaking, [whole, leastPart], [column, leastPart]], leastPart)
    columns.push({ column, lawful })
  }
  builder.row(
    columns.map(({ column }): Term => [column, 1]),
    1,
  )
  question.checkpoints.forEach(({ day }, at) => {
    const ready = delivered[at]
    if (ready === undefined) return
    const lawful = columns.filter(each => each.lawful <= day)
    builder.row([[ready, 1], ...lawful.map(({ column }): Term => [column, -1])], 0)
  })
}

/** An operation that asks for no maker among the members: it is no part of the product, or a service does it. */
const isServed =
  ({ standOf }: Team) =>
  ({ node, number }: ChainOperation) =>
    node !== 0 || standOf[number] !== undefined

/** The stacks of layers of the product, each with every firm that could make it, or bought already tested. */
function bestStacks({ chain, lines, recipes }: Team): Stack[] {
  const root = recipes.filter(({ node }) => node === 0)
  const bought = root.flatMap(recipe => recipe.bought.filter(({ item }) => isStack(item)))
  const made = root.flatMap(recipe => recipe.made.flatMap(({ node }) => chain.nodes[node] ?? []))
  const makers = (node: number) =>
    lines.filter(({ routes }) => routes.some(({ operation }) => chain.operations[operation]?.node === node))
  return [
    ...bought.map(({ item }) => ({ item, makers: [] })),
    ...made
      .filter(({ item }) => isStack(item))
      .map(({ item, number, purchase }) => ({
        item,
        makers: purchase === null ? makers(number).map(({ firm }) => firm.firm) : [],
      })),
  ]
}

/** Everybody counts once; an operation of the product that is no service has somebody, or two. */
function addCounts(
  team: Team,
  builder: ProgrammeBuilder,
  members: Int32Array,
  most: number,
  resilient: boolean,
): Membership['counts'] {
  const count = (lines: number[], least: number) => ({
    row: builder.row(
      lines.flatMap((at): Term[] => (members[at] === undefined ? [] : [[members[at], 1]])),
      most,
      least,
    ),
    lines,
  })
  const canDo = (operation: number) =>
    team.lines.flatMap(({ states }, at) => (states[operation] === 'missing' ? [] : [at]))
  return [
    count([...team.lines.keys()], 1),
    ...team.recipes.flatMap(({ operations }) =>
      operations.flatMap(operation => {
        const lines = canDo(operation.number)
        const least = isServed(team)(operation) ? 0 : resilient ? 2 : 1
        return lines.length > 1 || least > 0 ? [count(lines, least)] : []
      }),
    ),
  ]
}
