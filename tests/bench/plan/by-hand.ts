/**
 * What was done by hand in 2020: needs are served as they come, each by the nearest firms that do the work as they stand,
 * as early as they can.
 */
import { kilometres } from '@maillage/matching/geography.ts'
import type { Article, Step } from '@maillage/matching/planning/articles.ts'
import { firstLawful } from '@maillage/matching/planning/lawful.ts'
import type { Terms } from '@maillage/matching/planning/model.ts'
import type { Station } from '@maillage/matching/planning/supply.ts'
import { centsOfMinutes } from '@maillage/matching/work-cost.ts'
import type { Outcome } from './outcome.ts'
import { type ItemNeed, priorities } from './region.ts'

/** A station that does a step as it stands, with the minutes of a unit. */
export interface Able {
  station: Station
  machineMinutes: number
  labourMinutes: number
}

/** A step: how many of its units a unit of the need takes, from which week on, and what is bought for one, in cents. */
export interface Task {
  step: Step
  perUnit: number
  first: number
  boughtCents: number
}

export function byHand(terms: Terms, needs: readonly ItemNeed[]): Outcome {
  const { calendar, articles, orders } = terms
  const able = ablesOf(terms)
  const left = terms.supply.hours.map(({ minutes }) => Float64Array.from(minutes))
  const rows = rowsOf(terms)
  const outcome: Outcome = {
    delivered: orders.map(() => Array.from({ length: calendar.weeks }, () => 0)),
    done: [],
    cents: 0,
  }

  /** Units of a step that a station can still do in a week. */
  const free = ({ station, machineMinutes, labourMinutes }: Able, week: number): number => {
    let units = Infinity
    for (const { at, kind } of rows[station.number] ?? []) {
      const minutes = kind === 'people' ? labourMinutes : machineMinutes / station.pace
      if (minutes > 0) units = Math.min(units, (left[at]?.[week] ?? 0) / minutes)
    }
    return units
  }
  const take = ({ station, machineMinutes, labourMinutes }: Able, week: number, units: number) => {
    for (const { at, kind } of rows[station.number] ?? []) {
      const minutes = kind === 'people' ? labourMinutes : machineMinutes / station.pace
      const row = left[at]
      if (row !== undefined) row[week] = Math.max(0, (row[week] ?? 0) - units * minutes)
    }
  }

  /** Units done of a task by week, at most as many as are wanted, by the nearest first. `isDry`: nothing is taken. */
  const book = (
    { step, perUnit, first, boughtCents }: Task,
    wanted: number,
    near: readonly Able[],
    isDry: boolean,
  ): Float64Array => {
    const weekly = new Float64Array(calendar.weeks)
    let open = wanted * perUnit
    if (step.service !== null) {
      weekly[Math.min(calendar.weeks - 1, Math.max(first, calendar.weekAfter(step.service.days)))] = wanted
      if (!isDry) outcome.cents += open * (step.service.cents + boughtCents)
      return weekly
    }
    for (const each of near) {
      for (let week = Math.max(first, each.station.first); week < calendar.weeks && open > 0; week++) {
        const units = Math.min(open, free(each, week))
        if (units <= 0) continue
        weekly[week] = (weekly[week] ?? 0) + units / perUnit
        open -= units
        if (isDry) continue
        take(each, week, units)
        outcome.done.push({ step: step.number, place: each.station.site.site.place, units })
        outcome.cents += units * (centsOfMinutes(each.labourMinutes, each.machineMinutes) + boughtCents)
      }
      if (open <= 0) break
    }
    return weekly
  }

  for (const need of needs) {
    const article = articles.find(({ item, claim }) => item.id === need.subject.item && claim === need.claim)
    if (article === undefined) continue
    const order = orders.findIndex(
      each => each.article === article.number && each.priority === priorities[need.buyerKind],
    )
    const tasks = tasksOf(terms, article, able)
    if (tasks === null) continue
    const near = tasks.map(({ step }) =>
      (able.get(step.number) ?? []).toSorted((a, b) => distance(a, need) - distance(b, need)),
    )
    for (const { due, quantity } of need.schedule) {
      const week = Math.max(0, calendar.weekBefore(due))
      if (week >= calendar.weeks) continue
      const possible = tasks.map((task, at) => total(book(task, quantity, near[at] ?? [], true)))
      const wanted = Math.min(quantity, ...possible)
      const weekly = tasks.map((task, at) => book(task, wanted, near[at] ?? [], false))
      let [there, before] = [0, 0]
      const sums = weekly.map(() => 0)
      for (let at = 0; at < calendar.weeks; at++) {
        weekly.forEach((units, task) => (sums[task] = (sums[task] ?? 0) + (units[at] ?? 0)))
        there = at < week ? 0 : Math.min(...sums)
        const row = outcome.delivered[order]
        if (row !== undefined) row[at] = (row[at] ?? 0) + there - before
        before = there
      }
    }
  }
  return outcome
}

const total = (units: Float64Array) => units.reduce((sum, each) => sum + each, 0)
const distance = ({ station }: Able, { place }: ItemNeed) => kilometres(station.site.site.place, place)

/** By step, who does it as they stand. */
export function ablesOf({ supply }: Terms): Map<number, Able[]> {
  const found = new Map<number, Able[]>()
  for (const { steps, stations } of supply.crafts) {
    const direct = stations
      .flatMap(number => supply.stations[number] ?? [])
      .filter(({ move }) => move === null)
    for (const { step, machineMinutes, labourMinutes } of steps) {
      const list = found.get(step.number) ?? []
      for (const station of direct) list.push({ station, machineMinutes, labourMinutes })
      found.set(step.number, list)
    }
  }
  return found
}

/** By station, the rows of hours that it draws on. */
function rowsOf({ supply }: Terms) {
  const rows = supply.stations.map(() => [] as { at: number; kind: 'machines' | 'people' }[])
  supply.hours.forEach(({ kind, stations }, at) => {
    for (const station of stations) rows[station]?.push({ at, kind })
  })
  return rows
}

/** What one recipe takes of which somebody does every step; inputs that can be bought are. Null where there is none. */
export function tasksOf(
  terms: Terms,
  article: Article,
  able: Map<number, Able[]>,
  perUnit = 1,
): Task[] | null {
  const recipes = new Map<string, Step[]>()
  for (const step of article.steps) {
    const { id } = step.operation.recipe
    recipes.set(id, [...(recipes.get(id) ?? []), step])
  }
  for (const steps of recipes.values()) {
    const tasks = steps.map(step => tasksOfStep(terms, step, able, perUnit))
    if (tasks.every(task => task !== null)) return tasks.flatMap(task => task ?? [])
  }
  return null
}

function tasksOfStep(terms: Terms, step: Step, able: Map<number, Able[]>, perUnit: number): Task[] | null {
  const { articles, calendar, lawful } = terms
  if ((able.get(step.number) ?? []).length === 0 && step.service === null) return null
  const own = step.isLast ? lawful[step.article] : undefined
  const task: Task = {
    step,
    perUnit,
    first: Math.max(calendar.weekAfter(step.boughtDays), own ? firstLawful(own, calendar.weeks) : 0),
    boughtCents: step.boughtCents,
  }
  const tasks = [task]
  for (const { article, quantity } of step.takes) {
    const input = articles[article]
    if (input === undefined) return null
    if (input.purchase === null) {
      const made = tasksOf(terms, input, able, perUnit * quantity)
      if (made === null) return null
      tasks.push(...made)
    } else {
      task.first = Math.max(task.first, calendar.weekAfter(input.purchase.days))
      task.boughtCents += quantity * input.purchase.cents
    }
  }
  return tasks
}
