/**
 * What the line of a firm on a chain is whatever its numbers and hours: its routes, and what they share. The same for all
 * firms equipped alike that refuse the same, so that it is worked out once for them.
 */
import { capability } from './capability.ts'
import { type Ability, isWithoutRoute } from './equipment.ts'
import { type CompiledFirm, isUnwilling, type MachineGroup, type Pool } from './firm.ts'
import type { Line, LineRoute, Resource } from './line.ts'
import type { OperationState } from './match.ts'
import { type PlannedHours, plannedHours } from './most-by-hours.ts'
import type { MachineRule, Reference } from './reference.ts'
import type { Chain } from './unfold.ts'

/** Where a group of machines stands among those of its site, and the hours of the first type that one of its hours is worth. */
export interface PlannedMachines {
  site: number
  place: number
  pace: number
}

interface PlannedRoute {
  line: LineRoute
  /** Machines whose hours it may use, its own first; none for work by hand. */
  machines: PlannedMachines[]
}

interface PlannedResource {
  resource: Resource
  site: number
  /** For each part. */
  machines: PlannedMachines[]
}

/** A line but for numbers and hours: that of all firms equipped alike which refuse the same. */
export interface LinePlan extends Pick<Line, 'states' | 'ruled'> {
  routes: PlannedRoute[]
  resources: PlannedResource[]
  hours: PlannedHours
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
    ...new Set(routes.flatMap(({ line }) => (isOne(line.operation) ? [line.route.site] : []))),
  ]
  const operations = chain.nodes[0]?.recipes[0]?.operations ?? []
  return {
    product: operations
      .map(({ number, weight }) => ({ weight, sites: of(operation => operation === number) }))
      .filter(({ weight, sites }) => weight > 0 && sites.length > 0),
    others: of(operation => chain.operations[operation]?.node !== 0),
  }
}

/** What the line of a firm is, whatever its numbers and hours. `abilities`: by operation what it is to it, where that is known. */
export function planOf(
  reference: Reference,
  firm: CompiledFirm,
  chain: Chain,
  abilities: readonly Ability[] = [],
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
  const { routes, machines } = mergeMachines(firm, found)
  const resources = [...machines, ...peopleResources(routes.map(({ line }) => line))]
  const hours = plannedHours(firm, chain, { routes, resources })
  const sites = sitesOf(firm, chain, routes)
  return { routes, resources, hours, sites, states, ruled: [...ruled] }
}

/**
 * Machine types of a site that do the same operations at proportional paces are one resource: lockstitch and overlock
 * machines on the same seam. Their hours are added in hours of the first type.
 */
function mergeMachines(
  firm: CompiledFirm,
  found: LineRoute[],
): { routes: PlannedRoute[]; machines: PlannedResource[] } {
  const byType = new Map<MachineGroup, LineRoute[]>()
  const routes = found
    .filter(({ route }) => route.machine === null)
    .map((line): PlannedRoute => ({ line, machines: [] }))
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
      const group = list[0]?.route.machine
      const place = firm.sites[site]?.machines.findIndex(each => each === group) ?? -1
      return { site, place, pace: pace(list) }
    })
    const positions = lead.map((_, position) => routes.length + position)
    routes.push(...lead.map(line => ({ line, machines: planned })))
    if (lead.every(({ machineMinutes }) => machineMinutes === 0)) continue
    const resource: Resource = {
      kind: 'machines',
      routes: positions,
      minutes: lead.map(({ machineMinutes }) => machineMinutes),
      parts: planned.map(() => ({ hours: 0, routes: positions })),
      pools: [],
      machines: [],
    }
    machines.push({ resource, site, machines: planned })
  }
  return { routes, machines }
}

function signature(line: LineRoute, first: LineRoute | undefined): string {
  const { route } = line
  const ratio =
    first === undefined || first.machineMinutes === 0 ? 0 : line.machineMinutes / first.machineMinutes
  const steps = route.reorientations.map(({ id }) => id).join('+')
  const people = route.pools.map(({ number }) => number).join('+')
  return `${route.site}/${line.operation}/${route.process}/${steps}/${people}/${Math.round(ratio * 1e9)}/${route.startDays}`
}

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
      const resource: Resource = {
        kind: 'people',
        routes: inside,
        minutes: inside.map(position => routes[position]?.labourMinutes ?? 0),
        parts: pools.map(pool => ({
          hours: 0,
          routes: inside.filter(position => routes[position]?.route.pools.includes(pool) === true),
        })),
        pools,
        machines: [],
      }
      return [{ resource, site, machines: [] }]
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
        .join('+')
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
