/** What a team achieves for a need: who does what, when it delivers, under whose name. Null where a member has no part. */
import { horizonWeeks } from './defaults.ts'
import { isStack, standing, type Stack, type Standing } from './compliance.ts'
import { estimate, type Estimate } from './estimate.ts'
import type { Line } from './line.ts'
import type { Question } from './question.ts'
import { gather, lastOperations, type Team, type TeamRoute } from './team.ts'
import { throughput, type Throughput } from './throughput.ts'
import { trips, type Trip } from './transport.ts'
import type { Chain } from './unfold.ts'
import { divide, type Work } from './work.ts'

export interface Outcome {
  team: Team
  /** The solution the shares come from, and how much of the quantity is ready by each due date, in [0, 1]. */
  throughput: Throughput
  ready: number[]
  /** Routes that the shares are about: what the weekly rate is made of. */
  only: ReadonlySet<TeamRoute>
  work: Work
  trips: Trip[]
  /** Positions of the members that lead and that are the manufacturer in law. */
  lead: number
  manufacturer: number
  standing: Standing
  /**
   * Days of the first and last delivery, whatever the due date; null where nothing can be delivered, and the last one
   * where the whole quantity takes longer than is followed.
   */
  first: number | null
  last: number | null
  /** Share of the whole quantity delivered by each due date, in [0, 1]. */
  delivered: number[]
  estimate: Estimate
}

/** Stages that do not make a model one's own. */
const serving = new Set(['test', 'pack', 'care'])

export function outcome(question: Question, chain: Chain, lines: Line[], incomplete = false): Outcome | null {
  const solved = solve(question, chain, lines, incomplete)
  if (solved === null) return null
  const { team, ready, only } = solved
  const inTime = (ready.at(-1) ?? 0) > 0
  const shares = inTime ? solved.throughput : throughput(team, 'full-week', { only })
  const work = divide(team, shares)
  if (lines.some((_, member) => !work.worked.some(({ route }) => route.member === member))) return null

  const { manufacturer, lead, judged } = responsible(team, work)
  const start = firstOutput(team)
  const complete = work.missing.every(({ recipe }) => chain.nodes[recipe.node]?.purchase !== null)
  const possible = complete && judged.claimServed && Number.isFinite(start) && Number.isFinite(judged.lawful)
  const last = possible ? lastDelivery(solved, start, judged.lawful) : null
  const anything = possible && (last !== null || (ready.at(-1) ?? 0) > 0)
  const first = anything ? Math.max(start, judged.lawful) : null
  const travelled = trips(team, work.worked)
  return {
    team,
    throughput: shares,
    ready,
    only,
    work,
    trips: travelled,
    lead,
    manufacturer,
    standing: judged,
    first,
    last,
    delivered: question.dues.map(({ day }, at) => (possible && judged.lawful <= day ? (ready[at] ?? 0) : 0)),
    estimate: estimate(team, work, travelled, first === null || last === null ? null : (last - first) / 7),
  }
}

/**
 * Reorientation is used only where direct work does not deliver everything in time, or leaves bought what the buyer
 * wished made in the region.
 */
function solve(question: Question, chain: Chain, lines: Line[], incomplete: boolean): Solved | null {
  const team = gather(question, chain, lines, 'all', incomplete)
  if (team === null) return null
  if (team.routes.some(({ line }) => line.route.mode === 'reoriented')) {
    const direct = gather(question, chain, lines, 'direct')
    if (direct !== null && madeAsAsked(direct) === madeAsAsked(team)) {
      const solved = schedule(direct)
      if (isOnTime(question, solved.ready)) return solved
    }
  }
  return schedule(team)
}

/** Number of the items made that have to be, or that the buyer wished made. */
function madeAsAsked({ chain, recipes }: Team): number {
  return chain.nodes.filter(
    ({ number, why }) => why !== 'sought' && recipes.some(({ node }) => node === number),
  ).length
}

/** Share of the whole quantity asked for by a due date. */
export function required(question: Question, at: number): number {
  return Math.min(1, (question.dues[at]?.cumulated ?? 0) / question.need.quantity)
}

function isOnTime(question: Question, ready: number[]): boolean {
  return ready.every((share, at) => share >= required(question, at) - 1e-9)
}

interface Solved {
  team: Team
  /** Routes that the shares are about. */
  only: ReadonlySet<TeamRoute>
  throughput: Throughput
  ready: number[]
}

/**
 * All hands at once where time presses. Where everything comes in time, only the routes that it takes: those of the firm
 * that does most of the chain first, as it stands before after a change, and these at their full pace.
 */
function schedule(team: Team): Solved {
  const { question } = team
  const { lastDue } = question
  const all = new Set(team.routes)
  const full = throughput(team, { until: lastDue })
  const solved = { team, only: all, throughput: full, ready: readyBy(team, full, all) }
  if (!isOnTime(question, solved.ready)) return solved
  const { work } = throughput(team, { until: lastDue }, { most: 1 })
  const only = new Set(team.routes.filter((_, position) => (work[position] ?? 0) > 1e-9))
  const few = throughput(team, { until: lastDue }, { only })
  return isOnTime(question, readyBy(team, few, only)) ? { ...solved, only, throughput: few } : solved
}

