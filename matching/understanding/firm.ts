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

/**
 * Takes what is stated and present as declared, and the trades and materials usual in its lines of business beside it:
 * the engine assumes machines from trades (`usualMachines`) and says so.
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
  for (const { known } of activities)
    for (const type of known.machines) if (!machines.has(type)) machines.set(type, 1)
  const denied = new Set(found.denied.map(({ kind, id: other }) => `${kind}|${other}`))
  const site: Site = {
    id: 'site',
    name: '',
    place,
    cleanRoom: present.some(({ kind, id: norm }) => kind === 'norm' && norm === 'iso-14644-8'),
    machines: [...machines]
      .filter(([type]) => !denied.has(`machine|${type}`))
      .map(([type, count]) => ({ type, count, hoursPerWeek })),
    workforce: workforceOf(present, activities, found.employees?.count ?? null, catalogue),
  }
  const stated = found.proposals.filter(({ kind }) => kind === 'material').map(({ id: family }) => family)
  const usual = activities.flatMap(({ known }) => known.materials)
  return {
    ...nobody,
    id,
    activity,
    sites: [site],
    workedMaterials: [...new Set([...stated, ...usual])].filter(family => !denied.has(`material|${family}`)),
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

function workforceOf(
  present: Proposal[],
  activities: { known: Activity; weight: number }[],
  employees: number | null,
  catalogue: Catalogue,
): Site['workforce'] {
  const people = new Map<string, number>()
  const add = (trade: string, count: number) => people.set(trade, (people.get(trade) ?? 0) + count)
  for (const { known, weight } of activities)
    for (const { trade, people: count } of known.trades) add(trade, count * weight)
  for (const { kind, id } of present) {
    if (kind !== 'process') continue
    const process = catalogue.processes.find(each => each.id === id)
    const [trade] = process?.trades ?? []
    if (trade !== undefined && !process?.trades.some(each => people.has(each))) add(trade, 2)
  }
  const scale = employees === null ? 1 : (employees * atWork) / Math.max(1, sum(people.values()))
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

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
