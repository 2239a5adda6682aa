/** Machines and people a firm could add for a need. */
import { capability, takes } from '../capability.ts'
import type { MachineType } from '../catalogue.ts'
import { compileFirm } from '../firm.ts'
import { compare, known, type Reference, type ReferenceOperation } from '../reference.ts'
import type { Firm } from '../supply.ts'
import type { Change } from './change.ts'
import type { Ladder, Situation } from './proposals.ts'

/** Machines and people are added by so many; more are no small change. */
const counts = [1, 2, 4]

/** Hours a week of a machine or a person that was not there before. */
const usualHours = 35

/** Types of machines looked at, and trades: those that serve most operations. */
const most = { types: 3, trades: 2 }

/** More machines of the types it has that do, or could do, operations of the need. */
export function moreMachines({ reference, chains, site }: Situation): Ladder[] {
  const processes = processesOf(reference, chains)
  const serving = site.machines.filter(({ type }) => serves(reference, type, processes))
  return [...new Map(serving.map(machine => [machine.type, machine])).values()].map(
    ({ type, hoursPerWeek }) => ({
      rungs: counts.map((count): Change => ({
        code: 'change.machine',
        figures: { site: site.id, machineType: type, count, hoursPerWeek, trade: null, people: 0 },
      })),
      raises: ['capacity', 'lead-time'],
    }),
  )
}

/** More people of the trades it has that do operations of the need, those of most operations first. */
export function morePeople({ reference, chains, site }: Situation): Ladder[] {
  const processes = [...processesOf(reference, chains)].map(id => known(reference.processes, id))
  const works = (trade: string) => processes.filter(({ trades }) => trades.includes(trade)).length
  return site.workforce
    .filter(({ trade }) => works(trade) > 0)
    .toSorted((a, b) => works(b.trade) - works(a.trade) || compare(a.trade, b.trade))
    .slice(0, most.trades)
    .map(({ trade, hoursPerWeek }) => peopleLadder(site.id, trade, hoursPerWeek, ['capacity', 'lead-time']))
}

/** People for machines that stand there with nobody to run them. */
export function peopleForIdleMachines(situation: Situation): Ladder[] {
  const { reference, firm, site } = situation
  const compiled = compileFirm(firm, reference)
  const idle = operationsOf(situation).flatMap(operation => {
    const { routes, lacksPeople } = capability(reference, compiled, operation)
    return routes.length === 0 ? lacksPeople : []
  })
  const trades = idle.flatMap(process => known(reference.processes, process).trades.slice(0, 1))
  return [...new Set(trades)]
    .slice(0, most.trades)
    .map(trade => peopleLadder(site.id, trade, usualHours, ['coverage', 'capacity']))
}

function peopleLadder(site: string, trade: string, hoursPerWeek: number, raises: Ladder['raises']): Ladder {
  const rungs = counts.map((people): Change => ({
    code: 'change.people',
    figures: { site, trade, people, hoursPerWeek },
  }))
  return { rungs, raises }
}

/** Machines for operations that it has none for, with somebody to run them where nobody there could. */
export function machinesForLacking(situation: Situation): Ladder[] {
  const { reference, firm, site } = situation
  const compiled = compileFirm(firm, reference)
  const served = new Map<MachineType, ReferenceOperation[]>()
  for (const operation of operationsOf(situation)) {
    if (operation.service !== null || (operation.operation.cleanRoom && !site.cleanRoom)) continue
    const { routes, lacksPeople } = capability(reference, compiled, operation)
    if (routes.length > 0 || lacksPeople.length > 0) continue
    for (const type of reference.machineTypes.values()) {
      if (!doesAsItStands(reference, type, operation, compiled.workedMaterials)) continue
      served.set(type, [...(served.get(type) ?? []), operation])
    }
  }
  return [...served]
    .sort(([a, one], [b, other]) => other.length - one.length || compare(a.id, b.id))
    .slice(0, most.types)
    .map(([type, [operation]]) => {
      const trade = operation === undefined ? null : missingTrade(reference, firm, type, operation)
      return {
        rungs: counts.map((count): Change => ({
          code: 'change.machine',
          figures: {
            site: site.id,
            machineType: type.id,
            count,
            hoursPerWeek: usualHours,
            trade,
            people: trade === null ? 0 : Math.ceil(count * type.operators.value),
          },
        })),
        raises: ['coverage', 'capacity'],
      }
    })
}

/** Operations of the need, each once, and only those of a machine. */
function operationsOf({ reference, chains }: Situation): ReferenceOperation[] {
  const all = chains.flatMap(({ operations }) => operations.map(operation => operation.reference))
  return [...new Set(all)].filter(({ operation }) =>
    operation.methods.some(({ process }) => !known(reference.processes, process).byHand),
  )
}

function processesOf(reference: Reference, chains: Situation['chains']): Set<string> {
  const methods = chains.flatMap(({ operations }) =>
    operations.flatMap(({ reference: { operation } }) => operation.methods.map(({ process }) => process)),
  )
  return new Set(methods.filter(id => !known(reference.processes, id).byHand))
}

function serves(reference: Reference, type: string, processes: Set<string>): boolean {
  const direct = reference.machineTypes.get(type)?.processes.some(({ process }) => processes.has(process))
  const paths = reference.paths.machines.get(type)
  return direct === true || [...processes].some(process => paths?.has(process))
}

function doesAsItStands(
  reference: Reference,
  type: MachineType,
  { operation }: ReferenceOperation,
  worked: ReadonlySet<string>,
): boolean {
  const family = operation.materialFamily
  return type.processes.some(({ process, families }) => {
    const barred = reference.machineRules
      .get(type.id)
      ?.get(process)
      ?.some(rule => rule.families === null || (family !== null && rule.families.includes(family)))
    const asked = operation.methods.some(method => method.process === process)
    return asked && barred !== true && takes(families, family, worked)
  })
}

/** The trade to hire with a machine: null where somebody of the firm knows it or can learn it, or nobody is declared. */
function missingTrade(
  reference: Reference,
  firm: Firm,
  type: MachineType,
  { operation }: ReferenceOperation,
): string | null {
  const there = firm.sites.flatMap(({ workforce }) => workforce.map(({ trade }) => trade))
  const processes = type.processes
    .map(({ process }) => process)
    .filter(process => operation.methods.some(method => method.process === process))
  const trades = processes.flatMap(process => known(reference.processes, process).trades)
  const learns = there.some(trade =>
    processes.some(process => reference.paths.trades.get(trade)?.has(process)),
  )
  if (there.length === 0 || learns || trades.some(trade => there.includes(trade))) return null
  return trades[0] ?? null
}
