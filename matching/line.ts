/** What one firm brings to one chain: its routes for every operation it can do, and the resources they share. */
import type { Route } from './capability.ts'
import { type Drawn, type FreeWeeks, freeWeeks } from './commitments.ts'
import type { CompiledFirm, MachineGroup, Pool } from './firm.ts'
import type { Assumed, OperationState } from './match.ts'
import { type LinePlan, type PlannedMachines, planOf } from './line-plan.ts'
import { compare, type MachineRule, type Reference } from './reference.ts'
import type { Chain } from './unfold.ts'

export interface LineRoute {
  route: Route
  /** Number of the operation in the chain. */
  operation: number
  /** Minutes for one good unit at the end of the recipe, what is lost on the way included. */
  machineMinutes: number
  labourMinutes: number
  /** Free machine hours a week that this route may use, in hours of its own machine type. */
  machineHours: number
  /** What the ledger of its site leaves of the weeks of its machines and of its people; null where it has taken nothing. */
  free: { machines: FreeWeeks; people: FreeWeeks } | null
}

/** Hours of one resource that several routes draw on: no week can hold more. */
export interface Resource {
  kind: 'machines' | 'people'
  /** Routes of the line that draw on it, by position. */
  routes: readonly number[]
  /** Minutes that a good unit takes, for each of these routes. */
  minutes: readonly number[]
  /** Free hours a week, each with the routes that may use them: hours count from the first of these. */
  parts: { hours: number; routes: readonly number[] }[]
  /** What it is, for the reasons: pools of people, or machine types with their number. */
  pools: Pool[]
  machines: MachineGroup[]
}

export interface Line {
  firm: CompiledFirm
  routes: LineRoute[]
  resources: Resource[]
  /** For each operation of the chain. */
  states: OperationState[]
  /** Routes that a rule of the trade knocked out. */
  ruled: MachineRule[]
}

/** The line of a firm on a chain; it holds no date, and stays true until the profile changes. */
export function lineOf(reference: Reference, firm: CompiledFirm, chain: Chain): Line {
  return lineBy(planOf(reference, firm, chain), firm)
}

/** The line of one of the firms of a plan, with its own numbers and hours. */
export function lineBy({ line: planned, ruled }: LinePlan, firm: CompiledFirm): Line {
  const groupAt = ({ site, place }: PlannedMachines) => {
    const group = firm.sites[site]?.machines[place]
    if (group === undefined) throw new RangeError(`${firm.firm.id} is not equipped as planned`)
    return group
  }
  const hoursOf = (machines: PlannedMachines) => groupAt(machines).hours * machines.pace
  const poolsOf = (site: number, numbers: readonly number[]) => {
    const own = firm.sites[site]?.pools ?? []
    return own.length === numbers.length ? own : numbers.flatMap(number => own[number] ?? [])
  }
  const routes = planned.routes.map((each): LineRoute => {
    const { way, machines } = each
    const [own] = machines
    const { site, process, mode, reorientations, effort, rampUp, machineMinutes, labourMinutes } = way
    // Written out: lines are made by the thousand.
    const route: Route = {
      site,
      process,
      mode,
      reorientations,
      effort,
      startDays: Math.max(firm.preparation, effort.days),
      rampUp,
      machine: own === undefined ? null : groupAt(own),
      pools: poolsOf(site, each.pools),
      machineMinutes,
      labourMinutes,
    }
    let machineHours = 0
    for (const each of machines) machineHours += hoursOf(each)
    return {
      route,
      operation: each.operation,
      machineMinutes: each.machineMinutes,
      labourMinutes: each.labourMinutes,
      machineHours,
      free: null,
    }
  })
  const resources = planned.resources.map((resource): Resource => {
    const { site, machines } = resource
    const pools = poolsOf(site, resource.pools)
    const parts = resource.parts.map((users, at) => {
      const own = machines[at]
      return { hours: own === undefined ? (pools[at]?.hours ?? 0) : hoursOf(own), routes: users }
    })
    const { kind, routes: positions, minutes } = resource
    return { kind, routes: positions, minutes, parts, pools, machines: machines.map(groupAt) }
  })
  setFree(firm, routes, resources)
  return { firm, routes, resources, states: planned.states, ruled }
}

/** The line with some of its routes only; what has none left is missing. */
export function keepRoutes(line: Line, isKept: (route: LineRoute) => boolean): Line {
  const position = new Map<number, number>()
  const routes = line.routes.filter((route, at) => {
    if (!isKept(route)) return false
    position.set(at, position.size)
    return true
  })
  const left = new Set(routes.map(({ operation }) => operation))
  const moved = (positions: readonly number[]) => positions.flatMap(at => position.get(at) ?? [])
  return {
    ...line,
    routes,
    states: line.states.map((state, operation) => (left.has(operation) ? state : 'missing')),
    resources: line.resources.flatMap(resource => {
      const kept = resource.routes.flatMap((at, order) => (position.has(at) ? [order] : []))
      if (kept.length === 0) return []
      return [
        {
          ...resource,
          routes: moved(resource.routes),
          minutes: kept.flatMap(order => resource.minutes[order] ?? []),
          parts: resource.parts.map(part => ({ ...part, routes: moved(part.routes) })),
        },
      ]
    }),
  }
}

/** What some resources and the people of routes rest on that the firm has not declared; null where on nothing. */
export function assumedIn(machines: (MachineGroup | null)[], pools: Pool[]): Assumed | null {
  const types = machines.flatMap(group => (group === null || group.assumedFor === null ? [] : [group.type]))
  const people = pools.some(({ trade }) => trade === null)
  return types.length === 0 && !people ? null : { machines: [...new Set(types)].sort(compare), people }
}

/** What the ledger leaves of the weeks of each route, at the sites where it has taken anything. */
function setFree(firm: CompiledFirm, routes: LineRoute[], resources: Resource[]): void {
  routes.forEach((own, position) => {
    const { site, pools } = own.route
    const ledger = firm.sites[site]?.ledger ?? null
    if (ledger === null) return
    const machine = resources.find(
      ({ kind, routes: users }) => kind === 'machines' && users.includes(position),
    )
    const left = (drawn: Drawn | null) => freeWeeks(firm.availability, ledger, drawn)
    own.free = {
      machines: left(machine === undefined ? null : machineHours(machine, firm.sites[site]?.machines ?? [])),
      people: left(
        own.labourMinutes > 0
          ? { kind: 'people', parts: pools.map(({ trade, hours }) => ({ of: trade, hours, weight: hours })) }
          : null,
      ),
    }
  })
}

/** The ledger knows machines by their type: what it takes falls on all of it, in proportion. */
function machineHours({ machines, parts }: Resource, all: MachineGroup[]): Drawn {
  const hoursOf = (type: string) =>
    all.reduce((sum, group) => (group.type === type ? sum + group.hours : sum), 0)
  const drawn = machines.map(({ type }, at) => ({
    of: type,
    hours: hoursOf(type),
    weight: parts[at]?.hours ?? 0,
  }))
  return { kind: 'machines', parts: drawn }
}
