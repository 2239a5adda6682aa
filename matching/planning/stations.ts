/** How the supply of a plan is put together: each station and agreed line with its craft and its move. */
import type { Route } from '../capability.ts'
import { type CompiledFirm, type CompiledSite, groupKey } from '../firm.ts'
import type { Ahead, DaysSince } from './agreed.ts'
import type { Step } from './articles.ts'
import type { Calendar } from './calendar.ts'
import { machineHours } from './hours.ts'
import type { Craft, Line, Move, Station, Supply } from './supply.ts'

/** Minutes are for one good unit; of machines by their own pace, and by the catalogue's. */
export type Way = {
  step: Step
  route: Route
  machineMinutes: number
  labourMinutes: number
  standard: number
  refused: readonly number[]
}

/** What is known while stations are found: crafts of all firms and moves, by what they are. */
export interface Known {
  crafts: Map<string, Craft>
  moves: Map<string, Move>
}

export interface Workplace {
  firm: CompiledFirm
  number: number
  since: DaysSince
}

/** Calendar days since what a route comes after has begun; null where it has not. */
export const sinceOf = ({ firm, since }: Workplace, { site, reorientations }: Route): number | null =>
  reorientations.length === 0
    ? null
    : since(
        firm.firm.id,
        firm.sites[site]?.site.id ?? '',
        reorientations.map(({ id }) => id),
      )

/** First week of work, and the one from which it comes up to its rate. */
function weeksOf(at: Workplace, route: Route, calendar: Calendar): { first: number; ready: number } {
  const since = sinceOf(at, route)
  const first = calendar.weekAfter(
    since === null ? route.startDays : Math.max(at.firm.preparation, route.effort.days - since),
  )
  return { first, ready: since === null ? first : calendar.weekAfter(route.effort.days - since) }
}

/** Minutes for one good unit. */
export function minutesOf(step: Step, route: Route) {
  const { begun } = step.operation
  return {
    machineMinutes: route.machineMinutes * begun,
    labourMinutes: route.labourMinutes * begun,
    standard: route.machine === null ? 0 : standardMinutes(step, route) * begun,
  }
}

function standardMinutes({ operation }: Step, { process }: Route): number {
  const method = operation.operation.methods.find(each => each.process === process)
  if (method === undefined) throw new RangeError(`${operation.operation.id} is not done by ${process}`)
  return method.machineMinutes.value
}

export const moveKey = ({ site, reorientations }: Route) =>
  `${site}|${reorientations.map(({ id }) => id).join('+')}`

/** Null where it comes too late for the plan. The craft and the move are made where they are new. */
export function stationOf(
  supply: Supply,
  known: Known,
  at: Workplace,
  ways: [Way, ...Way[]],
  calendar: Calendar,
): Station | null {
  const { route } = ways[0]
  const { first, ready } = weeksOf(at, route, calendar)
  const site = at.firm.sites[route.site]
  if (first >= calendar.weeks || site === undefined) return null
  const number = supply.stations.length
  const craft = craftOf(supply, known, ways)
  craft.stations.push(number)
  const move = moveOf(supply, known, at, site, route)
  move?.stations.push(number)
  return {
    number,
    firm: at.number,
    site,
    craft: craft.number,
    machine: route.machine,
    pools: route.pools,
    reorientations: route.reorientations.map(({ id }) => id),
    pace: paceOf(ways),
    first,
    ready,
    rampUp: route.rampUp,
    move: move?.number ?? null,
  }
}

/** Standard minutes done in a minute of its machines: one pace for all its ways. */
function paceOf(ways: Way[]): number {
  const timed = ways.find(({ machineMinutes }) => machineMinutes > 0)
  return timed === undefined ? 1 : timed.standard / timed.machineMinutes
}

function craftOf({ crafts }: Supply, known: Known, ways: [Way, ...Way[]]): Craft {
  const pace = paceOf(ways)
  const steps = ways.map(({ step, route, machineMinutes, labourMinutes, refused }) => ({
    step,
    process: route.process,
    machineMinutes: machineMinutes * pace,
    labourMinutes,
    refused,
  }))
  const key = steps
    .map(({ step, process, machineMinutes, labourMinutes, refused }) =>
      [
        step.number,
        process,
        machineMinutes.toPrecision(9),
        labourMinutes.toPrecision(9),
        refused.toSorted((a, b) => a - b).join('+'),
      ].join(':'),
    )
    .join(',')
  const seen = known.crafts.get(key)
  if (seen !== undefined) return seen
  const craft = { number: crafts.length, steps, stations: [] }
  crafts.push(craft)
  known.crafts.set(key, craft)
  return craft
}

/**
 * Adds the agreed lines of a firm, each on the machines of its type: where they are of several groups, on the first as long
 * as there are hours, then on the next. Those that can be on few of them go first.
 */
export function addLines(
  supply: Supply,
  known: Known,
  at: Workplace,
  agreed: readonly { ahead: Ahead; routes: readonly Route[] }[],
  calendar: Calendar,
): void {
  const taken = new Map<string, number>()
  for (const { ahead, routes } of agreed.toSorted((a, b) => a.routes.length - b.routes.length)) {
    let left = ahead.line.units
    routes.forEach((route, place) => {
      const line = lineOf(supply, known, at, ahead, route, calendar)
      const { machine, site, week, machineMinutes } = line
      const key = machine === null ? '' : [site.number, groupKey(machine), week].join('|')
      const free = machine === null ? 0 : (machineHours(at.firm, site, machine, calendar)[week] ?? 0)
      const fits = machineMinutes > 0 ? (free - (taken.get(key) ?? 0)) / machineMinutes : Infinity
      const units = place === routes.length - 1 ? left : Math.max(0, Math.min(left, fits))
      if (units === 0) return
      taken.set(key, (taken.get(key) ?? 0) + units * machineMinutes)
      left -= units
      supply.lines.push({ ...line, units })
    })
  }
}

function lineOf(
  supply: Supply,
  known: Known,
  at: Workplace,
  { line, step, week }: Ahead,
  route: Route,
  calendar: Calendar,
): Line {
  const site = at.firm.sites[route.site]
  if (site === undefined) throw new RangeError(`No site ${route.site} of ${line.firm}`)
  const { machineMinutes, labourMinutes, standard } = minutesOf(step, route)
  return {
    number: supply.lines.length,
    id: line.id,
    firm: at.number,
    site,
    step,
    process: route.process,
    machine: route.machine,
    pools: route.pools,
    reorientations: route.reorientations.map(({ id }) => id),
    first: weeksOf(at, route, calendar).first,
    move: moveOf(supply, known, at, site, route)?.number ?? null,
    machineMinutes,
    standardMinutes: standard,
    labourMinutes,
    week,
    units: line.units,
  }
}

function moveOf(
  { moves }: Supply,
  known: Known,
  at: Workplace,
  site: CompiledSite,
  route: Route,
): Move | null {
  if (route.mode === 'direct') return null
  const key = `${at.number}|${moveKey(route)}`
  const seen = known.moves.get(key)
  if (seen !== undefined) return seen
  const reorientations = route.reorientations.map(({ id }) => id)
  const move = {
    number: moves.length,
    firm: at.number,
    site,
    reorientations,
    effort: route.effort,
    isUnderWay: sinceOf(at, route) !== null,
    stations: [],
  }
  moves.push(move)
  known.moves.set(key, move)
  return move
}
