/** A plan as it stands, ready to be lived through: who was to do how much of what when, and what free hours they have left. */
import type { Calendar } from '../planning/calendar.ts'
import { rateOf } from '../planning/capacity.ts'
import type { Hours } from '../planning/hours.ts'
import type { Terms } from '../planning/model.ts'
import type { Made } from '../planning/plan.ts'
import { sharesOf } from '../planning/shares.ts'
import { takenOf } from '../planning/used.ts'
import type { Step } from '../planning/articles.ts'

/** One step done by one station of a firm, by an agreed line, or (no firm) by a service. */
export interface FixedLine {
  step: Step
  /** Number of its firm, and its department; null of a service. */
  at: { firm: number; department: string } | null
  /** Units planned in each week, and together until its end. */
  planned: Float64Array
  until: Float64Array
  /** Units that it could do besides in the hours that the plan leaves free, shared out among all that could use them. */
  spare: Float64Array
  /** What waits or lies in stock and goes into it: number of the pool, and how much of it one unit takes. */
  draws: { pool: number; quantity: number }[]
}

/**
 * What waits between two steps, or lies in stock of an article. It is meant for whoever the plan meant it for, first planned
 * first: what one of them leaves nobody else takes.
 */
export interface Pool {
  /** Units there before the first week. */
  there: number
  /** Planned to be taken until the end of each week. */
  taken: Float64Array
  /** Of an article: planned to be handed over until the end of each week. */
  handed: Float64Array
}

export interface Fixed {
  calendar: Calendar
  terms: Terms
  /** Steps before those that follow. */
  steps: Step[]
  /** By step: lines that do it. */
  lines: FixedLine[][]
  /** The first of them are the articles' stocks, by their number. */
  pools: Pool[]
  /** By step: pools that what it does goes into. */
  fills: number[][]
  /** By article: planned to be bought until the end of each week. */
  bought: Float64Array[]
}

/** Until the end of each week. */
export function untilEach(values: ArrayLike<number>): Float64Array {
  const until = Float64Array.from(values)
  for (let week = 1; week < until.length; week++) until[week] = (until[week] ?? 0) + (until[week - 1] ?? 0)
  return until
}

