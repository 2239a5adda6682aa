/**
 * What the line of a firm on a chain is whatever its numbers and hours: its routes, and what they share. The same for all
 * firms equipped alike that refuse the same, so that it is worked out once for them.
 */
import { BoundedCache } from './bounded-cache.ts'
import { capability, type Route } from './capability.ts'
import { type Ability, isWithoutRoute } from './equipment.ts'
import { type CompiledFirm, isUnwilling, type MachineGroup, type Pool } from './firm.ts'
import type { Line, LineRoute, Resource } from './line.ts'
import type { OperationState } from './match.ts'
import { isBoundedByHours, type PlannedOperation, plannedOperations } from './most-by-hours.ts'
import type { MachineRule, Reference } from './reference.ts'
import type { Chain } from './unfold.ts'

/** Where a group of machines stands among those of its site, and the hours of the first type that one of its hours is worth. */
export interface PlannedMachines {
  site: number
  place: number
  pace: number
}

/** A route whatever its numbers and hours. */
export interface PlannedRoute {
  way: Omit<Route, 'startDays' | 'machine' | 'pools'>
  operation: number
  machineMinutes: number
  labourMinutes: number
  /** Numbers of its people at its site. */
  pools: readonly number[]
  /** Machines whose hours it may use, its own first; none for work by hand. */
  machines: readonly PlannedMachines[]
}

/** Hours that routes share, at a site; parts are by people, each with its number, or by machines. */
export interface PlannedResource {
  kind: Resource['kind']
  site: number
  routes: readonly number[]
  minutes: readonly number[]
  /** For each part the routes that may use its hours. */
  parts: readonly (readonly number[])[]
  pools: readonly number[]
  machines: readonly PlannedMachines[]
}

/** What lines of many kinds have in common. */
export interface PlannedLine extends Pick<Line, 'states'> {
  routes: PlannedRoute[]
  resources: PlannedResource[]
  /** How its hours bound what is made. */
  operations: PlannedOperation[]
}

/** A line but for numbers and hours: that of all firms equipped alike which refuse the same. */
export interface LinePlan extends Pick<Line, 'ruled'> {
  line: PlannedLine
  /** By site, where its people and its machines stand among the hours of the firm (`each-hours.ts`). */
  places: readonly { pools: number; machines: number }[]
  /** Where it may be done, at firms with several sites; null at all others. */
  sites: PlannedSites | null
}

/** Sites of the work: those of each operation of the product, with its weight, and those of anything else. */
export interface PlannedSites {
  product: { weight: number; sites: number[] }[]
  others: number[]
}

function sitesOf(firm: CompiledFirm, chain: Chain, routes: PlannedRoute[]): PlannedSites | null {
  if (firm.sites.length < 2) return null
  const of = (isOne: (operation: number) => boolean) => [
    ...new Set(routes.flatMap(({ operation, way }) => (isOne(operation) ? [way.site] : []))),
  ]
  const operations = chain.nodes[0]?.recipes[0]?.operations ?? []
  return {
    product: operations
      .map(({ number, weight }) => ({ weight, sites: of(operation => operation === number) }))
      .filter(({ weight, sites }) => weight > 0 && sites.length > 0),
    others: of(operation => chain.operations[operation]?.node !== 0),
  }
}

/** What plans of many kinds are made of: the same is made once, and kept once. */
export class PlanParts {
  readonly #lines: BoundedCache<string, PlannedLine>
  readonly #routes: BoundedCache<string, PlannedRoute>
  readonly #lists: BoundedCache<string, readonly number[]>

  /** `most`: how many of each are kept, at most. */
  constructor(most: number) {
    this.#lines = new BoundedCache(most)
    this.#routes = new BoundedCache(most)
    this.#lists = new BoundedCache(most)
  }

  line(key: string, make: () => PlannedLine): PlannedLine {
    return this.#lines.get(key, make)
  }

  route({ line, machines }: Merged): PlannedRoute {
    const { route, operation, machineMinutes, labourMinutes } = line
    const key = `${signOf(line)}|${machines.map(({ place, pace }) => `${place} ${pace}`).join(' ')}`
    return this.#routes.get(key, () => {
      const { site, process, mode, reorientations, effort, rampUp } = route
      const own = { machineMinutes: route.machineMinutes, labourMinutes: route.labourMinutes }
      const way = { site, process, mode, reorientations, effort, rampUp, ...own }
      const pools = this.numbers(route.pools.map(({ number }) => number))
      return { way, operation, machineMinutes, labourMinutes, pools, machines }
    })
  }

  numbers(list: readonly number[]): readonly number[] {
    const [only = 0] = list
    // Most lists are short, and of small numbers.
    if (list.length === 0) return none
    if (list.length === 1 && Number.isInteger(only) && only >= 0 && only < mostSingle)
      return (singles[only] ??= [only])
    return this.#lists.get(list.join(' '), () => list)
  }
}

