/** What a firm can do of an operation: as it stands, after a reorientation, or not, and then why not. */
import type { MachineProcess, Reorientation } from './catalogue.ts'
import type { CompiledFirm, CompiledSite, MachineGroup, Pool } from './firm.ts'
import type { Effort, Mode } from './match.ts'
import { known, type MachineRule, type Reference, type ReferenceOperation } from './reference.ts'

/** One way a site can do an operation: a process, on one type of machine or by hand, with some of its people. */
export interface Route {
  site: number
  process: string
  mode: Mode
  reorientations: Reorientation[]
  effort: Effort
  /** Calendar days from the order to the first good unit. */
  startDays: number
  /** Share of the full rate in weeks 1, 2, 3… of work. */
  rampUp: number[]
  /** Null where the work is by hand. */
  machine: MachineGroup | null
  pools: Pool[]
  /** Minutes for one unit begun, at the pace of this machine and of these people. */
  machineMinutes: number
  labourMinutes: number
}

export interface Capability {
  routes: Route[]
  /** Rules that knocked a route out. */
  rules: MachineRule[]
  /** Processes for which a machine stands there, and people or a clean room do not. */
  lacksPeople: string[]
  lacksCleanRoom: string[]
}

/** Every route of a firm for one operation. Routes by hand need people and no machine. */
export function capability(
  reference: Reference,
  firm: CompiledFirm,
  operation: ReferenceOperation,
): Capability {
  const result: Capability = { routes: [], rules: [], lacksPeople: [], lacksCleanRoom: [] }
  for (const method of operation.operation.methods) {
    const process = known(reference.processes, method.process)
    const minutes = { machine: method.machineMinutes.value, labour: method.labourMinutes.value }
    for (const site of firm.sites) {
      const machines = process.byHand
        ? [byHand]
        : machineWays(reference, firm, site, operation, process.id, result)
      if (machines.length === 0) continue
      if (operation.operation.cleanRoom && !site.site.cleanRoom) {
        if (!process.byHand) result.lacksCleanRoom.push(process.id)
        continue
      }
      let found = false
      for (const machine of machines) {
        for (const people of peopleWays(reference, site, operation, process.id, machine.group)) {
          found = true
          result.routes.push(route(firm, site, process.id, minutes, machine, people))
        }
      }
      if (!found && !process.byHand) result.lacksPeople.push(process.id)
    }
  }
  return result
}

/** A machine type of the site for a process, as it stands or through a reorientation. */
interface MachineWay {
  group: MachineGroup | null
  speed: number
  reorientation: Reorientation | null
}

interface PeopleWay {
  pools: Pool[]
  reorientation: Reorientation | null
}

const byHand: MachineWay = { group: null, speed: 1, reorientation: null }

function machineWays(
  reference: Reference,
  firm: CompiledFirm,
  site: CompiledSite,
  operation: ReferenceOperation,
  process: string,
  result: Capability,
): MachineWay[] {
  const family = operation.operation.materialFamily
  return site.machines.flatMap((group): MachineWay[] => {
    const rule = reference.machineRules
      .get(`${group.type}|${process}`)
      ?.find(({ families }) => families === null || (family !== null && families.includes(family)))
    if (rule !== undefined) {
      result.rules.push(rule)
      return []
    }
    const direct = reference.machineTypes
      .get(group.type)
      ?.processes.find(done => done.process === process && takes(done.families, family, firm.workedMaterials))
    if (direct !== undefined) return [{ group, speed: direct.speed.value, reorientation: null }]
    return (reference.machineReorientations.get(`${group.type}|${process}`) ?? [])
      .filter(({ to }) => reaches(to, operation))
      .map(reorientation => ({ group, speed: reorientation.speed.value, reorientation }))
  })
}

/** Whether a machine takes a family as it stands. */
export function takes(
  families: MachineProcess['families'],
  family: string | null,
  worked: ReadonlySet<string>,
): boolean {
  if (family === null || families === 'any') return true
  return families === 'worked' ? worked.has(family) : families.includes(family)
}

function reaches(to: Reorientation['to'], { item, operation }: ReferenceOperation): boolean {
  if (to.item !== null && to.item !== item.id) return false
  if (to.families === null || operation.materialFamily === null) return true
  return to.families.includes(operation.materialFamily)
}

/** Those of the site who know the process, and those who can learn it. */
function peopleWays(
  reference: Reference,
  site: CompiledSite,
  operation: ReferenceOperation,
  process: string,
  machine: MachineGroup | null,
): PeopleWay[] {
  if (machine === null) return site.pools.length === 0 ? [] : [{ pools: site.pools, reorientation: null }]
  const { trades } = known(reference.processes, process)
  const trained = site.pools.filter(pool =>
    pool.trade === null ? pool.assumedFor === machine.type : trades.includes(pool.trade),
  )
  const ways: PeopleWay[] = trained.length === 0 ? [] : [{ pools: trained, reorientation: null }]
  for (const pool of site.pools) {
    if (pool.trade === null || trained.includes(pool)) continue
    for (const reorientation of reference.tradeReorientations.get(`${pool.trade}|${process}`) ?? []) {
      if (reaches(reorientation.to, operation)) ways.push({ pools: [pool], reorientation })
    }
  }
  return ways
}

function route(
  firm: CompiledFirm,
  site: CompiledSite,
  process: string,
  minutes: { machine: number; labour: number },
  machine: MachineWay,
  people: PeopleWay,
): Route {
  const reorientations = [machine.reorientation, people.reorientation].filter(step => step !== null)
  const effort = {
    // The machine is changed while its people are trained.
    days: Math.max(0, ...reorientations.map(({ days }) => days.value)),
    keuro: reorientations.reduce((sum, { keuro }) => sum + keuro.value, 0),
    trainingDays: reorientations.reduce((sum, { trainingDays }) => sum + trainingDays.value, 0),
  }
  return {
    site: site.number,
    process,
    mode: reorientations.length === 0 ? 'direct' : 'reoriented',
    reorientations,
    effort,
    startDays: Math.max(firm.preparation, effort.days),
    rampUp: slowest(reorientations.map(({ rampUp }) => rampUp)),
    machine: machine.group,
    pools: people.pools,
    machineMinutes: machine.group === null ? 0 : minutes.machine / machine.speed,
    labourMinutes: minutes.labour / (people.reorientation?.speed.value ?? 1),
  }
}

/** Week by week, the slowest of several ramp-ups. */
function slowest(rampUps: number[][]): number[] {
  const weeks = Math.max(0, ...rampUps.map(({ length }) => length))
  return Array.from({ length: weeks }, (_, week) => Math.min(...rampUps.map(rampUp => rampUp[week] ?? 1)))
}
