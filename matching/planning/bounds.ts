/** The operator's bounds in the programme of a plan. Each may give way by a column of its own, which is nothing unless it must. */
import { efficiency } from '../defaults.ts'
import { centsOfMinutes } from '../work-cost.ts'
import { centsOfLine } from './agreed-columns.ts'
import type { Article } from './articles.ts'
import { type Parts, writeDependence, writeParts } from './dependence.ts'
import type { Giving, Model, Terms } from './model.ts'
import type { Bound } from './region.ts'
import type { Sheet, Term } from './sheet.ts'

/** What a model holds before its bounds are written. */
export type Written = Omit<Model, 'giving'>

/** What may be spent on reorientations counts, where it has to give way, as if it were at least so much. In k€; chosen. */
const leastSpent = 100

/** Of what can be recycled in part, this share counts. */
export const recyclability = { yes: 1, partly: 0.5, no: 0 }

/** Minutes at the pace of a workshop in so many hours of work. */
export const minutesOf = (hours: number) => hours * 60 * efficiency

/** Hours that so many minutes take at that pace. */
export const hoursIn = (minutes: number) => minutes / 60 / efficiency

/** Writes the bounds, and what may be spent on reorientations. */
export function writeBounds(sheet: Sheet, terms: Terms, model: Written): Giving[] {
  const { bounds, keuro, supply } = terms
  const parts: Parts = new Map()
  const giving = bounds.map((bound): Giving => {
    const column = sheet.column(0, 0)
    if (bound.kind === 'dependence') {
      writeDependence(sheet, terms, model, parts, bound, column)
      return { column, most: 1, weight: 1, unit: 1, limit: bound }
    }
    const { balance, least, size } = balanceOf(terms, model, bound)
    if (balance.length > 0 || least > 0) sheet.row([...balance, [column, size]], least, Infinity)
    const unit = bound.kind === 'difficulty' ? bound.hours : 1
    return { column, most: Infinity, weight: 1, unit, limit: bound }
  })
  writeParts(sheet, terms, model, parts)
  const spent = supply.moves.flatMap(({ effort, isUnderWay }, at): Term[] =>
    isUnderWay ? [] : [[model.moves[at] ?? 0, effort.keuro]],
  )
  if (keuro === Infinity || spent.length === 0) return giving
  const column = sheet.column(0, 0)
  const unit = Math.max(keuro, leastSpent)
  sheet.row([...spent, [column, -unit]], -Infinity, keuro)
  return [...giving, { column, most: Infinity, weight: 1, unit, limit: { kind: 'keuro', keuro } }]
}

/** Terms that have to add up to `least`; `size`: what a whole share of it is, or all of the hours. */
function balanceOf(
  terms: Terms,
  model: Written,
  bound: Exclude<Bound, { kind: 'dependence' }>,
): { balance: Term[]; least: number; size: number } {
  const { articles, orders } = terms
  if (bound.kind === 'difficulty') {
    const least = minutesOf(bound.hours)
    return { balance: workOf(terms, model, new Set(bound.firms)), least, size: least }
  }
  const due = (amountOf: (article: Article) => number) =>
    orders.reduce((sum, order) => {
      const of = articles[order.article]
      return sum + (of === undefined ? 0 : amountOf(of) * order.due.reduce((total, each) => total + each, 0))
    }, 1)
  if (bound.kind === 'recyclable') {
    const balance = orders.flatMap(({ article }, at): Term[] => {
      const item = articles[article]?.item
      if (item === undefined) return []
      const over = (recyclability[item.recyclable] - bound.share) * item.grams.value
      return (model.delivered[at] ?? []).map(column => [column, over])
    })
    return { balance, least: 0, size: due(({ item }) => item.grams.value) }
  }
  const size = due(({ cents }) => cents)
  if (bound.item === null) return { balance: spending(terms, model, bound.share), least: 0, size }
  const own = articles.filter(({ item, purchase }) => item.id === bound.item && purchase !== null)
  return {
    balance: own.flatMap(article => madeHere(terms, model, article, bound.share)),
    least: 0,
    size: size / Math.max(1e-9, ...own.map(({ cents }) => cents)),
  }
}

const every = (columns: readonly (number | undefined)[] = [], value: number): Term[] =>
  columns.flatMap((column): Term[] => (column === undefined ? [] : [[column, value]]))

/** Minutes that people of some firms work. */
function workOf({ supply }: Terms, { labour, agreed }: Written, firms: ReadonlySet<string>): Term[] {
  const isOne = (firm: number) => firms.has(supply.firms[firm]?.firm.id ?? '')
  return [
    ...supply.stations.flatMap(({ number, firm }): Term[] => (isOne(firm) ? every(labour[number], 1) : [])),
    ...supply.lines.flatMap(({ number, firm, labourMinutes }): Term[] =>
      isOne(firm) ? [[agreed[number] ?? 0, labourMinutes]] : [],
    ),
  ]
}

/** What is made of an article, less this share of what is made and bought of it. */
function madeHere({ supply }: Terms, model: Written, { number, steps }: Article, share: number): Term[] {
  const last = new Set(steps.flatMap(step => (step.isLast ? [step.number] : [])))
  return [
    ...supply.crafts.flatMap(craft =>
      craft.steps.flatMap(({ step }, at) =>
        last.has(step.number) ? every(model.made[craft.number]?.[at], 1 - share) : [],
      ),
    ),
    ...[...last].flatMap(step => every(model.served[step], 1 - share)),
    ...supply.lines.flatMap(line =>
      last.has(line.step.number) ? every([model.agreed[line.number]], 1 - share) : [],
    ),
    ...every(model.bought[number], -share),
  ]
}

/** What work and services cost, less this share of it and of what is bought. */
function spending({ articles, supply }: Terms, model: Written, share: number): Term[] {
  const over = (here: number, bought: number) => here * (1 - share) - bought * share
  return [
    ...supply.crafts.flatMap(craft =>
      craft.steps.flatMap(({ step, labourMinutes, machineMinutes }, at) =>
        every(
          model.made[craft.number]?.[at],
          over(centsOfMinutes(labourMinutes, machineMinutes), step.boughtCents),
        ),
      ),
    ),
    ...supply.lines.flatMap(line =>
      every([model.agreed[line.number]], over(centsOfLine(line), line.step.boughtCents)),
    ),
    ...articles.flatMap(({ number, steps, purchase }) => [
      ...every(model.bought[number], over(0, purchase?.cents ?? 0)),
      ...steps.flatMap(step =>
        every(model.served[step.number], over(step.service?.cents ?? 0, step.boughtCents)),
      ),
    ]),
  ]
}