const none: readonly number[] = []
const mostSingle = 64
const singles: (readonly number[] | undefined)[] = Array(mostSingle).fill(undefined)

/** Says all of a line but numbers and hours: where each route stands, what it takes, by which people and machines. */
function lineKey(firm: CompiledFirm, chain: Chain, routes: LineRoute[], states: OperationState[]): string {
  const signs = [states.map(state => state.charAt(0)).join('')]
  for (const line of routes) {
    const { site, machine } = line.route
    const place = machine === null ? -1 : placeOf(firm, site, machine)
    signs.push(signOf(line), `${place}${isBoundedByHours(chain, line.operation) ? '!' : ''}`)
  }
  return signs.join('|')
}

/** Says all of a route but its machines. */
function signOf({ route, operation, machineMinutes, labourMinutes }: LineRoute): string {
  const minutes = `${route.machineMinutes} ${route.labourMinutes} ${machineMinutes} ${labourMinutes}`
  return `${operation} ${route.site} ${keyOf(route.pools)} ${route.process} ${stepsOf(route)} ${minutes}`
}

/** What the line of a firm is, whatever its numbers and hours. `abilities`: by operation what it is to it, where that is known. */
export function planOf(
  reference: Reference,
  firm: CompiledFirm,
  chain: Chain,
  abilities: readonly Ability[] = [],
  parts = new PlanParts(1),
): LinePlan {
  const found: LineRoute[] = []
  const states: OperationState[] = []
  const ruled = new Set<MachineRule>()
  for (const { number, reference: operation } of chain.operations) {
    if (isUnwilling(firm.firm, operation.item)) {
      states.push('missing')
      continue
    }
    const ability = abilities[number]
    const { routes, rules } =
      ability !== undefined && isWithoutRoute(ability)
        ? { routes: [], rules: ability.rules }
        : capability(reference, firm, operation)
    for (const rule of rules) ruled.add(rule)
    for (const route of routes) {
      found.push({
        route,
        operation: number,
        machineMinutes: route.machineMinutes * operation.begun,
        labourMinutes: route.labourMinutes * operation.begun,
        machineHours: 0,
        free: null,
      })
    }
    states.push(
      routes.some(({ mode }) => mode === 'direct') ? 'direct' : routes.length > 0 ? 'reoriented' : 'missing',
    )
  }
  const line = parts.line(lineKey(firm, chain, found, states), () => {
    const { routes: merged, machines } = mergeMachines(firm, found)
    const routes = merged.map(route => parts.route(route))
    const resources = [...machines, ...peopleResources(merged.map(({ line }) => line))].map(resource => {
      const own = parts.numbers(resource.routes)
      return {
        ...resource,
        routes: own,
        minutes: parts.numbers(resource.minutes),
        parts: resource.parts.map(users => (users === resource.routes ? own : parts.numbers(users))),
        pools: parts.numbers(resource.pools),
      }
    })
    return { routes, resources, states, operations: plannedOperations(chain, routes, resources, parts) }
  })
  return { line, places: placesOf(firm), sites: sitesOf(firm, chain, line.routes), ruled: [...ruled] }
}

function placesOf({ sites }: CompiledFirm): LinePlan['places'] {
  let next = 0
  return sites.map(({ pools, machines }) => {
    const place = { pools: next, machines: next + pools.length }
    next += pools.length + machines.length
    return place
  })
}

function placeOf({ sites }: CompiledFirm, site: number, group: MachineGroup): number {
  return sites[site]?.machines.indexOf(group) ?? -1
}

/** A route, and the machines whose hours it may use. */
interface Merged {
  line: LineRoute
  machines: PlannedMachines[]
}

/**
 * Machine types of a site that do the same operations at proportional paces are one resource: lockstitch and overlock
 * machines on the same seam. Their hours are added in hours of the first type.
 */
