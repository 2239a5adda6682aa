/** Why each operation of a plan is given to whom it is: with the figures that tell its firm from the next best. */
import { centsPerTonneKilometre } from '../defaults.ts'
import { centsOfMinutes } from '../work-cost.ts'
import { nameOf } from './agreed.ts'
import { hoursIn } from './bounds.ts'
import type { Next, Reason } from './explanation.ts'
import type { Terms } from './model.ts'
import type { Made } from './plan.ts'
import type { Work } from './region.ts'
import type { Craft, Station } from './supply.ts'
import { kilometresTo } from './transport.ts'
import { takenOf } from './used.ts'

type Able = Craft['steps'][number] & { station: Station }

const keyOf = ({ item, claim, recipe, operation }: Pick<Work, 'item' | 'claim' | 'recipe' | 'operation'>) =>
  [item, claim, recipe, operation].join('|')

/** One for each operation, site and way of working, in the order of the plan's works. */
export function reasonsOf(made: Made): Reason[] {
  const { terms, plan, decided } = made
  const able = ableTo(terms)
  const left = leftOf(made)
  const far = kilometresTo(terms.articles, terms.orders, terms.zones)
  const moves = new Set([...decided].map(number => terms.supply.moves[number]))
  const groups = new Map<string, Work[]>()
  for (const work of plan.works) {
    const key = [work.firm, work.site, work.machine, work.reorientations, keyOf(work)].join('|')
    groups.set(key, [...(groups.get(key) ?? []), work])
  }
  return [...groups.values()].flatMap(works => {
    const [first] = works
    const all = first === undefined ? [] : (able.get(keyOf(first)) ?? [])
    if (first === undefined) return []
    const weeks = new Set(works.map(({ week }) => week))
    const firmOf = ({ station }: Able) => terms.supply.firms[station.firm]?.firm.id ?? ''
    const own = all.find(
      each =>
        firmOf(each) === first.firm &&
        each.station.site.site.id === first.site &&
        (each.station.machine?.type ?? null) === first.machine,
    )
    const costOf = ({ step, station, labourMinutes, machineMinutes }: Able) => {
      const kilometres = far[step.article]?.[terms.zones.numberOf(station.site.site.place)] ?? 0
      const grams = terms.articles[step.article]?.item.grams.value ?? 0
      const way = (grams / 1_000_000) * centsPerTonneKilometre * kilometres
      return { kilometres, cents: centsOfMinutes(labourMinutes, machineMinutes) + way }
    }
    const others = all.filter(each => firmOf(each) !== first.firm)
    const next = others
      .map((each): Next => {
        const move = terms.supply.moves[each.station.move ?? -1]
        return {
          firm: firmOf(each),
          site: each.station.site.site.id,
          ...costOf(each),
          hoursLeft: hoursIn(left.of(each.station, weeks)),
          keuro: move === undefined || moves.has(move) ? 0 : move.effort.keuro,
        }
      })
      .filter(({ hoursLeft }) => hoursLeft > 0.05)
      .sort((a, b) => a.keuro - b.keuro || a.cents - b.cents)
    const effort = plan.changes.find(
      change =>
        change.firm === first.firm &&
        change.site === first.site &&
        change.reorientations.join() === first.reorientations.join(),
    )
    return {
      firm: first.firm,
      site: first.site,
      item: first.item,
      claim: first.claim,
      recipe: first.recipe,
      operation: first.operation,
      units: works.reduce((sum, { units }) => sum + units, 0),
      agreed: works.reduce((sum, { units, agreed }) => (agreed === null ? sum : sum + units), 0),
      hoursFree: own === undefined ? 0 : hoursIn(left.freeOf(own.station, weeks)),
      hoursTaken: works.reduce((sum, { peopleHours }) => sum + peopleHours, 0),
      ...(own === undefined ? { kilometres: 0, cents: 0 } : costOf(own)),
      reorientations: first.reorientations,
      keuro: effort?.effort.keuro ?? 0,
      others: new Set(others.map(firmOf)).size,
      next: next[0] ?? null,
    }
  })
}

/** By operation: every station that could do it. */
function ableTo({ articles, supply }: Terms): Map<string, Able[]> {
  const able = new Map<string, Able[]>()
  for (const { steps, stations } of supply.crafts)
    for (const each of steps) {
      const key = keyOf(nameOf(articles, each.step))
      const own = able.get(key) ?? []
      for (const number of stations) {
        const station = supply.stations[number]
        if (station !== undefined) own.push({ ...each, station })
      }
      able.set(key, own)
    }
  return able
}

/** Minutes of people that stations have, and have left, in some weeks: of the hours that are scarcest for them. */
function leftOf({ terms, own }: Made) {
  const byStation = new Map<number, { free: Float64Array; left: Float64Array }[]>()
  for (const hours of terms.supply.hours) {
    if (hours.kind !== 'people') continue
    const taken = takenOf(own.terms, own.model, own.solution.values, hours)
    const each = {
      free: hours.minutes,
      left: hours.minutes.map((free, week) => Math.max(0, free - (taken[week] ?? 0))),
    }
    for (const station of hours.stations) byStation.set(station, [...(byStation.get(station) ?? []), each])
  }
  const sumOf = (of: 'free' | 'left', { number, first }: Station, weeks: ReadonlySet<number>) => {
    let sum = 0
    for (const week of weeks) {
      const each = (byStation.get(number) ?? []).map(hours => hours[of][week] ?? 0)
      if (week >= first && each.length > 0) sum += Math.min(...each)
    }
    return sum
  }
  return {
    of: (station: Station, weeks: ReadonlySet<number>) => sumOf('left', station, weeks),
    freeOf: (station: Station, weeks: ReadonlySet<number>) => sumOf('free', { ...station, first: 0 }, weeks),
  }
}
