/** A firm good enough to ask what it could make, from what a text says of it. Nothing of this is stored. */
import type { Catalogue } from '../catalogue.ts'
import { nobody } from '../nobody.ts'
import type { Firm, Place, Site } from '../supply.ts'
import type { Activity, Lexicon } from './lexicon.ts'
import type { ProfileProposals, Proposal } from './profile.ts'

/** Hours a week that machines and people are taken to be free for: nothing else is known. */
const hoursPerWeek = 35
/** Lines of business that count; the words of a web page name more than a firm has. */
const mostActivities = 4
/** Share of a firm's people who work at the machines. Estimated. */
const atWork = 0.6
/** How likely a machine usual in a line of business stands in a firm of that line. Estimated. */
const likelihood = 0.85

/**
 * Takes what is stated and present as declared, and the trades, materials and machines usual in its lines of business
 * beside it: the engine says of these machines, and of those it assumes from trades (`usualMachines`), that nobody said so.
 */
export function firmFromProposals(
  found: ProfileProposals,
  lexicon: Lexicon,
  catalogue: Catalogue,
  { id, activity, place }: { id: string; activity: string; place: Place },
): Firm {
  const present = found.proposals.filter(({ past }) => !past)
  const machines = machinesOf(present)
  const activities = found.activities.slice(0, mostActivities).flatMap(({ id: name, weight }) => {
    const known = lexicon.activities.get(name)
    return known === undefined ? [] : [{ known, weight }]
  })
  const usual = new Set(activities.flatMap(({ known }) => known.machines))
  for (const type of onlyMachines(present, [...machines.keys(), ...usual], catalogue)) usual.add(type)
  const denied = new Set(found.denied.map(({ kind, id: other }) => `${kind}|${other}`))
  const site: Site = {
    id: 'site',
    name: '',
    place,
    cleanRoom: present.some(({ kind, id: norm }) => kind === 'norm' && norm === 'iso-14644-8'),
    machines: [
      ...[...machines].map(([type, count]) => ({ type, count, hoursPerWeek })),
      ...[...usual]
        .filter(type => !machines.has(type) && !denied.has(`process|${mainProcess(type, catalogue)}`))
        .map(type => ({ type, count: 1, hoursPerWeek, likelihood })),
    ].filter(({ type }) => !denied.has(`machine|${type}`)),
    workforce: workforceOf(present, activities, found, catalogue),
  }
  const stated = found.proposals.filter(({ kind }) => kind === 'material').map(({ id: family }) => family)
  const worked = activities.flatMap(({ known }) => known.materials)
  return {
    ...nobody,
    id,
    activity,
    sites: [site],
    workedMaterials: [...new Set([...stated, ...worked])].filter(family => !denied.has(`material|${family}`)),
    certificates: present
      .filter(({ kind }) => kind === 'norm')
      .map(({ id: norm }) => ({ norm, edition: null, item: null, validUntil: null, status: 'declared' })),
  }
}

function machinesOf(present: Proposal[]): Map<string, number> {
  return new Map(
    present.flatMap(({ kind, id, count }) =>
      kind === 'machine' ? [[id, Math.max(1, Math.round(count ?? 1))]] : [],
    ),
  )
}

/** Said of work by any machine: "coupe", "conditionnement", "extrusion". */
const general = new Set(['cut-man', 'pack', 'qc-test', 'film-ext'])

/** Machine types that stated work calls for, where one type alone is made for it and none that does it is named. */
function onlyMachines(
  present: Proposal[],
  known: string[],
  { machineTypes, processes: all }: Catalogue,
): string[] {
  const done = machineTypes
    .filter(({ id }) => known.includes(id))
    .flatMap(({ processes }) => processes.map(({ process }) => process))
  return present.flatMap(({ kind, id }) => {
    if (kind !== 'process' || general.has(id) || done.includes(id)) return []
    // Who slits its own web or film has its line first.
    if (all.some(process => process.id === id && process.auxiliary === true)) return []
    const made = machineTypes.filter(({ processes }) => processes[0]?.process === id)
    return made.length === 1 ? made.map(type => type.id) : []
  })
}

const mainProcess = (type: string, { machineTypes }: Catalogue) =>
  machineTypes.find(({ id }) => id === type)?.processes[0]?.process

function workforceOf(
  present: Proposal[],
  activities: { known: Activity; weight: number }[],
  { employees, denied }: ProfileProposals,
  catalogue: Catalogue,
): Site['workforce'] {
  const undone = new Set(denied.flatMap(({ kind, id }) => (kind === 'process' ? [id] : [])))
  const people = new Map<string, number>()
  const add = (trade: string, count: number) => people.set(trade, (people.get(trade) ?? 0) + count)
  for (const { known, weight } of activities)
    for (const { trade, people: count } of known.trades)
      if (!undone.has(mainWork(trade, catalogue) ?? '')) add(trade, count * weight)
  for (const { kind, id } of present) {
    if (kind !== 'process') continue
    const [trade] = catalogue.processes.find(process => process.id === id)?.trades ?? []
    if (trade !== undefined && !doers(id, catalogue).some(each => people.has(each))) add(trade, 2)
  }
  const scale = employees === null ? 1 : (employees.count * atWork) / Math.max(1, sum(people.values()))
  for (const [trade, count] of people) people.set(trade, count * scale)
  for (const { kind, id, count } of present) {
    if (kind === 'trade') people.set(id, count ?? people.get(id) ?? 1)
  }
  return [...people].map(([trade, count]) => ({
    trade,
    people: Math.max(1, Math.round(count)),
    hoursPerWeek,
  }))
}

/** What a trade does at the machine that is most usual for it: who does not sew has no machinists. */
function mainWork(trade: string, catalogue: Catalogue): string | undefined {
  const [machine] = catalogue.trades.find(({ id }) => id === trade)?.usualMachines ?? []
  return machine === undefined ? undefined : mainProcess(machine.machineType, catalogue)
}

/** Trades whose work it is, and those at whose usual machines it is done: a leather stitcher sews. */
function doers(id: string, { processes, trades, machineTypes }: Catalogue): string[] {
  const types = machineTypes.filter(type => type.processes.some(({ process }) => process === id))
  const atMachines = trades.filter(({ usualMachines }) =>
    usualMachines.some(({ machineType }) => types.some(type => type.id === machineType)),
  )
  return [
    ...(processes.find(process => process.id === id)?.trades ?? []),
    ...atMachines.map(trade => trade.id),
  ]
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
