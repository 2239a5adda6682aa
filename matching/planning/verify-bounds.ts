/** The operator's bounds, as the check of a plan counts them: each is kept, or else a conflict says so, and how far it is. */
import { efficiency } from '../defaults.ts'
import { dayOf, mondayOf } from '../dates.ts'
import type { Reference } from '../reference.ts'
import type { Bound, Plan, RegionAsked } from './region.ts'
import { least, relative, type Done, type Say } from './verify-hours.ts'

export function checkBounds(
  reference: Reference,
  asked: RegionAsked,
  plan: Plan,
  done: Done[],
  say: Say,
): void {
  const bounds = asked.bounds ?? []
  if (plan.bounds.length !== bounds.length) say(`${plan.bounds.length} of ${bounds.length} bounds are told`)
  bounds.forEach((bound, at) => {
    const told = plan.bounds[at]
    const isLeast = bound.kind !== 'dependence'
    const limit = bound.kind === 'difficulty' ? bound.hours : bound.share
    const found = shareOf(reference, asked, plan, done, bound)
    if (told === undefined || found === null) return
    const near = (one: number, other: number) =>
      Math.abs(one - other) <= 1e-4 * Math.max(1, Math.abs(one), Math.abs(other)) + least
    if (told.reached === null || !near(told.reached, found))
      say(`the bound ${at} on ${bound.kind} is at ${found}, not ${told.reached}`)
    const isKept = isLeast ? found >= limit - 1e-4 * Math.max(1, limit) : found <= limit + 1e-4
    if (!isKept && told.isKept) say(`the bound ${at} on ${bound.kind} is not kept: ${found}, not ${limit}`)
    if (!isKept && !isNamed(plan, bound)) say(`the bound ${at} is not kept, and nothing says why`)
  })
  for (const { work, route, operation } of done) {
    const hours = (work.units * operation.begun * route.labourMinutes) / 60 / efficiency
    if (Math.abs(hours - work.peopleHours) > relative * hours + least)
      say(`${work.firm}: ${work.operation} of ${work.item} takes ${hours} hours, not ${work.peopleHours}`)
  }
}

/** Whether it is said that a bound cannot be kept with others. */
const isNamed = ({ conflicts }: Plan, bound: Bound) => {
  const own = JSON.stringify(bound)
  return conflicts.some(({ between }) => between.some(limit => JSON.stringify(limit) === own))
}

const recyclable = { yes: 1, partly: 0.5, no: 0 }

/** Null where there is nothing to count. */
function shareOf(
  reference: Reference,
  asked: RegionAsked,
  plan: Plan,
  done: Done[],
  bound: Bound,
): number | null {
  if (bound.kind === 'difficulty')
    return (
      done
        .filter(({ work }) => bound.firms.includes(work.firm))
        .reduce(
          (sum, { work, route, operation }) =>
            sum + (work.units * operation.begun * route.labourMinutes) / 60,
          0,
        ) / efficiency
    )
  if (bound.kind === 'dependence') return mostOnOne(asked, plan, bound.item)
  let [counted, all] = [0, 0]
  if (bound.kind === 'recyclable') {
    for (const { item, delivered } of plan.supplied) {
      const of = reference.items.get(item)
      for (const units of delivered) {
        all += units * (of?.grams.value ?? 0)
        counted += units * (of?.grams.value ?? 0) * recyclable[of?.recyclable ?? 'no']
      }
    }
  } else if (bound.item === null) {
    counted = plan.costs.work + plan.costs.services
    all = counted + plan.costs.bought
  } else {
    for (const { item, recipe, operation, units } of [...plan.works, ...plan.services]) {
      const of = reference.recipes.get(item)?.find(each => each.recipe.id === recipe)
      const step = of?.operations.find(each => each.operation.id === operation)
      if (item === bound.item && step?.after.length === 0) counted += units
    }
    all = counted
    for (const { item, units } of plan.purchases) if (item === bound.item) all += units
  }
  return all > 0 ? counted / all : null
}

/** Of what is asked of an item for a claim, the largest part that one firm does of an operation on machines. */
function mostOnOne({ asOf, weeks, demands, bounds = [] }: RegionAsked, { works }: Plan, item: string | null) {
  const isOwn = (id: string) =>
    bounds.some(bound => bound.kind === 'dependence' && bound.item !== null && bound.item === id)
  const end = mondayOf(dayOf(asOf)) + 7 * (weeks + 1)
  const due = new Map<string, number>()
  for (const demand of demands) {
    if (item === null ? isOwn(demand.item) : demand.item !== item) continue
    for (const { date, quantity } of demand.due) {
      const key = `${demand.item} ${demand.claim}`
      if (dayOf(date) < end) due.set(key, (due.get(key) ?? 0) + quantity)
    }
  }
  if (due.size === 0) return null
  const done = new Map<string, number>()
  let most = 0
  for (const { firm, item, claim, recipe, operation, machine, units } of works) {
    const of = due.get(`${item} ${claim}`)
    if (machine === null || of === undefined) continue
    const key = [firm, item, claim, recipe, operation].join(' ')
    const own = (done.get(key) ?? 0) + units
    done.set(key, own)
    most = Math.max(most, own / of)
  }
  return most
}
