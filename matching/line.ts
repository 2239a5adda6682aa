/** What one firm brings to one chain: its routes for every operation it can do, and the resources they share. */
import { capability, type Route } from './capability.ts'
import { type Drawn, type FreeWeeks, freeWeeks } from './commitments.ts'
import type { CompiledFirm, MachineGroup, Pool } from './firm.ts'
import type { Assumed, OperationState } from './match.ts'
import { compare, type MachineRule, type Reference } from './reference.ts'
import type { Firm } from './supply.ts'
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
  routes: number[]
  /** Minutes that a good unit takes, for each of these routes. */
  minutes: number[]
  /** Free hours a week, each with the routes that may use them: hours count from the first of these. */
  parts: { hours: number; routes: number[] }[]
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
  const found: LineRoute[] = []
  const states: OperationState[] = []
  const ruled = new Set<MachineRule>()
  for (const { number, reference: operation } of chain.operations) {
    if (isUnwilling(firm.firm, operation.item)) {
      states.push('missing')
      continue
    }
    const { routes, rules } = capability(reference, firm, operation)
    for (const rule of rules) ruled.add(rule)
    for (const route of routes) {
      found.push({
        route,
        operation: number,
        machineMinutes: route.machineMinutes * operation.begun,
        labourMinutes: route.labourMinutes * operation.begun,
        machineHours: route.machine?.hours ?? 0,
        free: null,
      })
    }
    states.push(
      routes.some(({ mode }) => mode === 'direct') ? 'direct' : routes.length > 0 ? 'reoriented' : 'missing',
    )
  }
  const { routes, machines } = mergeMachines(found)
  setFree(firm, routes, machines)
  return { firm, routes, resources: [...machines, ...peopleResources(routes)], states, ruled: [...ruled] }
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
  const moved = (positions: number[]) => positions.flatMap(at => position.get(at) ?? [])
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

/** Whether a firm refuses to make an item, itself or with its whole family. */
export function isUnwilling(
  { unwilling }: Pick<Firm, 'unwilling'>,
  item: { id: string; family: string | null },
): boolean {
  return unwilling.includes(item.id) || (item.family !== null && unwilling.includes(item.family))
}

/**
 * Machine types of a site that do the same operations at proportional paces are one resource: lockstitch and overlock
 * machines on the same seam. Their hours are added in hours of the first type.
 */
function mergeMachines(found: LineRoute[]): { routes: LineRoute[]; machines: Resource[] } {
  const byType = new Map<string, LineRoute[]>()
  const routes = found.filter(({ route }) => route.machine === null)
  for (const line of found) {
    if (line.route.machine === null) continue
    const key = `${line.route.site}|${line.route.machine.type}`
    const list = byType.get(key)
    if (list === undefined) byType.set(key, [line])
    else list.push(line)
  }
  const alike = new Map<string, LineRoute[][]>()
  for (const list of byType.values()) {
    const key = list.map(line => signature(line, list[0])).join(' ')
    const types = alike.get(key)
    if (types === undefined) alike.set(key, [list])
    else types.push(list)
  }
  const machines: Resource[] = []
  for (const types of alike.values()) {
    const lead = types[0] ?? []
    const first = lead[0]
    if (first === undefined) continue
    const pace = (list: LineRoute[]) =>
      first.machineMinutes / (list[0]?.machineMinutes || first.machineMinutes || 1)
    const hoursOf = types.map(list => (list[0]?.machineHours ?? 0) * pace(list))
    const hours = hoursOf.reduce((sum, own) => sum + own, 0)
    const merged = lead.map(line => ({ ...line, machineHours: hours }))
    const positions = merged.map((_, position) => routes.length + position)
    routes.push(...merged)
    if (merged.every(({ machineMinutes }) => machineMinutes === 0)) continue
    machines.push({
      kind: 'machines',
      routes: positions,
      minutes: merged.map(({ machineMinutes }) => machineMinutes),
      parts: hoursOf.map(own => ({ hours: own, routes: positions })),
      pools: [],
      machines: types.flatMap(list => list[0]?.route.machine ?? []),
    })
  }
  return { routes, machines }
}

