/** What a firm can do of an operation: as it stands, after a reorientation, or not, and then why not. */
import type { MachineProcess, Reorientation } from './catalogue.ts'
import type { CompiledFirm, CompiledSite, MachineGroup, Pool } from './firm.ts'
import type { Effort, Mode } from './match.ts'
import { type Path, slowest } from './paths.ts'
import { type Shortfall, shortfallOf } from './limits.ts'
import { known, type MachineRule, type Reference, type ReferenceOperation } from './reference.ts'

/** One way a site can do an operation: a process, on one type of machine or by hand, with some of its people. */
export interface Route {
  site: number
  process: string
  mode: Mode
  /** In their order: those of the machine, then those of its people. */
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
  /** What machines lack that are too narrow, too coarse or too light for it. */
  shortfalls: Shortfall[]
}

/** Every route of a firm for one operation. Routes by hand need people and no machine. */
export function capability(
  reference: Reference,
  firm: CompiledFirm,
  operation: ReferenceOperation,
): Capability {
  const result: Capability = { routes: [], rules: [], lacksPeople: [], lacksCleanRoom: [], shortfalls: [] }
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
        for (const people of peopleWays(reference, firm, site, operation, process.id, machine.group)) {
          found = true
          result.routes.push(route(firm, site, process.id, minutes, machine, people))
        }
      }
      if (!found && !process.byHand) result.lacksPeople.push(process.id)
    }
  }
  return result
}

/** A machine type of the site for a process, as it stands (null) or at the end of a path. */
interface MachineWay {
  group: MachineGroup | null
  speed: number
  path: Path | null
}

interface PeopleWay {
  pools: Pool[]
  path: Path | null
}

const byHand: MachineWay = { group: null, speed: 1, path: null }

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
    const rule = ruleAgainst(reference, group.type, process, family)
    if (rule !== undefined) {
      result.rules.push(rule)
      return []
    }
    const shortfall = shortfallOf(group.type, group.attributes, operation)
    const ways = waysOf(group)
    if (shortfall === null || ways.length === 0) return ways
    result.shortfalls.push(shortfall)
    return []
  })

  function waysOf(group: MachineGroup): MachineWay[] {
    const direct = reference.machineTypes
      .get(group.type)
      ?.processes.find(done => done.process === process && takes(done.families, family, firm.workedMaterials))
    if (direct !== undefined) return [{ group, speed: direct.speed.value, path: null }]
    return (reference.paths.machines.get(group.type)?.get(process) ?? []).flatMap((path): MachineWay[] => {
      if (!reaches(path, operation, firm.workedMaterials)) return []
      const onTheWay = path.becomes.flatMap(type => ruleAgainst(reference, type, process, family) ?? [])
      result.rules.push(...onTheWay)
      return onTheWay.length > 0 ? [] : [{ group, speed: path.speed, path }]
    })
  }
}

/** What the trade says against a machine type for a process on a material. */
function ruleAgainst(
  reference: Reference,
  type: string,
  process: string,
  family: string | null,
): MachineRule | undefined {
  return reference.machineRules
    .get(type)
    ?.get(process)
    ?.find(({ families }) => families === null || (family !== null && families.includes(family)))
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

function reaches(path: Path, { item, operation }: ReferenceOperation, worked: Set<string>): boolean {
  if (path.item !== null && path.item !== item.id) return false
  if (path.worked !== null && !path.worked.some(family => worked.has(family))) return false
  return path.families === null || takes(path.families, operation.materialFamily, worked)
}

type Change = Pick<Route, 'mode' | 'reorientations' | 'effort' | 'rampUp'>

/** By the path of the machine, then by that of its people. */
const changes = new WeakMap<object, WeakMap<object, Change>>()
const noPath = {}

/** What both paths change together, null where there is none: one object for all routes that go by them. */
function changeBy(ofMachine: Path | null, ofPeople: Path | null): Change {
  const [machine, people] = [ofMachine ?? noPath, ofPeople ?? noPath]
  let known = changes.get(machine)
  if (known === undefined) changes.set(machine, (known = new WeakMap()))
  let change = known.get(people)
  if (change === undefined)
    known.set(people, (change = changeOf([ofMachine, ofPeople].filter(path => path !== null))))
  return change
}

function changeOf(paths: Path[]): Change {
  return {
    mode: paths.length === 0 ? 'direct' : 'reoriented',
    reorientations: paths.flatMap(({ moves }) => moves),
    effort: {
      // The machine is changed while its people are trained.
      days: Math.max(0, ...paths.map(({ days }) => days)),
      keuro: paths.reduce((sum, { keuro }) => sum + keuro, 0),
      trainingDays: paths.reduce((sum, { trainingDays }) => sum + trainingDays, 0),
    },
    rampUp: slowest(paths.map(({ rampUp }) => rampUp)),
  }
}

/** Those of the site who know the process, and those who can learn it. */
function peopleWays(
  reference: Reference,
  firm: CompiledFirm,
  site: CompiledSite,
  operation: ReferenceOperation,
  process: string,
  machine: MachineGroup | null,
): PeopleWay[] {
  if (machine === null) return site.pools.length === 0 ? [] : [{ pools: site.pools, path: null }]
  const { trades } = known(reference.processes, process)
  const trained = site.pools.filter(pool =>
    pool.trade === null ? pool.assumedFor === machine.type : trades.includes(pool.trade),
  )
  const ways: PeopleWay[] = trained.length === 0 ? [] : [{ pools: trained, path: null }]
  for (const pool of site.pools) {
    if (pool.trade === null || trained.includes(pool)) continue
    for (const path of reference.paths.trades.get(pool.trade)?.get(process) ?? []) {
      if (reaches(path, operation, firm.workedMaterials)) ways.push({ pools: [pool], path })
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
  const { mode, reorientations, effort, rampUp } = changeBy(machine.path, people.path)
  return {
    site: site.number,
    process,
    mode,
    reorientations,
    effort,
    startDays: Math.max(firm.preparation, effort.days),
    rampUp,
    machine: machine.group,
    pools: people.pools,
    machineMinutes: machine.group === null ? 0 : minutes.machine / machine.speed,
    labourMinutes: minutes.labour / (people.path?.speed ?? 1),
  }
}
