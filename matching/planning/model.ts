/**
 * The programme of a plan, crafts together: what is made of each step in each week, who works when, which reorientations are
 * decided on, and what comes late. `docs/planning.md` writes it out.
 */
import type { Regime } from '../catalogue.ts'
import { centsOfMinutes } from '../work-cost.ts'
import type { Article, Step } from './articles.ts'
import type { Calendar } from './calendar.ts'
import { agreedAfter, agreedTaking, writeAgreed } from './agreed-columns.ts'
import { type CraftRows, writeCrafts, writeLabour, writeMachines } from './capacity.ts'
import { writeBounds } from './bounds.ts'
import { firstLawful, type Lawful } from './lawful.ts'
import type { Bound, Limit, Priority } from './region.ts'
import { Sheet, type Size, type Term } from './sheet.ts'
import type { Supply } from './supply.ts'
import { nearnessOf } from './transport.ts'
import type { Zones } from './zones.ts'

/** What is due of an article, by priority and week. */
export interface Order {
  article: number
  priority: Priority
  due: Float64Array
  /** What is due of it by department, over all weeks. */
  byZone: Float64Array
}

export interface Terms {
  calendar: Calendar
  articles: readonly Article[]
  supply: Supply
  orders: readonly Order[]
  zones: Zones
  /** Units of each article that are there before the first week. */
  stocks: Float64Array
  /** Units of each step that were done before the first week. */
  begun: Float64Array
  /** By article: the weeks in which it may be finished, so that it may be sold. */
  lawful: readonly Lawful[]
  /** Regimes that the catalogue knows, by id, in force or not. */
  regimes: ReadonlyMap<string, Regime>
  /** What a unit that is late counts in each week, in units of what it is worth. */
  lateness: Record<Priority, number>
  /** Most that may be spent on reorientations, in thousands of euro. */
  keuro: number
  bounds: readonly Bound[]
}

/**
 * A column by which a limit gives way: nothing unless it must, then up to `most`, each unit of it counting `weight`. Of a
 * bound a unit is a whole share, or all that is bound.
 */
export interface Giving {
  column: number
  most: number
  weight: number
  /** One unit of it in the unit of the limit: units of work, a share, hours, k€. */
  unit: number
  limit: Limit
}

/** Columns by what they stand for; undefined where there is nothing to decide. */
export interface Model {
  sheet: Sheet
  /** What was written before the bounds, which come last. */
  unbound: Size
  rows: CraftRows
  /** By craft, position of the step in it, and week. */
  made: (number | undefined)[][][]
  /** By station and week, its people's minutes. */
  labour: (number | undefined)[][]
  /** By step and week: units that a service does. */
  served: (number | undefined)[][]
  /** By move. */
  moves: number[]
  /** By agreed line: what is done of it. */
  agreed: number[]
  /** What gives way where not everything can be: agreed lines, bounds. */
  giving: Giving[]
  /** By article and week: what is bought of it, to go into others. */
  bought: (number | undefined)[][]
  /** By order and week: what is handed over, and what is due and not there. */
  delivered: number[][]
  late: number[][]
  /** By article and week: what is left at its end. */
  stock: number[][]
  /** By article: what is drawn from a reserve in the first week; nothing, unless a reserve is let in. */
  reserve: number[]
  /** What waits between two steps at the end of a week, with the cents that it costs to hold a unit. */
  waiting: { column: number; cents: number }[]
}

/** What it costs to hold a unit for a week, of what it is worth. Estimated: a fifth of its worth a year. */
export const holding = 0.004
export const centsPerKeuro = 100_000