function mergeMachines(
  firm: CompiledFirm,
  found: LineRoute[],
): { routes: Merged[]; machines: PlannedResource[] } {
  const byType = new Map<MachineGroup, LineRoute[]>()
  const routes = found
    .filter(({ route }) => route.machine === null)
    .map((line): Merged => ({ line, machines: [] }))
  for (const line of found) {
    const { machine } = line.route
    if (machine === null) continue
    const list = byType.get(machine)
    if (list === undefined) byType.set(machine, [line])
    else list.push(line)
  }
  const alike = new Map<string, LineRoute[][]>()
  for (const list of byType.values()) {
    const key = byType.size === 1 ? '' : list.map(line => signature(line, list[0])).join(' ')
    const types = alike.get(key)
    if (types === undefined) alike.set(key, [list])
    else types.push(list)
  }
  const machines: PlannedResource[] = []
  for (const types of alike.values()) {
    const lead = types[0] ?? []
    const first = lead[0]
    if (first === undefined) continue
    const { site } = first.route
    const pace = (list: LineRoute[]) =>
      first.machineMinutes / (list[0]?.machineMinutes || first.machineMinutes || 1)
    const planned = types.map((list): PlannedMachines => {
      const group = list[0]?.route.machine ?? null
      return { site, place: group === null ? -1 : placeOf(firm, site, group), pace: pace(list) }
    })
    const positions = lead.map((_, position) => routes.length + position)
    routes.push(...lead.map(line => ({ line, machines: planned })))
    if (lead.every(({ machineMinutes }) => machineMinutes === 0)) continue
    machines.push({
      kind: 'machines',
      routes: positions,
      minutes: lead.map(({ machineMinutes }) => machineMinutes),
      site,
      parts: planned.map(() => positions),
      pools: [],
      machines: planned,
    })
  }
  return { routes, machines }
}

function signature(line: LineRoute, first: LineRoute | undefined): string {
  const { route } = line
  const ratio =
    first === undefined || first.machineMinutes === 0 ? 0 : line.machineMinutes / first.machineMinutes
  const steps = stepsOf(route)
  const people = route.pools.map(({ number }) => number).join('+')
  return `${route.site}/${line.operation}/${route.process}/${steps}/${people}/${Math.round(ratio * 1e9)}/${route.startDays}`
}

const stepsOf = ({ reorientations }: Route) => reorientations.map(({ id }) => id).join('+')

/**
 * People are shared between operations: whoever can do any of a set of operations, together, must have the hours for all
 * of them (the condition of Hall's theorem, exact for people who can stand in for one another). One resource for each
 * such set that says something: the sets of people reached by joining those of single routes.
 */
function peopleResources(routes: LineRoute[]): PlannedResource[] {
  const sites = new Map<number, number[]>()
  routes.forEach(({ route, labourMinutes }, position) => {
    if (labourMinutes === 0) return
    const list = sites.get(route.site)
    if (list === undefined) sites.set(route.site, [position])
    else list.push(position)
  })
  return [...sites].flatMap(([site, positions]) => {
    // Many routes have the same people: what holds for their set is looked at once.
    const sets = setsOf(positions.map(position => routes[position]?.route.pools ?? []))
    const distinct = [...new Set(sets)]
    return unions(distinct).flatMap((union): PlannedResource[] => {
      const within = new Set(distinct.filter(pools => isWithin(pools, union)))
      if (!connected([...within])) return []
      const inside = positions.filter((_, at) => within.has(sets[at] ?? union))
      const pools = [...union].sort((a, b) => a.number - b.number)
      const usersOf = (pool: Pool) => {
        const users = inside.filter(position => routes[position]?.route.pools.includes(pool) === true)
        return users.length === inside.length ? inside : users
      }
      const resource: PlannedResource = {
        kind: 'people',
        routes: inside,
        minutes: inside.map(position => routes[position]?.labourMinutes ?? 0),
        site,
        parts: pools.map(usersOf),
        pools: pools.map(({ number }) => number),
        machines: [],
      }
      return [resource]
    })
  })
}

/** For each list of people their set: one object for all that are the same. */
function setsOf(lists: Pool[][]): Set<Pool>[] {
  const known = new Map<number | string, Set<Pool>>()
  return lists.map(pools => {
    const key = keyOf(pools)
    const set = known.get(key) ?? new Set(pools)
    known.set(key, set)
    return set
  })
}

function isWithin(set: Set<Pool>, all: Set<Pool>): boolean {
  for (const pool of set) if (!all.has(pool)) return false
  return true
}

/** More sets than this would only come from a profile of dozens of overlapping trades; the smallest say most. */
const mostUnions = 128

function unions(singles: Set<Pool>[]): Set<Pool>[] {
  const found = new Map<number | string, Set<Pool>>()
  for (const set of singles) found.set(keyOf(set), set)
  for (const set of found.values()) {
    for (const single of singles) {
      if (found.size >= mostUnions) return [...found.values()]
      if (isWithin(single, set)) continue
      const union = new Set([...set, ...single])
      found.set(keyOf(union), union)
    }
  }
  return [...found.values()]
}

/** Says the same of the same people: a bit for each, where they are few enough. */
function keyOf(set: Iterable<Pool>): number | string {
  let bits = 0
  for (const { number } of set) {
    if (number > 30)
      return [...set]
        .map(pool => pool.number)
        .sort((a, b) => a - b)
        .map(number => `+${number}`)
        .join('')
    bits |= 1 << number
  }
  return bits
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
