/** How much of an item may rest on one firm, in the programme of a plan. */
import type { Article, Step } from './articles.ts'
import type { Written } from './bounds.ts'
import { rateOf } from './capacity.ts'
import type { Terms } from './model.ts'
import type { Bound } from './region.ts'
import type { Sheet, Term } from './sheet.ts'
import type { Craft, Supply } from './supply.ts'

type Dependence = Extract<Bound, { item: string | null }>

/** What is asked of the articles that a bound is about; an item's own bound goes before the one for all. */
export function boundBy(
  { articles, orders, bounds }: Pick<Terms, 'articles' | 'orders' | 'bounds'>,
  { kind, item }: Dependence,
): { article: Article; asked: number }[] {
  const own = new Set(bounds.flatMap(each => (each.kind === kind && each.item !== null ? [each.item] : [])))
  return articles.flatMap(article => {
    const isBound = item === null ? !own.has(article.item.id) : item === article.item.id
    const asked = orders.reduce(
      (sum, order) =>
        order.article === article.number ? sum + order.due.reduce((total, each) => total + each, 0) : sum,
      0,
    )
    return isBound && asked > 0 ? [{ article, asked }] : []
  })
}

/** In crafts of more firms than this, no firm has a part of its own: there are others for whatever it may not do. */
const mostParts = 12

/** What each firm of a craft of several does of its steps over all weeks: a column by firm and step. */
export type Parts = Map<Craft, Map<number, Map<Step, number>>>

/**
 * No firm does more than its share of what is asked, of any step on machines. Of a craft of a few firms, each that has the
 * hours for more has a part over all weeks, which its people have time for: weeks and firms are counted each for
 * themselves. A craft of many does no more than all their shares. Both leave more than is bound, so that the programme with
 * whole crafts stays one that no plan is better than.
 */
export function writeDependence(
  sheet: Sheet,
  terms: Terms,
  model: Written,
  parts: Parts,
  bound: Dependence,
  giving: number,
): void {
  const { supply } = terms
  const minutes = minutesOfStations(terms)
  for (const { article, asked } of boundBy(terms, bound)) {
    for (const step of article.steps) {
      const able = ableTo(supply, step, minutes)
      const work = new Map<number, Term[]>()
      const add = (firm: number, terms: readonly Term[]) =>
        work.set(firm, [...(work.get(firm) ?? []), ...terms])
      const isFree = (firm: number) => (able.get(firm) ?? 0) <= bound.share * asked
      for (const { craft, at } of craftsOf(supply, step)) {
        const firms = firmsOf(supply, craft)
        const held = firms.filter(firm => !isFree(firm))
        const [first] = held
        if (first === undefined) continue
        const own = (model.made[craft.number]?.[at] ?? []).flatMap((column): Term[] =>
          column === undefined ? [] : [[column, 1]],
        )
        if (own.length === 0) continue
        if (firms.length === 1) {
          add(first, own)
          continue
        }
        if (held.length > mostParts) {
          const most = firms.reduce(
            (sum, firm) => sum + Math.min(able.get(firm) ?? 0, bound.share * asked),
            0,
          )
          sheet.row([...own, [giving, -held.length * asked]], -Infinity, most)
          continue
        }
        const others = firms.filter(isFree).reduce((sum, firm) => sum + (able.get(firm) ?? 0), 0)
        const all: Term[] = others > 0 ? [[sheet.column(0, others), -1]] : []
        for (const firm of held) {
          const column = sheet.column(0)
          all.push([column, -1])
          add(firm, [[column, 1]])
          partOf(parts, craft, firm).set(step, column)
        }
        sheet.row([...own, ...all], 0, 0)
      }
      for (const line of supply.lines)
        if (line.step === step && line.machine !== null && !isFree(line.firm))
          add(line.firm, [[model.agreed[line.number] ?? 0, 1]])
      for (const own of work.values()) sheet.row([...own, [giving, -asked]], -Infinity, bound.share * asked)
    }
  }
}

const craftsOf = ({ crafts }: Supply, step: Step) =>
  crafts.flatMap(craft => {
    const at = craft.steps.findIndex(each => each.step === step)
    return at === -1 ? [] : [{ craft, at }]
  })

/** By station: minutes that its people have, over all weeks, whatever else they do. */
function minutesOfStations({ supply, calendar }: Terms): Float64Array {
  const least = supply.stations.map(() => new Float64Array(calendar.weeks).fill(Infinity))
  for (const { kind, stations, minutes } of supply.hours)
    if (kind === 'people')
      for (const number of stations)
        minutes.forEach((free, week) => {
          const own = least[number]
          if (own !== undefined) own[week] = Math.min(own[week] ?? 0, free)
        })
  return Float64Array.from(supply.stations, station =>
    (least[station.number] ?? new Float64Array()).reduce(
      (sum, free, week) => sum + free * rateOf(station, week),
      0,
    ),
  )
}

/** By firm: units of a step that its people have time for on machines, and what is agreed of it. */
function ableTo(supply: Supply, step: Step, minutes: Float64Array): Map<number, number> {
  const able = new Map<number, number>()
  const add = (firm: number, units: number) => able.set(firm, (able.get(firm) ?? 0) + units)
  for (const { craft, at } of craftsOf(supply, step)) {
    const labour = craft.steps[at]?.labourMinutes ?? 0
    for (const number of craft.stations) {
      const station = supply.stations[number]
      if (station !== undefined && station.machine !== null)
        add(station.firm, labour > 0 ? (minutes[number] ?? 0) / labour : Infinity)
    }
  }
  for (const line of supply.lines) if (line.step === step) add(line.firm, line.units)
  return able
}

/** The firms of a craft that works on machines. */
function firmsOf(supply: Supply, { stations }: Craft): number[] {
  const members = stations.flatMap(number => supply.stations[number] ?? [])
  return members.some(({ machine }) => machine === null) ? [] : [...new Set(members.map(({ firm }) => firm))]
}

function partOf(parts: Parts, craft: Craft, firm: number): Map<Step, number> {
  const byFirm = parts.get(craft) ?? new Map<number, Map<Step, number>>()
  parts.set(craft, byFirm)
  const own = byFirm.get(firm) ?? new Map<Step, number>()
  byFirm.set(firm, own)
  return own
}

/** A firm's part of a craft takes no more than the time that its people give to it over all weeks. */
export function writeParts(sheet: Sheet, { supply }: Terms, { labour }: Written, parts: Parts): void {
  for (const [craft, byFirm] of parts) {
    const minutes = new Map(craft.steps.map(({ step, labourMinutes }) => [step, labourMinutes]))
    for (const [firm, own] of byFirm) {
      const given = craft.stations.flatMap((number): Term[] =>
        supply.stations[number]?.firm === firm
          ? (labour[number] ?? []).flatMap((column): Term[] => (column === undefined ? [] : [[column, -1]]))
          : [],
      )
      const taken = [...own].map(([step, column]): Term => [column, minutes.get(step) ?? 0])
      sheet.row([...taken, ...given], -Infinity, 0)
    }
  }
}