/** `isApart`: every station works for itself, or with others of its department, and those near to who asks work first. */
export function modelOf(terms: Terms, { isApart }: { isApart: boolean }): Model {
  const { calendar, articles, supply, orders, lateness, zones } = terms
  const { weeks } = calendar
  const sheet = new Sheet()
  const allWeeks = Array.from({ length: weeks }, (_, week) => week)
  const steps = articles.flatMap(article => article.steps).sort((a, b) => a.number - b.number)
  const moves = supply.moves.map(({ effort, isUnderWay }) =>
    isUnderWay ? sheet.column(0, 1, 1) : sheet.column(effort.keuro * centsPerKeuro, 1),
  )
  /** By step and week: everything that does it. */
  const done: Term[][][] = steps.map(() => allWeeks.map(() => []))
  const { agreed, giving } = writeAgreed(sheet, supply, moves)
  for (const { number, step, week } of supply.lines) done[step.number]?.[week]?.push([agreed[number] ?? 0, 1])
  const labour = writeLabour(sheet, terms, { moves, agreed })
  const machines = writeMachines(sheet, terms, { moves, agreed })
  const nearness = isApart ? nearnessOf(articles, orders, zones) : []
  const made = supply.crafts.map(({ steps: own, stations }) => {
    const place = supply.stations[stations[0] ?? -1]?.site.site.place
    const zone = place === undefined ? -1 : zones.numberOf(place)
    const from = Math.min(...stations.map(number => supply.stations[number]?.first ?? weeks))
    return own.map(({ step, machineMinutes, labourMinutes, refused }) => {
      const near = nearness[step.article]?.[zone] ?? 0
      const cents = centsOfMinutes(labourMinutes, machineMinutes) + step.boughtCents + near
      const first = Math.max(from, firstWeek(terms, step))
      return allWeeks.map(week => {
        if (week < first || refused.includes(week)) return undefined
        const column = sheet.column(cents)
        done[step.number]?.[week]?.push([column, 1])
        return column
      })
    })
  })
  const rows = writeCrafts(sheet, terms, { made, labour, machines, moves })
  const served = steps.map(step => {
    const { service } = step
    if (service === null) return []
    const first = Math.max(calendar.weekAfter(service.days), firstWeek(terms, step))
    return allWeeks.map(week => {
      // What an agreed line works on has been sent away in time.
      const ordered = week < first ? agreedAfter(supply, step, week) : Infinity
      if (ordered === 0 || service.closed?.includes(week) === true) return undefined
      const column = sheet.column(service.cents + step.boughtCents, ordered)
      done[step.number]?.[week]?.push([column, 1])
      return column
    })
  })
  const delivered = orders.map(() => allWeeks.map(() => sheet.column(0)))
  const late = orders.map(({ article, priority }) => {
    const cents = lateness[priority] * (articles[article]?.cents ?? 0)
    return allWeeks.map(() => sheet.column(cents))
  })
  orders.forEach(({ due }, at) => {
    for (const week of allWeeks) {
      const [sent, open, before] = [delivered[at]?.[week] ?? 0, late[at]?.[week] ?? 0, late[at]?.[week - 1]]
      const amount = due[week] ?? 0
      sheet.row(
        [[open, 1], [sent, 1], ...(before === undefined ? [] : [[before, -1] as const])],
        amount,
        amount,
      )
    }
  })
  const bought = articles.map(article => writePurchases(sheet, terms, article, done))
  const reserve = articles.map(() => sheet.column(0, 0))
  const stock = articles.map(article =>
    writeStock(sheet, terms, article, { done, delivered, bought, reserve }),
  )
  const waiting = steps.flatMap(step => writeBetween(sheet, terms, step, done))
  const unbound = sheet.size
  const model = {
    sheet,
    unbound,
    rows,
    made,
    labour,
    served,
    moves,
    agreed,
    bought,
    delivered,
    late,
    stock,
    reserve,
    waiting,
  }
  return { ...model, giving: [...giving, ...writeBounds(sheet, terms, model)] }
}

/** What goes in has come by then, and what comes out may be sold. */
function firstWeek({ calendar, lawful }: Terms, { boughtDays, isLast, article }: Step): number {
  const own = isLast ? lawful[article] : undefined
  return Math.max(calendar.weekAfter(boughtDays), own === undefined ? 0 : firstLawful(own, calendar.weeks))
}

