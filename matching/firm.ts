/** A firm made ready for computing: its machines by type and its people by trade, site by site. */
import { compileAvailability, type Availability } from './availability.ts'
import { compileLedger, type Ledger } from './commitments.ts'
import { preparationDays } from './defaults.ts'
import { compare, type Reference } from './reference.ts'
import { inFixedOrder, nothingSaid } from './limits.ts'
import type { Firm, MachineAttributes, Site } from './supply.ts'

/** Structures whose purpose is the work of people far from employment. */
export const inclusiveStructures: ReadonlySet<Firm['structure']> = new Set(['esat', 'ea', 'siae'])

export interface MachineGroup {
  type: string
  count: number
  /** Free hours a week, all machines together. */
  hours: number
  /** Trade whose usual machines these are, where the firm declared none for it, or 'activity'; null where it declared them. */
  assumedFor: string | null
  /** How likely they stand there, in ]0, 1]: 1 where declared. */
  certainty: number
  /** What its owner says of it; nothing where the machines are assumed. */
  attributes: MachineAttributes
}

/** Machines of a type that differ in what they are said to be are groups of their own. */
export const groupKey = ({ type, attributes }: Pick<MachineGroup, 'type' | 'attributes'>): string =>
  `${type}${JSON.stringify(attributes)}`

/** People who can stand in for one another: those of one trade, or those assumed around one machine type. */
export interface Pool {
  number: number
  trade: string | null
  /** Set where people are assumed, because the firm declared machines and nobody. */
  assumedFor: string | null
  people: number
  /** Free hours a week, all people together. */
  hours: number
}

export interface CompiledSite {
  number: number
  site: Site
  machines: MachineGroup[]
  pools: Pool[]
  /** What is taken of its hours; null where nothing is. */
  ledger: Ledger | null
}

export interface CompiledFirm {
  firm: Firm
  sites: CompiledSite[]
  workedMaterials: Set<string>
  availability: Availability
  /** Calendar days from an order to the first work. */
  preparation: number
  /** Free people, all sites together, declared or assumed. */
  people: number
}

/**
 * Compiles a profile. Nobody declared: people are assumed from the machines. No machine declared for a trade: its usual
 * ones are assumed from its people. Neither is ever written into the profile. Sites, machines and trades are put
 * in the order of their ids, so that theirs never matters.
 */
export function compileFirm(firm: Firm, reference: Reference): CompiledFirm {
  const declared = firm.sites.some(site => site.workforce.some(({ people }) => people > 0))
  const done = { said: processesOf(firm, reference, isSaid), usual: processesOf(firm, reference, () => true) }
  const sites = [...firm.sites]
    .sort((a, b) => compare(a.id, b.id))
    .map((site, number): CompiledSite => {
      const machines = machineGroups(site)
      const ledger = compileLedger(site.commitments)
      if (!declared) return { number, site, machines, pools: assumedPools(machines, reference), ledger }
      const pools = declaredPools(site)
      const assumed = pools.flatMap(pool => assumedMachines(pool, firm.workedMaterials, done, reference))
      return { number, site, machines: mergedGroups([...machines, ...assumed]), pools, ledger }
    })
  return {
    firm,
    sites,
    workedMaterials: new Set(firm.workedMaterials),
    availability: compileAvailability(firm.availability),
    preparation: firm.usualLeadDays ?? preparationDays,
    people: sites.reduce(
      (sum, { pools }) => sum + pools.reduce((people, pool) => people + pool.people, 0),
      0,
    ),
  }
}

function machineGroups(site: Site): MachineGroup[] {
  const groups = new Map<string, MachineGroup>()
  for (const { type, count, hoursPerWeek, attributes: said, likelihood } of site.machines) {
    if (count <= 0 || hoursPerWeek <= 0) continue
    const attributes = inFixedOrder(said)
    const key = groupKey({ type, attributes })
    const assumedFor = likelihood === undefined ? null : 'activity'
    const group = groups.get(key) ?? {
      type,
      count: 0,
      hours: 0,
      assumedFor,
      certainty: likelihood ?? 1,
      attributes,
    }
    group.count += count
    group.hours += count * hoursPerWeek
    groups.set(key, group)
  }
  return [...groups.values()].sort(byKey)
}

