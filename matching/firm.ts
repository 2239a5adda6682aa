/** A firm made ready for computing: its machines by type and its people by trade, site by site. */
import { compileAvailability, type Availability } from './availability.ts'
import { preparationDays } from './defaults.ts'
import { compare, type Reference } from './reference.ts'
import type { Firm, Site } from './supply.ts'

/** Structures whose purpose is the work of people far from employment. */
export const inclusiveStructures: ReadonlySet<Firm['structure']> = new Set(['esat', 'ea', 'siae'])

export interface MachineGroup {
  type: string
  count: number
  /** Free hours a week, all machines together. */
  hours: number
}

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

/** Compiles a profile. Sites, machines and trades are put in the order of their ids, so that theirs never matters. */
export function compileFirm(firm: Firm, reference: Reference): CompiledFirm {
  const declared = firm.sites.some(site => site.workforce.some(({ people }) => people > 0))
  const sites = [...firm.sites]
    .sort((a, b) => compare(a.id, b.id))
    .map((site, number): CompiledSite => {
      const machines = machineGroups(site)
      return {
        number,
        site,
        machines,
        pools: declared ? declaredPools(site) : assumedPools(machines, reference),
      }
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
  for (const { type, count, hoursPerWeek } of site.machines) {
    if (count <= 0 || hoursPerWeek <= 0) continue
    const group = groups.get(type) ?? { type, count: 0, hours: 0 }
    group.count += count
    group.hours += count * hoursPerWeek
    groups.set(type, group)
  }
  return [...groups.values()].sort((a, b) => compare(a.type, b.type))
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
