/**
 * Checks a plan against what was asked, knowing nothing of how it was made: only firms, catalogue and the plan's own words.
 * Hours of each site, what waits between operations, stocks, dates, money, and the sum of the costs.
 */
import { capability } from '../capability.ts'
import { dayOf, mondayOf } from '../dates.ts'
import {
  centsPerLabourMinute,
  centsPerMachineMinute,
  centsPerTonneKilometre,
  efficiency,
} from '../defaults.ts'
import { type CompiledFirm, compileFirm } from '../firm.ts'
import type { Reference } from '../reference.ts'
import type { Plan, Refused, RegionAsked, Work } from './region.ts'
import { checkBounds } from './verify-bounds.ts'
import { checkFlow } from './verify-flow.ts'
import { checkHours, type Done, least, relative, type Say, type Way } from './verify-hours.ts'

/** What is wrong with a plan, one sentence each; empty where nothing is. */
export function verifyPlan(reference: Reference, asked: RegionAsked, plan: Plan): string[] {
  const faults: string[] = []
  const say: Say = fault => faults.push(fault)
  const firms = new Map(asked.firms.map(firm => [firm.id, compileFirm(firm, reference)]))
  const done = plan.works.flatMap((work): Done[] => {
    const way = wayOf(reference, firms, work, say)
    return way === null ? [] : [{ work, ...way }]
  })
  checkHours(asked, done, say)
  checkBounds(reference, asked, plan, done, say)
  checkAgreed(asked, plan, say)
  checkMoves(asked, plan, say)
  checkFlow(reference, asked, plan, say)
  checkSupplied(asked, plan, say)
  checkTransports(asked, plan, say)
  checkCosts(reference, done, plan, say)
  return faults
}

function operationOf(
  reference: Reference,
  { item, recipe, operation }: Pick<Work, 'item' | 'recipe' | 'operation'>,
) {
  const found = reference.recipes.get(item)?.find(each => each.recipe.id === recipe)
  return found?.operations.find(each => each.operation.id === operation)
}

/** How the firm does it, where it can. */
function wayOf(reference: Reference, firms: Map<string, CompiledFirm>, work: Work, say: Say): Way | null {
  const firm = firms.get(work.firm)
  const operation = operationOf(reference, work)
  const site = firm?.sites.find(each => each.site.id === work.site)
  if (firm === undefined || operation === undefined || site === undefined) {
    say(`${work.firm} at ${work.site} is to do ${work.operation} of ${work.item}: no such thing`)
    return null
  }
  const route = capability(reference, firm, operation).routes.find(
    each =>
      each.site === site.number &&
      each.process === work.process &&
      (each.machine?.type ?? null) === work.machine &&
      each.reorientations.map(({ id }) => id).join() === work.reorientations.join() &&
      each.pools.map(({ trade }) => trade).join() === work.trades.join(),
  )
  if (route === undefined) {
    say(`${work.firm} cannot do ${work.operation} of ${work.item} by ${work.process}`)
    return null
  }
  return { firm, site, operation, route }
}

/** What is agreed is there as it was, but for what the plan says has lapsed; what is refused is not. */
function checkAgreed({ asOf, weeks, agreed = [], refused = [] }: RegionAsked, plan: Plan, say: Say): void {
  const weekOf = (date: string) => (mondayOf(dayOf(date)) - mondayOf(dayOf(asOf))) / 7
  const kept = new Map(plan.lapsed.map(({ id, kept }) => [id, kept]))
  const isSame = (one: Omit<Refused, 'week'>, other: Omit<Refused, 'week'>) =>
    one.firm === other.firm &&
    one.item === other.item &&
    one.claim === other.claim &&
    one.recipe === other.recipe &&
    one.operation === other.operation
  for (const line of agreed) {
    const week = weekOf(line.week)
    if (week < 0 || week >= weeks) continue
    const done = plan.works.filter(work => work.agreed === line.id)
    const units = done.reduce((sum, each) => sum + each.units, 0)
    const wanted = kept.get(line.id) ?? line.units
    if (Math.abs(units - wanted) > relative * line.units + least)
      say(`${units} are done of the agreed line ${line.id}, of ${wanted}`)
    for (const work of done)
      if (
        !isSame(work, line) ||
        work.site !== line.site ||
        work.machine !== line.machine ||
        work.week !== week
      )
        say(`the agreed line ${line.id} has become another`)
  }
  for (const work of plan.works) {
    if (work.agreed !== null && !agreed.some(({ id }) => id === work.agreed))
      say(`${work.agreed} is not agreed`)
    for (const line of refused)
      if (isSame(work, line) && (line.week === null || weekOf(line.week) === work.week))
        say(`${work.firm} has refused ${work.operation} of ${work.item} in week ${work.week}`)
  }
}

