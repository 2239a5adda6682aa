/** Reads a plan from a solution: whose work it is, what is changed for it, what it brings and what it costs. */
import { nameOf } from './agreed.ts'
import { hoursIn } from './bounds.ts'
import { rateOf } from './capacity.ts'
import { costsOf } from './costs.ts'
import type { Model, Terms } from './model.ts'
import type { Change, Lapsed, Plan, Purchase, Service, Supplied, Work } from './region.ts'
import { amountOf, sharesOf } from './shares.ts'
import type { Craft, Line, Move, Station } from './supply.ts'

/** Below this many units there is no work. */
const nothing = 1e-6

/** `bound`: cents that no plan goes below; `gaps`: what nobody can make; `cents`: of the transports. */
export function readPlan(
  terms: Terms,
  model: Model,
  values: Float64Array,
  {
    bound,
    gaps,
    conflicts,
    transports,
    cents,
  }: Pick<Plan, 'bound' | 'gaps' | 'conflicts' | 'transports'> & { cents: number },
): Omit<Plan, 'bounds'> {
  const shares = sharesOf(terms, model, values)
  const works = terms.supply.lines.flatMap(line => {
    const made = values[model.agreed[line.number] ?? -1] ?? 0
    return made > nothing ? [agreedWork(terms, line, made)] : []
  })
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
    lapsed: lapsedOf(terms, model, values),
    conflicts,
    costs,
    objective,
    bound,
    gap: objective === 0 ? 0 : Math.max(0, objective - bound) / objective,
  }
}

/** Below this share of a line nothing of it has lapsed: so much rounding leaves. */
const rounding = 1e-6

function lapsedOf({ supply }: Terms, model: Model, values: Float64Array): Lapsed[] {
  const lines = new Map<string, { units: number; kept: number }>()
  for (const { number, id, units } of supply.lines) {
    const own = lines.get(id) ?? { units: 0, kept: 0 }
    own.units += units
    own.kept += values[model.agreed[number] ?? -1] ?? 0
    lines.set(id, own)
  }
  return [
    ...supply.lapsed,
    ...[...lines].flatMap(([id, { units, kept }]): Lapsed[] =>
      kept < units * (1 - rounding) ? [{ id, why: 'out-of-reach', kept }] : [],
    ),
  ]
}

const units = (value = 0) => (value > nothing ? value : 0)

function workOf(
  { articles, supply }: Terms,
  { firm, site, machine, pools, reorientations, pace }: Station,
  { step, process, labourMinutes, machineMinutes }: Craft['steps'][number],
  week: number,
  amount: number,
): Work {
  return {
    firm: supply.firms[firm]?.firm.id ?? '',
    site: site.site.id,
    ...nameOf(articles, step),
    process,
    machine: machine?.type ?? null,
    trades: pools.map(({ trade }) => trade),
    reorientations,
    week,
    units: amount,
    peopleHours: hoursIn(amount * labourMinutes),
    machineHours: hoursIn((amount * machineMinutes) / pace),
    agreed: null,
  }
}

function agreedWork({ articles, supply }: Terms, line: Line, made: number): Work {
  return {
    firm: supply.firms[line.firm]?.firm.id ?? '',
    site: line.site.site.id,
    ...nameOf(articles, line.step),
    process: line.process,
    machine: line.machine?.type ?? null,
    trades: line.pools.map(({ trade }) => trade),
    reorientations: line.reorientations,
    week: line.week,
    units: made,
    peopleHours: hoursIn(made * line.labourMinutes),
    machineHours: hoursIn(made * line.machineMinutes),
    agreed: line.id,
  }
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
    for (const { number, week: on, step } of supply.lines) {
      const made = on === week ? (values[model.agreed[number] ?? -1] ?? 0) : 0
      for (const { item, quantity } of step.buys) add(item.id, week, made * quantity)
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
  { number: move, firm, site, reorientations, effort, isUnderWay, stations }: Move,
  given: Map<number, { people: number; machines: number }>[],
): Change | null {
  const used = stations.flatMap(number =>
    [...(given[number] ?? [])].map(([week, own]) => ({ number, week, ...own })),
  )
  const agreed = supply.lines.filter(line => line.move === move)
  if (used.length + agreed.length === 0) return null
  const full = (number: number, kind: 'machines' | 'people', week: number) =>
    Math.min(
      ...supply.hours
        .filter(hours => hours.kind === kind && hours.stations.includes(number))
        .map(({ minutes }) => minutes[week] ?? 0),
    )
  const isInTime = (begun: number) =>
    agreed.every(({ first, week }) => first + begun <= week) &&
    used.every(({ number, week, people, machines }) => {
      const station = supply.stations[number]
      if (station === undefined) return false
      const rate = rateOf(station, week - begun) * (1 + 1e-6)
      return (
        people <= rate * full(number, 'people', week) && machines <= rate * full(number, 'machines', week)
      )
    })
  let beginBy = 0
  while (!isUnderWay && beginBy + 1 < calendar.weeks && isInTime(beginBy + 1)) beginBy++
  return {
    firm: supply.firms[firm]?.firm.id ?? '',
    site: site.site.id,
    reorientations,
    effort,
    isUnderWay,
    firstWork: Math.min(...[...used, ...agreed].map(({ week }) => week)),
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
