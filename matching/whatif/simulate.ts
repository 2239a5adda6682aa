/**
 * Lives through a plan that nobody changes, week by week. The rule: each does what it was planned to do, as far as its hours,
 * what it works on and the border let it; what it is behind with it makes up for in its own free hours; whatever was meant for
 * somebody stays his. What there is to hand over goes to those who go first, before the rest. `docs/what-if.md`.
 *
 * All of it is reckoned with sums until the end of each week, each of them no greater when less is there: so that what is
 * worse in a scenario is never better for anybody's sum.
 */
import type { Conditions } from './conditions.ts'
import { type Fixed, type FixedLine, type Pool, untilEach } from './fixed.ts'
import { firstLawful } from '../planning/lawful.ts'
import type { Order } from '../planning/model.ts'
import type { Priority } from '../planning/region.ts'

/** By this much, relative, what is reckoned may differ from what was planned. */
const rounding = 1e-6

/** Of one article, by week: in stock at the end, and by priority what is late then. */
export interface Lived {
  stock: Float64Array
  late: Record<Priority, Float64Array>
}

/** What the plan keeps back at the end of a week though somebody waits, for those it has to serve later. */
export interface KeptBack {
  first: Float64Array
  rest: Float64Array
}

export interface Life {
  fixed: Fixed
  /** By article. */
  keptBack: KeptBack[]
  /** By article: who goes first in the plan. */
  first: Priority[]
}

/** Units of a pool that its users may have until the end of a week: whole weeks of the plan, and a part of the next. */
interface Reach {
  week: number
  part: number
  beyond: number
}

function reachOf({ taken }: Pool, there: number): Reach {
  let week = 0
  while (week < taken.length && there >= (taken[week] ?? 0) * (1 - rounding)) week++
  const before = week === 0 ? 0 : (taken[week - 1] ?? 0)
  if (week === taken.length) return { week, part: 0, beyond: Math.max(0, there - before) }
  const width = (taken[week] ?? 0) - before
  return { week, part: width > 0 ? Math.max(0, (there - before) / width) : 0, beyond: 0 }
}

function reached(until: Float64Array, { week, part }: Reach): number {
  const before = week === 0 ? 0 : (until[week - 1] ?? 0)
  return week === until.length ? before : before + ((until[week] ?? 0) - before) * part
}

/** What there is to hand over of each article, and what has come in and been taken, until the end of each week. */
interface Flow {
  handable: Float64Array
  net: Float64Array
}

function flowsOf(fixed: Fixed, conditions: Conditions): Flow[] {
  const { calendar, pools, lines, steps, fills, terms, bought } = fixed
  const { weeks } = calendar
  const supply = pools.map(({ there }) => there)
  const drawn = pools.map(() => 0)
  const done = lines.map(own => own.map(() => 0))
  const purchased = terms.articles.map(() => 0)
  const flows = terms.articles.map(() => ({
    handable: new Float64Array(weeks),
    net: new Float64Array(weeks),
  }))
  const lawful = terms.lawful.map((own, article) => firstLawful(conditions.lawful(own, article), weeks))
  for (let week = 0; week < weeks; week++) {
    // Of an article that is bought, what comes this week may be used in it.
    terms.articles.forEach(({ item, number }) => {
      if (!conditions.comes(item.id, week)) return
      const until = bought[number]?.[week] ?? 0
      supply[number] = (supply[number] ?? 0) + until - (purchased[number] ?? 0)
      purchased[number] = until
    })
    for (const step of steps) {
      const own = lines[step.number] ?? []
      const isStopped =
        (step.isLast && week < (lawful[step.article] ?? 0)) ||
        step.buys.some(({ item }) => !conditions.comes(item.id, week))
      if (isStopped || own.length === 0) continue
      const draws = (own[0]?.draws ?? []).map(({ pool }) => {
        const of = pools[pool]
        return of === undefined ? null : reachOf(of, supply[pool] ?? 0)
      })
      own.forEach((line, at) => {
        const before = done[step.number]?.[at] ?? 0
        const after = Math.max(
          before,
          Math.min(before + mostOf(line, conditions, week), mayBe(line, draws, week)),
        )
        const made = done[step.number]
        if (made === undefined || after === before) return
        made[at] = after
        for (const pool of fills[step.number] ?? []) supply[pool] = (supply[pool] ?? 0) + after - before
        for (const { pool, quantity } of line.draws)
          drawn[pool] = (drawn[pool] ?? 0) + (after - before) * quantity
      })
    }
    flows.forEach(({ handable, net }, article) => {
      const pool = pools[article]
      if (pool === undefined) return
      const reach = reachOf(pool, supply[article] ?? 0)
      handable[week] = reached(pool.handed, reach) + reach.beyond
      net[week] = (supply[article] ?? 0) - (drawn[article] ?? 0)
    })
  }
  return flows
}

