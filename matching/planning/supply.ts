/**
 * Who can do what of a plan. A firm works at stations: its machines of one type with those who run them, or its hands. What
 * stations of one craft do takes the same minutes, so that a plan need not tell them apart until its work is shared out.
 */
import { capability, type Route } from '../capability.ts'
import {
  type CompiledFirm,
  compileFirm,
  type CompiledSite,
  isUnwilling,
  type MachineGroup,
  type Pool,
} from '../firm.ts'
import type { Effort } from '../match.ts'
import type { Reference } from '../reference.ts'
import type { Article, Step } from './articles.ts'
import type { Calendar } from './calendar.ts'
import { type Hours, hoursOf } from './hours.ts'

/** What stations that are alike do: steps with minutes of machines and of people for one good unit. */
export interface Craft {
  number: number
  /** Machines by the catalogue's standard minutes, which each station takes at its own pace; 0 where the work is by hand. */
  steps: { step: Step; process: string; machineMinutes: number; labourMinutes: number }[]
  /** Numbers of its stations. */
  stations: number[]
}

export interface Station {
  number: number
  firm: number
  site: CompiledSite
  craft: number
  /** Machine of the routes; null for hands. */
  machine: MachineGroup | null
  pools: Pool[]
  /** Catalogue reorientations it comes after, in their order. */
  reorientations: string[]
  /** Standard minutes done in one of its machine's minutes. */
  pace: number
  /** First week in which it works, from when on it reaches these shares of its rate; all of it once they end. */
  first: number
  rampUp: number[]
  /** The move it comes after; null where it stands as it is. */
  move: number | null
}

/** Reorientations of the machines or people of a site: decided together, paid once. */
export interface Move {
  number: number
  firm: number
  site: CompiledSite
  reorientations: string[]
  effort: Effort
  stations: number[]
}

export interface Supply {
  firms: CompiledFirm[]
  crafts: Craft[]
  stations: Station[]
  moves: Move[]
  hours: Hours[]
}

/** Minutes are for one good unit; of machines by their own pace, and by the catalogue's. */
type Way = { step: Step; route: Route; machineMinutes: number; labourMinutes: number; standard: number }

/** What is known while stations are found: crafts of all firms and moves, by what they are. */
interface Known {
  crafts: Map<string, Craft>
  moves: Map<string, Move>
}

interface Workplace {
  firm: CompiledFirm
  number: number
}

/** Everything that firms could do of the articles, in the order of firms and articles. */
export function supplyOf(
  reference: Reference,
  firms: readonly CompiledFirm['firm'][],
  articles: readonly Article[],
  calendar: Calendar,
): Supply {
  const supply: Supply = { firms: [], crafts: [], stations: [], moves: [], hours: [] }
  const known: Known = { crafts: new Map(), moves: new Map() }
  firms.forEach((profile, number) => {
    const firm = compileFirm(profile, reference)
    supply.firms.push(firm)
    const begun = supply.stations.length
    for (const ways of grouped(waysOf(reference, firm, articles), stationKey).values()) {
      const station = stationOf(supply, known, { firm, number }, ways, calendar)
      if (station !== null) supply.stations.push(station)
    }
    supply.hours.push(...hoursOf(supply.stations.slice(begun), firm, calendar))
  })
  return supply
}

/** Every way of a firm through the steps; on each site as it stands or else by the reorientation that is done first. */
function waysOf(reference: Reference, firm: CompiledFirm, articles: readonly Article[]): Way[] {
  return articles.flatMap(({ item, steps }) => {
    if (isUnwilling(firm.firm, item)) return []
    return steps.flatMap(step => {
      const { begun } = step.operation
      const bySite = grouped(capability(reference, firm, step.operation).routes, ({ site }) => site)
      return [...bySite.values()].flatMap(usefulRoutes).map((route): Way => ({
        step,
        route,
        machineMinutes: route.machineMinutes * begun,
        labourMinutes: route.labourMinutes * begun,
        standard: route.machine === null ? 0 : standardMinutes(step, route) * begun,
      }))
    })
  })
}

function standardMinutes({ operation }: Step, { process }: Route): number {
  const method = operation.operation.methods.find(each => each.process === process)
  if (method === undefined) throw new RangeError(`${operation.operation.id} is not done by ${process}`)
  return method.machineMinutes.value
}

function usefulRoutes(routes: Route[]): Route[] {
  const direct = routes.filter(({ mode }) => mode === 'direct')
  if (direct.length > 0) return direct
  const byEffort = (a: Route, b: Route) => a.startDays - b.startDays || a.effort.keuro - b.effort.keuro
  return routes.toSorted(byEffort).slice(0, 1)
}

const moveKey = ({ site, reorientations }: Route) => `${site}|${reorientations.map(({ id }) => id).join('+')}`

function stationKey({ route }: Way): string {
  const { site, machine, pools } = route
  const machines =
    machine === null ? '' : `${machine.type}${JSON.stringify(machine.attributes)}${machine.assumedFor}`
  return [site, machines, pools.map(({ number }) => number).join('.'), moveKey(route), route.startDays].join(
    '|',
  )
}

/** Null where it comes too late for the plan. The craft and the move are made where they are new. */
function stationOf(
  supply: Supply,
  known: Known,
  at: Workplace,
  ways: [Way, ...Way[]],
  calendar: Calendar,
): Station | null {
  const { route } = ways[0]
  const first = calendar.weekAfter(route.startDays)
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
  const steps = ways.map(({ step, route, machineMinutes, labourMinutes }) => ({
    step,
    process: route.process,
    machineMinutes: machineMinutes * pace,
    labourMinutes,
  }))
  const key = steps
    .map(({ step, process, machineMinutes, labourMinutes }) =>
      [step.number, process, machineMinutes.toPrecision(9), labourMinutes.toPrecision(9)].join(':'),
    )
    .join(',')
  const seen = known.crafts.get(key)
  if (seen !== undefined) return seen
  const craft = { number: crafts.length, steps, stations: [] }
  crafts.push(craft)
  known.crafts.set(key, craft)
  return craft
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
    stations: [],
  }
  moves.push(move)
  known.moves.set(key, move)
  return move
}

function grouped<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): Map<Key, [Value, ...Value[]]> {
  const groups = new Map<Key, [Value, ...Value[]]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