function signature(line: LineRoute, first: LineRoute | undefined): string {
  const { route } = line
  const ratio =
    first === undefined || first.machineMinutes === 0 ? 0 : line.machineMinutes / first.machineMinutes
  const steps = route.reorientations.map(({ id }) => id).join('+')
  const people = route.pools.map(({ number }) => number).join('+')
  return `${route.site}/${line.operation}/${route.process}/${steps}/${people}/${ratio.toFixed(9)}/${route.startDays}`
}

/**
 * People are shared between operations: whoever can do any of a set of operations, together, must have the hours for all
 * of them (the condition of Hall's theorem, exact for people who can stand in for one another). One resource for each
 * such set that says something: the sets of people reached by joining those of single routes.
 */
function peopleResources(routes: LineRoute[]): Resource[] {
  const sites = new Map<number, number[]>()
  routes.forEach(({ route, labourMinutes }, position) => {
    if (labourMinutes === 0) return
    const list = sites.get(route.site)
    if (list === undefined) sites.set(route.site, [position])
    else list.push(position)
  })
  return [...sites.values()].flatMap(positions => {
    const single = positions.map(position => ({ position, pools: new Set(routes[position]?.route.pools) }))
    return unions(single.map(({ pools }) => pools)).flatMap((union): Resource[] => {
      const inside = single.filter(({ pools }) => [...pools].every(pool => union.has(pool)))
      if (!connected(inside.map(({ pools }) => pools))) return []
      const pools = [...union].sort((a, b) => a.number - b.number)
      return [
        {
          kind: 'people',
          routes: inside.map(({ position }) => position),
          minutes: inside.map(({ position }) => routes[position]?.labourMinutes ?? 0),
          parts: pools.map(pool => ({
            hours: pool.hours,
            routes: inside.filter(({ pools }) => pools.has(pool)).map(({ position }) => position),
          })),
          pools,
          machines: [],
        },
      ]
    })
  })
}

/** What the ledger leaves of the weeks of each route, at the sites where it has taken anything. */
function setFree(firm: CompiledFirm, routes: LineRoute[], machines: Resource[]): void {
  routes.forEach((own, position) => {
    const { site, pools } = own.route
    const ledger = firm.sites[site]?.ledger ?? null
    if (ledger === null) return
    const machine = machines.find(resource => resource.routes.includes(position))
    const left = (drawn: Drawn | null) => freeWeeks(firm.availability, ledger, drawn)
    own.free = {
      machines: left(machine === undefined ? null : machineHours(machine)),
      people: left(
        own.labourMinutes > 0
          ? { kind: 'people', parts: pools.map(({ trade, hours }) => ({ of: trade, hours, weight: hours })) }
          : null,
      ),
    }
  })
}

function machineHours({ machines, parts }: Resource): Drawn {
  const drawn = machines.map(({ type, hours }, at) => ({ of: type, hours, weight: parts[at]?.hours ?? 0 }))
  return { kind: 'machines', parts: drawn }
}

/** More sets than this would only come from a profile of dozens of overlapping trades; the smallest say most. */
const mostUnions = 128

function unions(sets: Set<Pool>[]): Set<Pool>[] {
  const key = (set: Set<Pool>) =>
    [...set]
      .map(({ number }) => number)
      .sort((a, b) => a - b)
      .join('+')
  const found = new Map<string, Set<Pool>>()
  for (const set of sets) found.set(key(set), set)
  const singles = [...found.values()]
  for (const set of found.values()) {
    for (const single of singles) {
      if (found.size >= mostUnions) return [...found.values()]
      const union = new Set([...set, ...single])
      found.set(key(union), union)
    }
  }
  return [...found.values()]
}

/** A set that falls apart into sets without people in common adds nothing to what these say. */
function connected(sets: Set<Pool>[]): boolean {
  const [first, ...others] = sets
  if (first === undefined) return false
  const reached = new Set(first)
  let waiting = others
  for (;;) {
    const touching = waiting.filter(set => [...set].some(pool => reached.has(pool)))
    if (touching.length === 0) return waiting.length === 0
    for (const set of touching) for (const pool of set) reached.add(pool)
    waiting = waiting.filter(set => !touching.includes(set))
  }
}
