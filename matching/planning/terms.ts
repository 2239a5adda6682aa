/** The terms of a plan, from what is asked: articles, who can make them, what is due and what is there. */
import { dayOf } from '../dates.ts'
import { compare, type Reference } from '../reference.ts'
import { agreementsOf, daysSince, refusedWeeks } from './agreed.ts'
import { articlesOf } from './articles.ts'
import { calendarOf } from './calendar.ts'
import { lawfulOf } from './lawful.ts'
import type { Order, Terms } from './model.ts'
import type { Demand, RegionAsked } from './region.ts'
import { supplyOf } from './supply.ts'
import { zonesOf } from './zones.ts'

const mostWeeks = 104

/** Throws a RangeError that names the field where the question is malformed. */
export function termsOf(reference: Reference, asked: RegionAsked): Terms {
  check(asked)
  const calendar = calendarOf(asked.asOf, asked.weeks)
  const articles = articlesOf(reference, [
    ...asked.demands,
    ...(asked.agreed ?? []).filter(({ item }) => reference.items.has(item)),
  ])
  const agreements = agreementsOf(asked, articles, calendar)
  const refused = refusedWeeks(asked.refused ?? [], articles, calendar)
  const numberOf = new Map(articles.map(article => [keyOf(article.item.id, article.claim), article.number]))
  const firms = asked.firms.toSorted((a, b) => compare(a.id, b.id))
  const stocks = new Float64Array(articles.length)
  for (const { item, claim, quantity } of asked.stocks) {
    const number = numberOf.get(keyOf(item, claim))
    if (number !== undefined) stocks[number] = (stocks[number] ?? 0) + quantity
  }
  const orders = new Map<string, Order>()
  const zones = zonesOf(firms, asked.demands)
  for (const { item, claim, priority, place, due } of asked.demands) {
    const article = numberOf.get(keyOf(item, claim)) ?? 0
    const key = `${article}|${priority}`
    const order = orders.get(key) ?? {
      article,
      priority,
      due: new Float64Array(asked.weeks),
      byZone: new Float64Array(zones.departments.length),
    }
    orders.set(key, order)
    for (const { date, quantity } of due) {
      const week = Math.max(0, calendar.weekBefore(date))
      // What is due after the plan is not its business.
      if (week >= asked.weeks) continue
      const zone = zones.numberOf(place)
      order.due[week] = (order.due[week] ?? 0) + quantity
      order.byZone[zone] = (order.byZone[zone] ?? 0) + quantity
    }
  }
  return {
    calendar,
    articles,
    supply: supplyOf(reference, firms, articles, calendar, {
      ...agreements,
      refused,
      since: daysSince(asked.underWay ?? [], asked.asOf),
    }),
    orders: [...orders.values()],
    zones,
    stocks,
    begun: agreements.begun,
    lawful: articles.map(article => lawfulOf(reference, article, firms, calendar)),
    regimes: reference.allRegimes,
    lateness: asked.lateness,
    keuro: asked.keuro ?? Infinity,
    bounds: asked.bounds ?? [],
  }
}

const keyOf = (item: string, claim: string) => `${item}|${claim}`

function check({
  asOf,
  weeks,
  demands,
  stocks,
  keuro,
  lateness,
  agreed = [],
  refused = [],
  underWay = [],
  bounds = [],
}: RegionAsked): void {
  dayOf(asOf)
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks)
    throw new RangeError(`weeks: ${weeks} is not a number of weeks from 1 to ${mostWeeks}`)
  demands.forEach(({ id, due }: Demand) => {
    for (const { date, quantity } of due) {
      dayOf(date)
      if (!(quantity > 0 && Number.isFinite(quantity)))
        throw new RangeError(`demands: ${id} asks for ${quantity} on ${date}`)
    }
  })
  for (const { item, quantity } of stocks)
    if (!(quantity >= 0 && Number.isFinite(quantity)))
      throw new RangeError(`stocks: there are ${quantity} of ${item}`)
  if (keuro !== null && !(keuro >= 0)) throw new RangeError(`keuro: ${keuro} cannot be spent`)
  for (const { id, week, units } of agreed) {
    dayOf(week)
    if (!(units > 0 && Number.isFinite(units))) throw new RangeError(`agreed: ${id} is of ${units}`)
  }
  for (const { week } of underWay) dayOf(week)
  for (const { week } of refused) if (week !== null) dayOf(week)
  for (const bound of bounds) {
    if (bound.kind === 'difficulty') {
      if (!(bound.hours > 0 && Number.isFinite(bound.hours)))
        throw new RangeError(`bounds: ${bound.hours} hours of work are no bound`)
    } else if (!(bound.share >= 0 && bound.share <= 1))
      throw new RangeError(`bounds: ${bound.share} is not a share from 0 to 1`)
  }
  for (const [priority, value] of Object.entries(lateness))
    if (!(value > 0)) throw new RangeError(`lateness: priority ${priority} counts ${value}`)
}