/** What goes into others may be bought for them, once it has had time to come; never to be handed over. */
function writePurchases(
  sheet: Sheet,
  { calendar, supply }: Terms,
  { purchase, takenBy }: Article,
  done: Term[][][],
): (number | undefined)[] {
  if (purchase === null || takenBy.length === 0) return []
  const first = calendar.weekAfter(purchase.days)
  return Array.from({ length: calendar.weeks }, (_, week) => {
    const taken = takenBy.flatMap(({ step, quantity }) => times(done[step]?.[week], -quantity))
    const ordered = week < first ? agreedTaking(supply, takenBy, week) : Infinity
    if (ordered === 0 || taken.length === 0 || purchase.closed?.includes(week) === true) return undefined
    const column = sheet.column(purchase.cents, ordered)
    sheet.row([[column, 1], ...taken], -Infinity, 0)
    return column
  })
}

/** What is there of an article at the end of a week: what was, and is made, less what is taken and handed over. */
function writeStock(
  sheet: Sheet,
  terms: Terms,
  { number, steps, takenBy, cents }: Article,
  {
    done,
    delivered,
    bought,
    reserve,
  }: Pick<Model, 'delivered' | 'bought' | 'reserve'> & { done: Term[][][] },
): number[] {
  const { calendar, orders, stocks } = terms
  const most = leftOver(
    terms,
    stocks[number] ?? 0,
    steps.filter(({ isLast }) => isLast),
  )
  const kept = Array.from({ length: calendar.weeks }, (_, week) =>
    sheet.column(holding * cents, week === calendar.weeks - 1 ? most : Infinity),
  )
  kept.forEach((column, week) => {
    const before = week === 0 ? undefined : kept[week - 1]
    const own: Term[] = [[column, 1]]
    own.push([before ?? reserve[number] ?? 0, -1])
    for (const step of steps) if (step.isLast) own.push(...times(done[step.number]?.[week], -1))
    for (const { step, quantity } of takenBy) own.push(...times(done[step]?.[week], quantity))
    const purchase = bought[number]?.[week]
    if (purchase !== undefined) own.push([purchase, -1])
    orders.forEach(({ article }, at) => article === number && own.push([delivered[at]?.[week] ?? 0, 1]))
    const there = week === 0 ? (stocks[number] ?? 0) : 0
    sheet.row(own, there, there)
  })
  return kept
}

/**
 * What may be left at the end, of what was there and what some steps do: no bound is reached by making what nobody asks for.
 * Without bounds it never pays.
 */
function leftOver({ bounds, supply }: Terms, there: number, steps: readonly Pick<Step, 'number'>[]): number {
  if (bounds.length === 0) return Infinity
  const agreed = supply.lines.filter(({ step }) => steps.some(({ number }) => number === step.number))
  return there + agreed.reduce((sum, { units }) => sum + units, 0)
}

/** Work waits between a step and each that follows it: none is done on what is not there. */
function writeBetween(sheet: Sheet, terms: Terms, step: Step, done: Term[][][]): Model['waiting'] {
  const { articles, begun, calendar } = terms
  const cents = holding * (articles[step.article]?.cents ?? 0)
  return step.before.flatMap(earlier => {
    let before: number | undefined
    const there = Math.max(0, (begun[earlier] ?? 0) - (begun[step.number] ?? 0))
    const most = leftOver(terms, there, [{ number: earlier }])
    return Array.from({ length: calendar.weeks }, (_, week) => {
      const column = sheet.column(cents, week === calendar.weeks - 1 ? most : Infinity)
      sheet.row(
        [
          [column, 1],
          ...(before === undefined ? [] : [[before, -1] as const]),
          ...times(done[earlier]?.[week], -1),
          ...times(done[step.number]?.[week], 1),
        ],
        week === 0 ? there : 0,
        week === 0 ? there : 0,
      )
      before = column
      return { column, cents }
    })
  })
}

const times = (terms: readonly Term[] = [], factor: number): Term[] =>
  terms.map(([column, value]): Term => [column, value * factor])
