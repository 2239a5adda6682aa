/** Writes an outcome as the partnership that readers get: plain values, ids and dates. */
import { criteriaOf } from './criteria/criteria.ts'
import { dateOf, mondayOf } from './dates.ts'
import { efficiency, horizonWeeks } from './defaults.ts'
import { assumedIn, type Line } from './line.ts'
import type { Assignment, BoughtItem, Effort, Member, OperationRef, Partnership, Transport } from './match.ts'
import { lastDelivery, type Outcome, required } from './outcome.ts'
import { compare } from './reference.ts'
import { weightedMean } from './score.ts'
import { trips } from './transport.ts'
import type { ChainOperation } from './unfold.ts'
import type { Worked } from './work.ts'
import { keuro } from './estimate.ts'

export function partnershipOf(outcome: Outcome): Partnership {
  const { team, work } = outcome
  const { question, chain } = team
  const criteria = criteriaOf(outcome, question.weights)
  const { quantity } = question.need
  const last = lastDelivery(outcome)
  return {
    key: keyOf(team.lines),
    item: chain.item.id,
    recipe: chain.recipe.recipe.id,
    members: members(outcome),
    lead: firmAt(outcome, outcome.lead),
    manufacturer: firmAt(outcome, outcome.manufacturer),
    assignments: assignments(outcome, last),
    missing: work.missing.map(operation => ({
      ...refOf(operation),
      processes: operation.reference.operation.methods.map(({ process }) => process),
    })),
    bought: bought(outcome),
    boughtServices: work.services.map(({ operation }) => ({
      ...refOf(operation),
      process: operation.reference.service?.process ?? '',
    })),
    transports: transports(outcome),
    deliveries: question.dues.map(({ date, cumulated }, at) => ({
      due: date,
      required: cumulated,
      delivered: Math.floor((outcome.delivered[at] ?? 0) * quantity + 1e-6),
    })),
    firstDelivery: outcome.first === null ? null : dateOf(Math.ceil(outcome.first - 1e-9)),
    lastDelivery: last === null ? null : dateOf(Math.ceil(last - 1e-9)),
    effort: {
      days: Math.max(0, ...work.worked.map(({ route }) => route.line.route.effort.days)),
      keuro: keuro(outcome),
      trainingDays: Math.max(0, ...work.worked.map(({ route }) => route.line.route.effort.trainingDays)),
    },
    feasible: isFeasible(outcome),
    score: weightedMean(criteria),
    criteria,
  }
}

/** Whole quantity, on time, all operations that have to be made covered, norms within reach. */
export function isFeasible({ team, work, delivered }: Outcome): boolean {
  return (
    work.missing.length === 0 && delivered.every((share, at) => share >= required(team.question, at) - 1e-9)
  )
}

/** The same firms are the same partnership. */
export function keyOf(lines: Line[]): string {
  return lines
    .map(({ firm }) => firm.firm.id)
    .sort(compare)
    .join('+')
}

function firmAt({ team }: Outcome, member: number): string {
  return team.lines[member]?.firm.firm.id ?? ''
}

function refOf({ reference }: ChainOperation): OperationRef {
  return { item: reference.item.id, recipe: reference.recipe.id, operation: reference.operation.id }
}

function members(outcome: Outcome): Member[] {
  const { team, work } = outcome
  const { processes } = team.question.reference
  return team.lines.map(({ firm }, member) => {
    const own = work.worked.filter(({ route }) => route.member === member || route.loan?.lender === member)
    const tests = own.every(({ route }) => processes.get(route.line.route.process)?.stage === 'test')
    const supplies = own.every(({ operation }) => operation.node !== 0)
    return { firm: firm.firm.id, role: tests ? 'laboratory' : supplies ? 'supplier' : 'partner' }
  })
}

/** One line a site, operation, process and way of doing it, in the order of the chain from the product down. */
function assignments(outcome: Outcome, last: number | null): Assignment[] {
  const groups = new Map<string, Worked[]>()
  for (const worked of outcome.work.worked) {
    const { member, line } = worked.route
    const { site, process, reorientations } = line.route
    const steps = reorientations.map(({ id }) => id).join('+')
    const key = [member, site, worked.operation.number, process, steps, worked.route.loan?.lender].join('|')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [worked])
    else group.push(worked)
  }
  return [...groups.values()]
    .sort(([a], [b]) => (a?.operation.number ?? 0) - (b?.operation.number ?? 0))
    .flatMap(group => assignment(outcome, group, last) ?? [])
}