function checkMoves(
  { keuro, underWay = [] }: RegionAsked,
  { works, changes, conflicts }: Plan,
  say: Say,
): void {
  const keyOf = (each: { firm: string; site: string; reorientations: string[] }) =>
    [each.firm, each.site, ...each.reorientations].join('|')
  const decided = new Set(changes.map(keyOf))
  for (const work of works)
    if (work.reorientations.length > 0 && !decided.has(keyOf(work))) say(`${keyOf(work)} is not decided on`)
  const agreed = new Set(underWay.map(keyOf))
  for (const change of changes)
    if (change.isUnderWay !== agreed.has(keyOf(change)))
      say(`${keyOf(change)} is${change.isUnderWay ? ' not' : ''} under way`)
  const spent = changes.reduce((sum, { effort, isUnderWay }) => (isUnderWay ? sum : sum + effort.keuro), 0)
  const isEased = conflicts.some(({ between }) => between.some(({ kind }) => kind === 'keuro'))
  if (keuro !== null && spent > keuro * (1 + relative) && !isEased)
    say(`${spent} k€ of reorientations, of ${keuro}`)
}

/** What is due and not handed over is late; nothing is handed over before it is due. */
function checkSupplied({ asOf, weeks, demands }: RegionAsked, plan: Plan, say: Say): void {
  const monday = mondayOf(dayOf(asOf))
  for (const { item, claim, priority, delivered, late } of plan.supplied) {
    const due = new Float64Array(weeks)
    for (const demand of demands) {
      if (demand.item !== item || demand.claim !== claim || demand.priority !== priority) continue
      for (const { date, quantity } of demand.due) {
        const week = Math.max(0, Math.floor((dayOf(date) - monday) / 7) - 1)
        if (week < weeks) due[week] = (due[week] ?? 0) + quantity
      }
    }
    let open = 0
    for (let week = 0; week < weeks; week++) {
      open += (due[week] ?? 0) - (delivered[week] ?? 0)
      if (
        open < -least - relative * 1000 ||
        Math.abs(open - (late[week] ?? 0)) > least + relative * Math.max(open, 1000)
      )
        say(`${item} for priority ${priority}: ${open} are late in week ${week}, not ${late[week]}`)
    }
  }
}

/** No more leaves a department than is done there, and no more arrives than is worked on there. */
function checkTransports({ firms }: RegionAsked, { works, transports }: Plan, say: Say): void {
  const departments = new Map(
    firms.flatMap(firm => firm.sites.map(site => [`${firm.id}|${site.id}`, site.place.department] as const)),
  )
  const doneAt = new Map<string, number>()
  for (const { firm, site, item, claim, recipe, operation, units } of works) {
    const key = [item, claim, recipe, operation, departments.get(`${firm}|${site}`)].join('|')
    doneAt.set(key, (doneAt.get(key) ?? 0) + units)
  }
  const left = new Map<string, { units: number; most: number }>()
  for (const { item, claim, after, next, from, to, units } of transports) {
    const leaving = [item, claim, after.recipe, after.operation, from].join('|')
    const key = `${leaving}|${next === null ? '' : [next.item, next.recipe, next.operation].join('|')}`
    const own = left.get(key) ?? { units: 0, most: doneAt.get(leaving) ?? 0 }
    own.units += units
    left.set(key, own)
    if (next === null) continue
    const arriving = [next.item, claim, next.recipe, next.operation, to].join('|')
    if (!doneAt.has(arriving))
      say(`${item} goes to ${to} for ${next.operation} of ${next.item}, which is not done there`)
  }
  for (const [key, { units, most }] of left)
    if (units > most * (1 + relative) + least) say(`${key}: ${units} leave, of ${most}`)
}

function checkCosts(reference: Reference, done: Done[], plan: Plan, say: Say): void {
  const work = done.reduce((sum, { work, operation, route }) => {
    const method = operation.operation.methods.find(({ process }) => process === route.process)
    const machine = route.machine === null ? 0 : (method?.machineMinutes.value ?? 0)
    const cents = route.labourMinutes * centsPerLabourMinute + machine * centsPerMachineMinute
    return sum + (work.units * operation.begun * cents) / efficiency
  }, 0)
  const bought = plan.purchases.reduce(
    (sum, { item, units }) =>
      sum + (units * (reference.items.get(item)?.outside?.centsPerThousand.value ?? 0)) / 1000,
    0,
  )
  const services = plan.services.reduce((sum, service) => {
    const operation = operationOf(reference, service)
    return (
      sum + (service.units * (operation?.begun ?? 0) * (operation?.service?.centsPerThousand ?? 0)) / 1000
    )
  }, 0)
  const transport = plan.transports.reduce((sum, { item, units, kilometres }) => {
    const tonnes = ((reference.items.get(item)?.grams.value ?? 0) * units) / 1_000_000
    return sum + tonnes * kilometres * centsPerTonneKilometre
  }, 0)
  const reorientations = plan.changes.reduce(
    (sum, { effort, isUnderWay }) => (isUnderWay ? sum : sum + effort.keuro * 100_000),
    0,
  )
  for (const [name, cents] of Object.entries({ work, bought, services, transport, reorientations })) {
    const told = { ...plan.costs }[name] ?? 0
    if (Math.abs(told - cents) > 1e-4 * Math.max(told, cents) + 100)
      say(`${name} costs ${cents}, not ${told}`)
  }
  const sum = Object.values(plan.costs).reduce((total, cents) => total + cents, 0)
  if (Math.abs(sum - plan.objective) > relative * sum)
    say(`the costs add up to ${sum}, not ${plan.objective}`)
  if (plan.bound > plan.objective * (1 + relative))
    say(`the bound ${plan.bound} is above the plan's ${plan.objective}`)
}