function mostOf({ at, planned, spare }: FixedLine, conditions: Conditions, week: number): number {
  if (at === null) return conditions.serves(week) ? Infinity : 0
  const share = conditions.share(at.firm, at.department, week)
  return share === 0 ? 0 : ((planned[week] ?? 0) + (spare[week] ?? 0)) * share
}

function mayBe({ until }: FixedLine, draws: readonly (Reach | null)[], week: number): number {
  return draws.reduce(
    (least, reach) => (reach === null ? least : Math.min(least, reached(until, reach))),
    until[week] ?? 0,
  )
}

/** By article and priority, what is due until the end of each week. */
export type Due = Record<Priority, Float64Array>[]

export function dueOf(orders: readonly Order[], articles: number, weeks: number): Due {
  const none = (): Float64Array => new Float64Array(weeks)
  const due: Due = Array.from({ length: articles }, () => ({ 1: none(), 2: none(), 3: none() }))
  for (const { article, priority, due: own } of orders) {
    const of = due[article]
    if (of !== undefined) of[priority] = untilEach(own)
  }
  return due
}

const priorities = [1, 2, 3] as const satisfies Priority[]
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** Reads from a plan whom it serves first, and what it keeps back for them. `late`: by order and week, as planned. */
export function lifeOf(fixed: Fixed, conditions: Conditions, late: readonly Float64Array[]): Life {
  const { terms, calendar, pools } = fixed
  const { weeks } = calendar
  const flows = flowsOf(fixed, conditions)
  const first = terms.articles.map(({ number }) =>
    terms.orders.reduce<Priority>(
      (least, order) => (order.article === number && order.priority < least ? order.priority : least),
      3,
    ),
  )
  const keptBack = terms.articles.map(({ number }) => {
    const back: KeptBack = { first: new Float64Array(weeks), rest: new Float64Array(weeks) }
    for (let week = 0; week < weeks; week++) {
      const lateOf = (isFirst: boolean) =>
        sumOf(
          terms.orders.map(({ article, priority }, at) =>
            article === number && priority <= (first[number] ?? 3) === isFirst ? (late[at]?.[week] ?? 0) : 0,
          ),
        )
      const handed = pools[number]?.handed[week] ?? 0
      const left = Math.max(0, (flows[number]?.handable[week] ?? 0) - handed)
      const least = rounding * Math.max(1, handed)
      back.first[week] = lateOf(true) > least ? left : 0
      back.rest[week] = lateOf(false) > least ? left : 0
    }
    return back
  })
  return { fixed, keptBack, first }
}

/** What comes of the plan under some conditions, with what is then due, by article. */
export function simulate({ fixed, keptBack, first }: Life, conditions: Conditions, due: Due): Lived[] {
  const { weeks } = fixed.calendar
  return flowsOf(fixed, conditions).map(({ handable, net }, article) => {
    const lived: Lived = {
      stock: new Float64Array(weeks),
      late: { 1: new Float64Array(weeks), 2: new Float64Array(weeks), 3: new Float64Array(weeks) },
    }
    const given: Record<Priority, number> = { 1: 0, 2: 0, 3: 0 }
    const goesFirst = first[article] ?? 3
    const early = priorities.filter(priority => priority <= goesFirst)
    const later = priorities.filter(priority => priority > goesFirst)
    const givenTo = (of: readonly Priority[]) => sumOf(of.map(priority => given[priority]))
    for (let week = 0; week < weeks; week++) {
      const dueOf = (of: readonly Priority[]) =>
        sumOf(of.map(priority => due[article]?.[priority][week] ?? 0))
      const there = handable[week] ?? 0
      const back = keptBack[article]
      const toRest = Math.min(dueOf(later), there - (back?.rest[week] ?? 0) - dueOf(early))
      const toFirst = Math.min(
        dueOf(early),
        there - (back?.first[week] ?? 0) - Math.max(toRest, givenTo(later)),
      )
      handOut(later, toRest - givenTo(later), week)
      handOut(early, toFirst - givenTo(early), week)
      lived.stock[week] = Math.max(0, (net[week] ?? 0) - givenTo(priorities))
      for (const priority of priorities)
        lived.late[priority][week] = Math.max(0, (due[article]?.[priority][week] ?? 0) - given[priority])
    }
    return lived

    function handOut(to: readonly Priority[], amount: number, week: number) {
      let left = Math.max(0, amount)
      for (const priority of to) {
        const taken = Math.min(left, Math.max(0, (due[article]?.[priority][week] ?? 0) - given[priority]))
        given[priority] += taken
        left -= taken
      }
    }
  })
}
