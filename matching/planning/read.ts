/** Reads a plan from a solution: whose work it is, what is changed for it, what it brings and what it costs. */
import type { Article, Step } from './articles.ts'
import { rateOf } from './capacity.ts'
import { costsOf } from './costs.ts'
import type { Model, Terms } from './model.ts'
import type { Change, Plan, Purchase, Service, Supplied, Work } from './region.ts'
import { amountOf, sharesOf } from './shares.ts'
import type { Craft, Move, Station } from './supply.ts'

/** Below this many units there is no work. */
const nothing = 1e-6

/** `bound`: cents that no plan goes below; `gaps`: what nobody can make; `cents`: of the transports. */
export function readPlan(
  terms: Terms,
  model: Model,
  values: Float64Array,
  { bound, gaps, transports, cents }: Pick<Plan, 'bound' | 'gaps' | 'transports'> & { cents: number },
): Plan {
  const shares = sharesOf(terms, model, values)
  const works: Work[] = []
  /** Minutes of people and of machines that each station gives, by week. */
  const given = terms.supply.stations.map(() => new Map<number, { people: number; machines: number }>())
  for (const craft of terms.supply.crafts) {
    craft.steps.forEach((each, at) => {
      for (let week = 0; week < terms.calendar.weeks; week++) {
        craft.stations.forEach((number, place) => {
          const station = terms.supply.stations[number]
          const units = shares[craft.number]?.[week]?.[place]?.[at] ?? 0
          if (station === undefined || units <= nothing) return
          works.push(workOf(terms, station, each, week, units))
          const own = given[number]?.get(week) ?? { people: 0, machines: 0 }
          own.people += units * each.labourMinutes
          own.machines += (units * each.machineMinutes) / station.pace
          given[number]?.set(week, own)
        })
      }
    })
  }
  // One that the relaxed programme wanted and no station came to need is not made.
  const changes = terms.supply.moves.flatMap(move =>
    (values[model.moves[move.number] ?? -1] ?? 0) > 0.5 ? (changeOf(terms, move, given) ?? []) : [],
  )
  const costs = costsOf(terms, model, values, { transport: cents, changes })
  const objective = Object.values(costs).reduce((sum, cents) => sum + cents, 0)
  return {
    works,
    services: servicesOf(terms, model, values),
    purchases: purchasesOf(terms, model, values),
    changes,
    transports,
    supplied: suppliedOf(terms, model, values),
    stocks: terms.articles.map(({ item, claim, number }) => ({
      item: item.id,
      claim,
      units: (model.stock[number] ?? []).map(column => units(values[column])),
    })),
    gaps,
    costs,
    objective,
    bound,
    gap: objective === 0 ? 0 : Math.max(0, objective - bound) / objective,
  }
}

const units = (value = 0) => (value > nothing ? value : 0)

function workOf(
  { articles, supply }: Terms,
  { firm, site, machine, pools, reorientations }: Station,
  { step, process }: Craft['steps'][number],
  week: number,
  amount: number,
): Work {
  const { item, claim } = articleOf(articles, step)
  return {
    firm: supply.firms[firm]?.firm.id ?? '',
    site: site.site.id,
    item: item.id,
    claim,
    recipe: step.operation.recipe.id,
    operation: step.operation.operation.id,
    process,
    machine: machine?.type ?? null,
    trades: pools.map(({ trade }) => trade),
    reorientations,
    week,
    units: amount,
  }
}

function articleOf(articles: readonly Article[], { article }: Step): Article {
  const found = articles[article]
  if (found === undefined) throw new RangeError(`No article ${article}`)
  return found
}

function servicesOf({ articles, calendar }: Terms, model: Model, values: Float64Array): Service[] {
  return articles.flatMap(({ item, claim, steps }) =>
    steps.flatMap(({ number, operation }) =>
      Array.from({ length: calendar.weeks }, (_, week) => ({
        item: item.id,
        claim,
        recipe: operation.recipe.id,
        operation: operation.operation.id,
        week,
        units: units(values[model.served[number]?.[week] ?? -1]),
      })).filter(service => service.units > 0),
    ),
  )
}

/** What goes into others and is bought for them, and all that only the market has. */
function purchasesOf({ articles, calendar, supply }: Terms, model: Model, values: Float64Array): Purchase[] {
  const found = new Map<string, Purchase>()
  const add = (item: string, week: number, amount: number) => {
    const key = `${item}|${week}`
    const purchase = found.get(key) ?? { item, week, units: 0 }
    purchase.units += amount
    found.set(key, purchase)
  }
  for (let week = 0; week < calendar.weeks; week++) {
    for (const { number, item } of articles)
      add(item.id, week, units(values[model.bought[number]?.[week] ?? -1]))
    for (const craft of supply.crafts) {
      craft.steps.forEach(({ step }, at) => {
        const made = amountOf(model, values, craft, at, week)
        for (const { item, quantity } of step.buys) add(item.id, week, made * quantity)
      })
    }
    for (const { number, buys } of articles.flatMap(article => article.steps)) {
      const served = units(values[model.served[number]?.[week] ?? -1])
      for (const { item, quantity } of buys) add(item.id, week, served * quantity)
    }
  }
  return [...found.values()].filter(purchase => purchase.units > nothing)
}

/** Null where no work comes after it: it is not made then. */
function changeOf(
  { supply, calendar }: Terms,
  { firm, site, reorientations, effort, stations }: Move,
  given: Map<number, { people: number; machines: number }>[],
): Change | null {
  const used = stations.flatMap(number =>
    [...(given[number] ?? [])].map(([week, own]) => ({ number, week, ...own })),
  )
  if (used.length === 0) return null
  const full = (number: number, kind: 'machines' | 'people', week: number) =>
    Math.min(
      ...supply.hours
        .filter(hours => hours.kind === kind && hours.stations.includes(number))
        .map(({ minutes }) => minutes[week] ?? 0),
    )
  const isInTime = (begun: number) =>
    used.every(({ number, week, people, machines }) => {
      const station = supply.stations[number]
      if (station === undefined) return false
      const rate = rateOf(station, week - begun) * (1 + 1e-6)
      return (
        people <= rate * full(number, 'people', week) && machines <= rate * full(number, 'machines', week)
      )
    })
  let beginBy = 0
  while (beginBy + 1 < calendar.weeks && isInTime(beginBy + 1)) beginBy++
  return {
    firm: supply.firms[firm]?.firm.id ?? '',
    site: site.site.id,
    reorientations,
    effort,
    firstWork: Math.min(...used.map(({ week }) => week)),
    beginBy,
  }
}

function suppliedOf({ articles, orders }: Terms, model: Model, values: Float64Array): Supplied[] {
  return orders.flatMap(({ article, priority }, at) => {
    const of = articles[article]
    if (of === undefined) return []
    return {
      item: of.item.id,
      claim: of.claim,
      priority,
      delivered: (model.delivered[at] ?? []).map(column => units(values[column])),
      late: (model.late[at] ?? []).map(column => units(values[column])),
    }
  })
}