function readyBy(team: Team, final: Throughput, only: ReadonlySet<TeamRoute>): number[] {
  return team.question.dues.map(({ day }) => {
    if (day === team.question.lastDue) return Math.min(1, final.share)
    return final.share === 0 ? 0 : Math.min(1, throughput(team, { until: day }, { only }).share)
  })
}

/** The first day a unit can reach the buyer. */
function firstOutput(team: Team): number {
  let day = Infinity
  for (const { number } of team.chain.nodes[0]?.recipes.flatMap(lastOperations) ?? []) {
    for (const { earliest, tail } of team.routesOf[number] ?? []) day = Math.min(day, earliest + tail)
    const stand = team.standOf[number]
    if (stand !== undefined) day = Math.min(day, stand.earliest + stand.tail - stand.days)
  }
  return day
}

/** By steady work: in proportion before the last due date, at the full weekly rate after it. */
function lastDelivery(
  { team, only, throughput: until }: Solved,
  start: number,
  lawful: number,
): number | null {
  const { lastDue, today } = team.question
  if (until.share >= 1) return Math.max(lawful, start + Math.max(0, lastDue - start) / until.share)
  const weekly = throughput(team, 'full-week', { only }).share
  if (weekly <= 0) return null
  const day = Math.max(lawful, Math.max(lastDue, start) + (7 * (1 - until.share)) / weekly)
  return day > today + 7 * horizonWeeks ? null : day
}

/**
 * The lead is the member that does most work on the product itself. The manufacturer in law is the one, among those who
 * make the product, under whose name it may be sold soonest, with the best proof; the lead among equals.
 */
function responsible(team: Team, work: Work): { lead: number; manufacturer: number; judged: Standing } {
  const { question, chain, lines } = team
  const minutes = lines.map(() => 0)
  const makes = lines.map(() => false)
  const begins = prototypeStart(team)
  for (const { route, operation, units } of work.worked) {
    if (operation.node !== 0) continue
    const { line } = route
    minutes[route.member] = (minutes[route.member] ?? 0) + units * (line.labourMinutes + line.machineMinutes)
    if (isServing(team, line.route.process)) continue
    makes[route.member] = true
  }
  const order = lines
    .map((_, member) => member)
    .sort((a, b) => Number(makes[b]) - Number(makes[a]) || (minutes[b] ?? 0) - (minutes[a] ?? 0) || a - b)
  const lead = order[0] ?? 0
  const makers = order.filter(member => makes[member])
  const stacks = stacksOf(team, work)
  const judge = (member: number): Standing | undefined => {
    const firm = lines[member]?.firm
    return firm === undefined ? undefined : standing(question, chain.item, firm, stacks, begins)
  }
  let best: { manufacturer: number; judged: Standing } | undefined
  for (const manufacturer of makers.length > 0 ? makers : [lead]) {
    const judged = judge(manufacturer)
    if (judged === undefined) continue
    if (best === undefined || judged.lawful < best.judged.lawful) best = { manufacturer, judged }
    else if (judged.lawful === best.judged.lawful && judged.value > best.judged.value)
      best = { manufacturer, judged }
  }
  if (best === undefined) throw new Error('A team has at least one member')
  return { lead, ...best }
}

/** Days until each operation of the product can be done by somebody: then a prototype can be made for the tests. */
function prototypeStart(team: Team): number {
  const own = team.recipes.flatMap(({ node, operations }) => (node === 0 ? operations : []))
  return Math.max(
    0,
    ...own.flatMap(({ number }) => {
      const routes = (team.routesOf[number] ?? []).filter(({ line }) => !isServing(team, line.route.process))
      return routes.length === 0 ? [] : [Math.min(...routes.map(({ line }) => line.route.startDays))]
    }),
  )
}

function isServing(team: Team, process: string): boolean {
  const stage = team.question.reference.processes.get(process)?.stage
  return stage !== undefined && serving.has(stage)
}

/** The complexes that the recipe of the product takes, each with those of the team who make it. */
function stacksOf(team: Team, work: Work): Stack[] {
  const root = team.recipes.filter(({ node }) => node === 0)
  const bought = root.flatMap(recipe => recipe.bought.filter(({ item }) => isStack(item)))
  const made = root.flatMap(recipe => recipe.made.map(({ node }) => team.chain.nodes[node]))
  return [
    ...bought.map(({ item }) => ({ item, makers: [] })),
    ...made.flatMap(node => {
      if (node === undefined || !isStack(node.item)) return []
      const makers = new Set(
        work.worked
          .filter(({ operation }) => operation.node === node.number)
          .map(({ route }) => route.member),
      )
      return [{ item: node.item, makers: [...makers].flatMap(member => team.lines[member]?.firm.firm ?? []) }]
    }),
  ]
}
