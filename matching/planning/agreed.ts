/** The lines of a plan that are agreed, and the operations that firms have refused. */
import { capability, type Route } from '../capability.ts'
import { dayOf, mondayOf } from '../dates.ts'
import type { CompiledFirm } from '../firm.ts'
import type { Reference } from '../reference.ts'
import type { Article, Step } from './articles.ts'
import type { Calendar } from './calendar.ts'
import type { Agreed, Lapsed, Refused, RegionAsked, UnderWay } from './region.ts'

/** An agreed line that is still ahead, with the step it is of. */
export interface Ahead {
  line: Agreed
  step: Step
  week: number
}

export interface Agreements {
  /** By firm. */
  ahead: Map<string, Ahead[]>
  /** By step: units done before the plan begins, which wait for what follows. */
  begun: Float64Array
  lapsed: Lapsed[]
}

type Named = Pick<Agreed, 'item' | 'claim' | 'recipe' | 'operation'>

const keyOf = ({ item, claim, recipe, operation }: Named) => [item, claim, recipe, operation].join('|')

/** Lines after the plan are not its business. */
export function agreementsOf(
  { firms, agreed = [] }: RegionAsked,
  articles: readonly Article[],
  calendar: Calendar,
): Agreements {
  const steps = articles.flatMap(article => article.steps).sort((a, b) => a.number - b.number)
  const named = new Map(steps.map(step => [keyOf(nameOf(articles, step)), step]))
  const sites = new Set(firms.flatMap(({ id, sites }) => sites.map(site => `${id}|${site.id}`)))
  const begun = new Float64Array(steps.length)
  const ahead = new Map<string, Ahead[]>()
  const lapsed: Lapsed[] = []
  for (const line of agreed) {
    const week = weekOf(line.week, calendar)
    const step = named.get(keyOf(line))
    if (week >= calendar.weeks) continue
    if (week < 0) {
      if (step !== undefined) begun[step.number] = (begun[step.number] ?? 0) + line.units
    } else if (!sites.has(`${line.firm}|${line.site}`)) {
      lapsed.push({ id: line.id, why: 'firm-left', kept: 0 })
    } else if (step === undefined) {
      lapsed.push({ id: line.id, why: 'cannot-do', kept: 0 })
    } else {
      ahead.set(line.firm, [...(ahead.get(line.firm) ?? []), { line, step, week }])
    }
  }
  // What follows has been done on something: a service that nobody agreed on may lie between.
  for (const step of steps) if ((begun[step.number] ?? 0) > 0) reachBack(step)
  return { ahead, begun, lapsed }

  function reachBack({ number, before }: Step) {
    for (const earlier of before) {
      begun[earlier] = Math.max(begun[earlier] ?? 0, begun[number] ?? 0)
      const step = steps[earlier]
      if (step !== undefined) reachBack(step)
    }
  }
}

/** Place of a Monday among the weeks of a plan; below 0 before it. */
export const weekOf = (date: string, { monday }: Calendar): number => (mondayOf(dayOf(date)) - monday) / 7

export function nameOf(articles: readonly Article[], { article, operation }: Step): Named {
  const of = articles[article]
  if (of === undefined) throw new RangeError(`No article ${article}`)
  return {
    item: of.item.id,
    claim: of.claim,
    recipe: operation.recipe.id,
    operation: operation.operation.id,
  }
}

/**
 * How a firm does an agreed line today: on machines of the same type, after the same reorientations or none any more. One
 * route for each group of such machines; none where it cannot.
 */
export function routesOf(reference: Reference, firm: CompiledFirm, { line, step }: Ahead): Route[] {
  const routes = capability(reference, firm, step.operation).routes.filter(
    ({ site, process, machine }) =>
      firm.sites[site]?.site.id === line.site &&
      process === line.process &&
      (machine?.type ?? null) === line.machine,
  )
  const after = (ids: readonly string[]) =>
    routes.filter(({ reorientations }) => reorientations.map(({ id }) => id).join() === ids.join())
  const direct = after([])
  const found = direct.length > 0 ? direct : after(line.reorientations)
  return [...new Map(found.toReversed().map(route => [route.machine, route])).values()].toReversed()
}

/** Calendar days since a firm began the reorientations of a site, below 0 where it will; null where it does not. */
export type DaysSince = (firm: string, site: string, reorientations: readonly string[]) => number | null

export function daysSince(underWay: readonly UnderWay[], asOf: string): DaysSince {
  const days = new Map(
    underWay.map(each => [
      [each.firm, each.site, ...each.reorientations].join('|'),
      dayOf(asOf) - mondayOf(dayOf(each.week)),
    ]),
  )
  return (firm, site, reorientations) => days.get([firm, site, ...reorientations].join('|')) ?? null
}

/** The weeks in which a firm does not want a step; null: none at all. */
export type RefusedWeeks = (firm: string, step: Step) => readonly number[] | null

export function refusedWeeks(
  refused: readonly Refused[],
  articles: readonly Article[],
  calendar: Calendar,
): RefusedWeeks {
  const byLine = new Map<string, number[] | null>()
  for (const each of refused) {
    const key = `${each.firm}|${keyOf(each)}`
    const known = byLine.get(key)
    if (known === null) continue
    byLine.set(key, each.week === null ? null : [...(known ?? []), weekOf(each.week, calendar)])
  }
  return (firm, step) => {
    if (byLine.size === 0) return []
    const weeks = byLine.get(`${firm}|${keyOf(nameOf(articles, step))}`)
    return weeks === undefined ? [] : weeks
  }
}
