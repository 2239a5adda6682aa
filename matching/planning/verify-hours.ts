/** The hours of a plan, as its check counts them: of each site and week, of each machine type, and of every set of people. */
import { weeksBetween } from '../availability.ts'
import type { Route } from '../capability.ts'
import { freeWeeks } from '../commitments.ts'
import { dayOf, mondayOf } from '../dates.ts'
import { efficiency } from '../defaults.ts'
import type { CompiledFirm, CompiledSite } from '../firm.ts'
import type { ReferenceOperation } from '../reference.ts'
import type { RegionAsked, Work } from './region.ts'

/** What rounding of a solver may leave, relative to what is compared, and in units. */
export const relative = 1e-5
export const least = 1e-3

export type Say = (fault: string) => void

/** How a firm does what it is to do. */
export interface Way {
  firm: CompiledFirm
  site: CompiledSite
  operation: ReferenceOperation
  route: Route
}
export type Done = Way & { work: Work }

/** Days from now until what a route comes after is done, and until its work may begin. */
function daysUntil({ asOf, underWay = [] }: RegionAsked, { firm, site, route }: Way) {
  const begun = underWay.find(
    each =>
      route.reorientations.length > 0 &&
      each.firm === firm.firm.id &&
      each.site === site.site.id &&
      each.reorientations.join() === reorientationsOf({ route }),
  )
  if (begun === undefined) return { ready: route.startDays, start: route.startDays }
  const ready = route.effort.days - (dayOf(asOf) - mondayOf(dayOf(begun.week)))
  return { ready, start: Math.max(firm.preparation, ready) }
}

export function checkHours(asked: RegionAsked, done: Done[], say: Say): void {
  const { asOf, weeks } = asked
  const today = dayOf(asOf)
  const monday = mondayOf(today)
  const bySiteWeek = new Map<string, Done[]>()
  for (const each of done) {
    const { work, firm, site } = each
    const start = monday + 7 * work.week
    if (!Number.isInteger(work.week) || work.week < 0 || work.week >= weeks)
      say(`week ${work.week} is not of the plan`)
    // What is agreed has been prepared already.
    if (work.agreed === null && start < today + daysUntil(asked, each).start)
      say(`${firm.firm.id} cannot begin ${work.operation} of ${work.item} in week ${work.week}`)
    const key = `${firm.firm.id}|${site.number}|${work.week}`
    bySiteWeek.set(key, [...(bySiteWeek.get(key) ?? []), each])
  }
  for (const list of bySiteWeek.values()) {
    const [first] = list
    if (first !== undefined) checkWeek(asked, first, monday + 7 * first.work.week, today, list, say)
  }
}

/** One site in one week: each machine type, and every set of its pools of people. */
function checkWeek(
  asked: RegionAsked,
  { firm, site }: Pick<Way, 'firm' | 'site'>,
  start: number,
  today: number,
  list: Done[],
  say: Say,
) {
  const share = (
    kind: 'machines' | 'people',
    parts: { of: string | null; hours: number; weight: number }[],
  ) => {
    const free =
      site.ledger === null
        ? firm.availability
        : freeWeeks(firm.availability, site.ledger, { kind, parts }).others
    return weeksBetween(free, start, start + 7)
  }
  const minutesOf = ({ work, operation }: Done, each: number) => work.units * each * operation.begun
  const where = `${firm.firm.id} at ${site.site.id} in the week of day ${start}`
  for (const type of new Set(site.machines.map(group => group.type))) {
    const groups = site.machines.filter(group => group.type === type)
    const hours = groups.reduce((sum, group) => sum + group.hours, 0)
    const free = hours * 60 * efficiency * share('machines', [{ of: type, hours, weight: hours }])
    const used = list
      .filter(({ route }) => route.machine?.type === type)
      .reduce((sum, each) => sum + minutesOf(each, each.route.machineMinutes), 0)
    if (used > free * (1 + relative) + least) say(`${where}: ${type} runs ${used} of ${free} minutes`)
    checkRamp(
      list.filter(({ route }) => route.machine?.type === type),
      free,
      'machineMinutes',
    )
  }
  const numbers = site.pools.map(({ number }) => number)
  for (let set = 1; set < 2 ** numbers.length; set++) {
    const within = (number: number) => (set & (2 ** numbers.indexOf(number))) !== 0
    const parts = site.pools
      .filter(({ number }) => within(number))
      .map(({ trade, hours }) => ({ of: trade, hours, weight: hours }))
    const free = parts.reduce((sum, { hours }) => sum + hours, 0) * 60 * efficiency * share('people', parts)
    const using = list.filter(({ route }) => route.pools.every(({ number }) => within(number)))
    const used = using.reduce((sum, each) => sum + minutesOf(each, each.route.labourMinutes), 0)
    if (used > free * (1 + relative) + least) say(`${where}: people work ${used} of ${free} minutes`)
    checkRamp(
      using.filter(({ route }) => route.pools.length === parts.length),
      free,
      'labourMinutes',
    )
  }

  /** After a change its work comes slowly. */
  function checkRamp(using: Done[], free: number, kind: 'machineMinutes' | 'labourMinutes') {
    const fresh = using.filter(({ work }) => work.agreed === null)
    for (const one of fresh) {
      const { route } = one
      const began = Math.ceil((today - mondayOf(today) + daysUntil(asked, one).ready) / 7)
      const week = (start - mondayOf(today)) / 7
      const rate = route.rampUp[week - began] ?? 1
      const alike = fresh.filter(
        each =>
          reorientationsOf(each) === reorientationsOf({ route }) && each.route.startDays === route.startDays,
      )
      const used = alike.reduce((sum, each) => sum + minutesOf(each, each.route[kind]), 0)
      if (used > free * rate * (1 + relative) + least)
        say(`${where}: ${used} minutes of a change that has come to ${rate} of ${free}`)
    }
  }
}

const reorientationsOf = ({ route }: Pick<Way, 'route'>) => route.reorientations.map(({ id }) => id).join()
