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
import { type Agreements, type DaysSince, type RefusedWeeks, routesOf } from './agreed.ts'
import type { Article, Step } from './articles.ts'
import type { Calendar } from './calendar.ts'
import { type Hours, hoursOf } from './hours.ts'
import type { Lapsed } from './region.ts'
import {
  addLines,
  type Known,
  minutesOf,
  moveKey,
  sinceOf,
  stationOf,
  type Way,
  type Workplace,
} from './stations.ts'

/** What stations that are alike do: steps with minutes of machines and of people for one good unit. */
export interface Craft {
  number: number
  /**
   * Machines by the catalogue's standard minutes, which each station takes at its own pace; 0 where the work is by hand.
   * `refused`: weeks in which nobody of the craft wants it.
   */
  steps: {
    step: Step
    process: string
    machineMinutes: number
    labourMinutes: number
    refused: readonly number[]
  }[]
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
  /** First week in which it works. */
  first: number
  /** From this week on it reaches these shares of its rate; all of it once they end. */
  ready: number
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
  isUnderWay: boolean
  stations: number[]
}

/** An agreed line as its firm does it today. Minutes are for one good unit. */
export interface Line {
  number: number
  id: string
  firm: number
  site: CompiledSite
  step: Step
  process: string
  machine: MachineGroup | null
  pools: Pool[]
  reorientations: string[]
  /** First week in which it could begin if its reorientation were decided on now. */
  first: number
  move: number | null
  /** By the machine's own pace, and by the catalogue's. */
  machineMinutes: number
  standardMinutes: number
  labourMinutes: number
  week: number
  units: number
}

export interface Supply {
  firms: CompiledFirm[]
  crafts: Craft[]
  stations: Station[]
  moves: Move[]
  hours: Hours[]
  lines: Line[]
  lapsed: Lapsed[]
}

/** Everything that firms could do of the articles, in the order of firms and articles. */
export function supplyOf(
  reference: Reference,
  firms: readonly CompiledFirm['firm'][],
  articles: readonly Article[],
  calendar: Calendar,
  {
    ahead,
    lapsed,
    refused,
    since,
  }: Pick<Agreements, 'ahead' | 'lapsed'> & { refused: RefusedWeeks; since: DaysSince },
): Supply {
  const supply: Supply = {
    firms: [],
    crafts: [],
    stations: [],
    moves: [],
    hours: [],
    lines: [],
    lapsed: [...lapsed],
  }
  const known: Known = { crafts: new Map(), moves: new Map() }
  firms.forEach((profile, number) => {
    const firm = compileFirm(profile, reference)
    supply.firms.push(firm)
    const at = { firm, number, since }
    const [stations, lines] = [supply.stations.length, supply.lines.length]
    for (const ways of grouped(waysOf(reference, at, articles, refused), stationKey).values()) {
      const station = stationOf(supply, known, at, ways, calendar)
      if (station !== null) supply.stations.push(station)
    }
    const agreed = (ahead.get(profile.id) ?? []).map(each => {
      const isRefused = refused(profile.id, each.step)?.includes(each.week) ?? true
      const routes = isRefused ? [] : routesOf(reference, firm, each)
      if (routes.length === 0)
        supply.lapsed.push({ id: each.line.id, why: isRefused ? 'refused' : 'cannot-do', kept: 0 })
      return { ahead: each, routes }
    })
    addLines(supply, known, at, agreed, calendar)
    supply.hours.push(...hoursOf(supply.stations.slice(stations), supply.lines.slice(lines), at, calendar))
  })
  return supply
}

/** Every way of a firm through the steps; on each site as it stands or else by the reorientation that is done first. */
function waysOf(
  reference: Reference,
  at: Workplace,
  articles: readonly Article[],
  refusedWeeks: RefusedWeeks,
): Way[] {
  const { firm } = at
  return articles.flatMap(({ item, steps }) => {
    if (isUnwilling(firm.firm, item)) return []
    return steps.flatMap(step => {
      const refused = refusedWeeks(firm.firm.id, step)
      if (refused === null) return []
      const bySite = grouped(capability(reference, firm, step.operation).routes, ({ site }) => site)
      return [...bySite.values()]
        .flatMap(routes => usefulRoutes(at, routes))
        .map((route): Way => ({
          step,
          route,
          ...minutesOf(step, route),
          refused,
        }))
    })
  })
}

function usefulRoutes(at: Workplace, routes: Route[]): Route[] {
  const direct = routes.filter(({ mode }) => mode === 'direct')
  if (direct.length > 0) return direct
  const begun = routes.filter(route => sinceOf(at, route) !== null)
  if (begun.length > 0) return begun.slice(0, 1)
  const byEffort = (a: Route, b: Route) => a.startDays - b.startDays || a.effort.keuro - b.effort.keuro
  return routes.toSorted(byEffort).slice(0, 1)
}

function stationKey({ route }: Way): string {
  const { site, machine, pools } = route
  const machines =
    machine === null ? '' : `${machine.type}${JSON.stringify(machine.attributes)}${machine.assumedFor}`
  return [site, machines, pools.map(({ number }) => number).join('.'), moveKey(route), route.startDays].join(
    '|',
  )
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
