/**
 * What matching platforms did: a linear programme sends what firms can make to those who need it, as much as possible and
 * then as near as possible, without reorientation and without time. What it sends is then made at an even pace.
 */
import { kilometres } from '@maillage/matching/geography.ts'
import type { Terms } from '@maillage/matching/planning/model.ts'
import { Sheet, type Term } from '@maillage/matching/planning/sheet.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { Solver } from '@maillage/matching/solver.ts'
import { centsOfMinutes } from '@maillage/matching/work-cost.ts'
import { type Able, ablesOf, type Task, tasksOf } from './by-hand.ts'
import type { Outcome } from './outcome.ts'
import { type ItemNeed, priorities } from './region.ts'

/** Firms that a need is compared with: its nearest. */
const nearest = 20
/** What a unit counts that arrives, in cents of its worth, beside a kilometre of its way. */
const arriving = 1000

/** A firm that does every step of an article as it stands, or has it done by a service. */
interface Maker {
  firm: number
  place: Place
  /** Null for a service. */
  work: { task: Task; able: Able | null }[]
}

export async function shipping(terms: Terms, needs: readonly ItemNeed[], solver: Solver): Promise<Outcome> {
  const { calendar, articles, orders, supply } = terms
  const able = ablesOf(terms)
  const makers = new Map<number, Maker[]>()
  for (const article of articles) makers.set(article.number, makersOf(terms, article.number, able))
  const sheet = new Sheet()
  const flows: { need: ItemNeed; article: number; maker: Maker; column: number }[] = []
  const used = supply.hours.map(() => new Map<number, number>())
  const rows = new Map<number, number[]>()
  supply.hours.forEach(({ stations }, at) => {
    for (const station of stations) rows.set(station, [...(rows.get(station) ?? []), at])
  })
  for (const need of needs) {
    const article = articles.find(({ item, claim }) => item.id === need.subject.item && claim === need.claim)
    if (article === undefined) continue
    const near = (makers.get(article.number) ?? [])
      .map(maker => ({ maker, distance: kilometres(maker.place, need.place) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, nearest)
    const terms = near.map(({ maker, distance }): Term => {
      const column = sheet.column(distance - arriving * article.cents)
      flows.push({ need, article: article.number, maker, column })
      for (const { task, able: own } of maker.work) {
        if (own === null) continue
        for (const at of rows.get(own.station.number) ?? []) {
          const each =
            supply.hours[at]?.kind === 'people' ? own.labourMinutes : own.machineMinutes / own.station.pace
          if (each > 0) used[at]?.set(column, (used[at].get(column) ?? 0) + each * task.perUnit)
        }
      }
      return [column, 1]
    })
    const due = need.schedule.filter(tranche => calendar.weekBefore(tranche.due) < calendar.weeks)
    sheet.row(
      terms,
      0,
      due.reduce((sum, { quantity }) => sum + quantity, 0),
    )
  }
  supply.hours.forEach(({ minutes }, at) => {
    sheet.row(
      [...(used[at] ?? [])],
      0,
      minutes.reduce((sum, each) => sum + each, 0),
    )
  })
  const outcome: Outcome = {
    delivered: orders.map(() => Array.from({ length: calendar.weeks }, () => 0)),
    done: [],
    cents: 0,
  }
  if (sheet.columns === 0) return outcome
  const answer = await solver.solve(sheet.programme(new Map()))
  if (answer.status !== 'optimal') throw new Error(`The shipping programme is ${answer.status}`)
  for (const { need, article, maker, column } of flows) {
    const units = answer.values[column] ?? 0
    if (units <= 1e-6) continue
    for (const { task, able: own } of maker.work) {
      const amount = units * task.perUnit
      outcome.cents +=
        amount *
        (task.boughtCents +
          (own === null
            ? (task.step.service?.cents ?? 0)
            : centsOfMinutes(own.labourMinutes, own.machineMinutes)))
      if (own !== null) outcome.done.push({ step: task.step.number, place: maker.place, units: amount })
    }
    const order = orders.findIndex(
      each => each.article === article && each.priority === priorities[need.buyerKind],
    )
    const first = Math.max(
      ...maker.work.map(({ task, able: own }) => Math.max(task.first, own?.station.first ?? 0)),
    )
    const each = units / Math.max(1, calendar.weeks - first)
    for (let week = first; week < calendar.weeks; week++) {
      const row = outcome.delivered[order]
      if (row !== undefined) row[week] = (row[week] ?? 0) + each
    }
  }
  return outcome
}

function makersOf(terms: Terms, number: number, able: Map<number, Able[]>): Maker[] {
  const article = terms.articles[number]
  const tasks = article === undefined ? null : tasksOf(terms, article, able)
  if (tasks === null) return []
  return terms.supply.firms.flatMap((firm, at): Maker[] => {
    const work = tasks.map(task => ({
      task,
      able: able.get(task.step.number)?.find(({ station }) => station.firm === at) ?? null,
    }))
    const place = firm.sites[0]?.site.place
    const isWhole = work.every(({ task, able: own }) => own !== null || task.step.service !== null)
    return place === undefined || !isWhole ? [] : [{ firm: at, place, work }]
  })
}