function assignment(outcome: Outcome, group: Worked[], last: number | null): Assignment | null {
  const [first] = group
  if (first === undefined) return null
  const { member, line, loan } = first.route
  const { route } = line
  const compiled = outcome.team.lines[member]?.firm
  return {
    ...refOf(first.operation),
    firm: compiled?.firm.id ?? '',
    peopleFrom: loan === null ? null : firmAt(outcome, loan.lender),
    site: compiled?.sites[route.site]?.site.id ?? '',
    process: route.process,
    mode: route.mode,
    reorientations: route.reorientations.map(({ id }) => id),
    effort: effortOf(first),
    share: Math.min(1, sum(group.map(({ share }) => share))),
    quantity: sum(group.map(({ units }) => units)),
    ...weeklyRate(group),
    ...workWeeks(outcome, group, last),
    ...assumedOf(group),
  }
}

function assumedOf(group: Worked[]): Pick<Assignment, 'assumed'> {
  const routes = group.map(({ route }) => route.line.route)
  const assumed = assumedIn(
    routes.map(({ machine }) => machine),
    routes.flatMap(({ pools }) => pools),
  )
  return assumed === null ? {} : { assumed }
}

const effortOf = ({ route }: Worked): Effort => ({ ...route.line.route.effort })

/** Full weekly rate of the machines and people of an assignment, on nothing else: the lower of both. */
function weeklyRate(group: Worked[]): Pick<Assignment, 'weeklyUnits' | 'limitedBy'> {
  const minutes = 60 * efficiency
  let machines = 0
  const pools = new Map<number, number>()
  let labour = Infinity
  for (const { route } of group) {
    const { line } = route
    machines += line.machineMinutes === 0 ? Infinity : (line.machineHours * minutes) / line.machineMinutes
    for (const pool of line.route.pools) pools.set(pool.number, pool.hours)
    labour = Math.min(labour, line.labourMinutes)
  }
  const people = labour === 0 ? Infinity : (sum([...pools.values()]) * minutes) / labour
  const rate = Math.min(machines, people)
  return {
    weeklyUnits: Number.isFinite(rate) ? Math.floor(rate) : 0,
    limitedBy: people <= machines ? 'people' : 'machines',
  }
}

/** Mondays of the first and last week of work: to the last delivery, or the last due date, less the way to it. */
function workWeeks({ team }: Outcome, group: Worked[], last: number | null): { from: string; to: string } {
  const { today, lastDue } = team.question
  const horizon = today + 7 * horizonWeeks
  const earliest = Math.min(horizon, ...group.map(({ route }) => route.earliest))
  const end = (last ?? lastDue) - Math.min(...group.map(({ route }) => route.tail))
  return {
    from: dateOf(mondayOf(earliest)),
    to: dateOf(mondayOf(Math.min(horizon, Math.max(earliest, end)))),
  }
}

function bought({ work }: Outcome): BoughtItem[] {
  return [...work.bought]
    .map(([item, quantity]) => ({
      item: item.id,
      quantity,
      leadDays: item.outside?.leadDays.value ?? 0,
      dependence: item.outside?.dependence ?? 'high',
    }))
    .sort((a, b) => compare(a.item, b.item))
}

function transports(outcome: Outcome): Transport[] {
  const merged = new Map<string, Transport>()
  for (const trip of trips(outcome.team, outcome.work.worked)) {
    const from = firmAt(outcome, trip.from.member)
    const to = trip.to === null ? null : firmAt(outcome, trip.to.member)
    const sites = [trip.from.member, trip.from.site, trip.to?.member, trip.to?.site]
    const key = [...sites, trip.item.id].join('|')
    if (!merged.has(key)) {
      merged.set(key, { from, to, item: trip.item.id, kilometres: Math.round(trip.kilometres) })
    }
  }
  return [...merged.values()]
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