export function fixedOf({ own: { terms, model, solution } }: Made): Fixed {
  const { calendar, articles, supply, stocks, begun, orders } = terms
  const { weeks } = calendar
  const { values } = solution
  const byNumber = articles.flatMap(article => article.steps).sort((a, b) => a.number - b.number)
  const steps = inOrder(articles, byNumber)
  const none = () => new Float64Array(weeks)
  const at = (columns: readonly (number | undefined)[] | undefined) =>
    Float64Array.from({ length: weeks }, (_, week) => Math.max(0, values[columns?.[week] ?? -1] ?? 0))
  const pools: Pool[] = articles.map(({ number }) => ({
    there: stocks[number] ?? 0,
    taken: none(),
    handed: none(),
  }))
  const fills = byNumber.map(({ article, isLast }): number[] => (isLast ? [article] : []))
  const draws = byNumber.map(({ number, before, takes }) => [
    ...takes.map(({ article, quantity }) => ({ pool: article, quantity })),
    ...before.map(earlier => {
      const there = Math.max(0, (begun[earlier] ?? 0) - (begun[number] ?? 0))
      fills[earlier]?.push(pools.length)
      return { pool: pools.push({ there, taken: none(), handed: none() }) - 1, quantity: 1 }
    }),
  ])
  const lines = byNumber.map((): FixedLine[] => [])
  const add = (step: Step, who: FixedLine['at'], planned: Float64Array, spare: Float64Array) => {
    if (planned.every(units => units <= 0)) return
    const own = draws[step.number] ?? []
    lines[step.number]?.push({ step, at: who, planned, until: untilEach(planned), spare, draws: own })
    for (const { pool, quantity } of own)
      planned.forEach((units, week) => {
        const taken = pools[pool]?.taken
        if (taken !== undefined) taken[week] = (taken[week] ?? 0) + units * quantity
      })
  }
  const free = freeOf(terms, made => takenOf(terms, model, values, made))
  const shares = sharesOf(terms, model, values)
  for (const { number: craft, steps: ways, stations } of supply.crafts)
    stations.forEach((number, place) => {
      const station = supply.stations[number]
      if (station === undefined) return
      const planned = ways.map((_, way) =>
        Float64Array.from({ length: weeks }, (_, week) => shares[craft]?.[week]?.[place]?.[way] ?? 0),
      )
      ways.forEach(({ step, labourMinutes, machineMinutes }, way) => {
        const own = planned[way] ?? none()
        const minutes = { people: labourMinutes, machines: machineMinutes / station.pace }
        const spare = free(({ stations: users }) => users.includes(number), minutes, own)
        const who = { firm: station.firm, department: station.site.site.place.department }
        add(
          step,
          who,
          own,
          spare.map((units, week) => units * rateOf(station, week)),
        )
      })
    })
  for (const line of supply.lines) {
    const planned = none()
    planned[line.week] = Math.max(0, values[model.agreed[line.number] ?? -1] ?? 0)
    const minutes = { people: line.labourMinutes, machines: line.machineMinutes }
    const who = { firm: line.firm, department: line.site.site.place.department }
    add(
      line.step,
      who,
      planned,
      free(({ lines: users }) => users.includes(line.number), minutes, planned),
    )
  }
  for (const step of byNumber) add(step, null, at(model.served[step.number]), none().fill(Infinity))
  orders.forEach(({ article }, order) => {
    at(model.delivered[order]).forEach((units, week) => {
      const handed = pools[article]?.handed
      if (handed !== undefined) handed[week] = (handed[week] ?? 0) + units
    })
  })
  const bought = articles.map(({ number }) => untilEach(at(model.bought[number])))
  return {
    calendar,
    terms,
    steps,
    lines,
    fills,
    bought,
    pools: pools.map(({ there, taken, handed }) => ({
      there,
      taken: untilEach(taken.map((units, week) => units + (handed[week] ?? 0))),
      handed: untilEach(handed),
    })),
  }
}

/** Each step after those of its recipe before it, and after what goes in is made. */
function inOrder(articles: Terms['articles'], steps: readonly Step[]): Step[] {
  const seen = new Set<number>()
  const ordered: Step[] = []
  const visit = (step: Step | undefined) => {
    if (step === undefined || seen.has(step.number)) return
    seen.add(step.number)
    for (const earlier of step.before) visit(steps[earlier])
    for (const { article } of step.takes)
      for (const last of articles[article]?.steps ?? []) if (last.isLast) visit(last)
    ordered.push(step)
  }
  for (const step of steps) visit(step)
  return ordered
}

type Minutes = Record<Hours['kind'], number>

/**
 * What is free of the hours that a line uses, as units of it: of each of those hours it may have as large a part of what is
 * free as it has of what the plan takes of them.
 */
function freeOf({ supply, calendar }: Terms, takenBy: (hours: Hours) => Float64Array) {
  const known = supply.hours.map(hours => {
    const taken = takenBy(hours)
    return {
      hours,
      all: taken.reduce((sum, minutes) => sum + minutes, 0),
      free: hours.minutes.map((minutes, week) => Math.max(0, minutes - (taken[week] ?? 0))),
    }
  })
  return (isUsed: (hours: Hours) => boolean, minutes: Minutes, planned: Float64Array): Float64Array => {
    const units = planned.reduce((sum, each) => sum + each, 0)
    const spare = new Float64Array(calendar.weeks).fill(Infinity)
    for (const { hours, all, free } of known) {
      const each = minutes[hours.kind]
      if (!(each > 0) || !isUsed(hours)) continue
      const part = all > 0 ? Math.min(1, (units * each) / all) : 0
      free.forEach((left, week) => {
        spare[week] = Math.min(spare[week] ?? 0, (left * part) / each)
      })
    }
    return spare
  }
}