function declaredPools(site: Site): Pool[] {
  const pools = new Map<string, { people: number; hours: number }>()
  for (const { trade, people, hoursPerWeek } of site.workforce) {
    if (people <= 0 || hoursPerWeek <= 0) continue
    const pool = pools.get(trade) ?? { people: 0, hours: 0 }
    pool.people += people
    pool.hours += people * hoursPerWeek
    pools.set(trade, pool)
  }
  return [...pools]
    .sort(([a], [b]) => compare(a, b))
    .map(([trade, pool], number) => ({ number, trade, assumedFor: null, ...pool }))
}

/** Nobody declared: as many people as it takes to run the machines while they are free. */
function assumedPools(machines: MachineGroup[], reference: Reference): Pool[] {
  return machines.map(({ type, count, hours }, number) => {
    const operators = reference.machineTypes.get(type)?.operators.value ?? 1
    return { number, trade: null, assumedFor: type, people: count * operators, hours: hours * operators }
  })
}

const isSaid = ({ assumedFor }: MachineGroup) => assumedFor === null

/** Processes that machines of a firm do as they stand. */
function processesOf(
  { sites }: Firm,
  reference: Reference,
  counts: (group: MachineGroup) => boolean,
): Set<string> {
  const groups = sites.flatMap(site => machineGroups(site)).filter(counts)
  return new Set(groups.flatMap(({ type }) => directProcesses(reference, type)))
}

const directProcesses = (reference: Reference, type: string) =>
  reference.machineTypes.get(type)?.processes.map(({ process }) => process) ?? []

/**
 * The usual machines of a trade that would stand idle among the machines declared, as many as keep its people at work at
 * each type. A list that names a cutter and no sewing machine beside ten sewers is short, not the workshop. For each
 * kind of work (cutting, joining…) that the firm declares a machine for, it is taken by its word: no other is assumed.
 * Where machines are usual in its line of business, they stand for those of the trades that work at them.
 */
function assumedMachines(
  { trade, people, hours }: Pool,
  worked: string[],
  done: { said: ReadonlySet<string>; usual: ReadonlySet<string> },
  reference: Reference,
): MachineGroup[] {
  const found = trade === null ? undefined : reference.trades.get(trade)
  if (found === undefined || [...found.processes].some(process => done.usual.has(process))) return []
  const stageOf = (process: string) => reference.processes.get(process)?.stage
  const stages = new Set([...done.said].map(stageOf))
  const usual = found.trade.usualMachines
  const fitting = usual.filter(({ families }) => families?.some(family => worked.includes(family)) ?? true)
  return (fitting.length > 0 ? fitting : usual.slice(0, 1)).flatMap(({ machineType: type, share }) => {
    if (directProcesses(reference, type).some(process => stages.has(stageOf(process)))) return []
    const operators = reference.machineTypes.get(type)?.operators.value ?? 1
    const count = Math.max(1, Math.round(people / operators))
    return [
      {
        type,
        count,
        hours: hours / operators,
        assumedFor: trade,
        certainty: share.value,
        attributes: nothingSaid,
      },
    ]
  })
}

/** Two trades may be assumed to work at one type: its machines are then those of both. */
function mergedGroups(groups: MachineGroup[]): MachineGroup[] {
  const merged = new Map<string, MachineGroup>()
  for (const group of groups) {
    const before = merged.get(groupKey(group))
    if (before === undefined) merged.set(groupKey(group), { ...group })
    else {
      before.count += group.count
      before.hours += group.hours
      before.certainty = Math.max(before.certainty, group.certainty)
    }
  }
  return [...merged.values()].sort(byKey)
}

/** Whether a firm refuses to make an item, itself or with its whole family. */
export function isUnwilling(
  { unwilling }: Pick<Firm, 'unwilling'>,
  item: { id: string; family: string | null },
): boolean {
  return unwilling.includes(item.id) || (item.family !== null && unwilling.includes(item.family))
}

const byKey = (a: MachineGroup, b: MachineGroup) => compare(groupKey(a), groupKey(b))
