/** Why each operation of a plan is given to whom it is: with the figures that tell its firm from the next best. */
import { centsPerTonneKilometre } from '../defaults.ts'
import { centsOfMinutes } from '../work-cost.ts'
import { nameOf } from './agreed.ts'
import { hoursIn } from './bounds.ts'
import type { Next, Reason } from './explanation.ts'
import type { Made } from './plan.ts'
import type { Work } from './region.ts'
import type { Station } from './supply.ts'
import { kilometresTo } from './transport.ts'
import { takenOf } from './used.ts'

/** A station that could do an operation: what a unit costs there with its way, and what would have to be spent for it first. */
interface Able {
  station: Station
  firm: string
  kilometres: number
  cents: number
  keuro: number
}

const keyOf = ({ item, claim, recipe, operation }: Pick<Work, 'item' | 'claim' | 'recipe' | 'operation'>) =>
  [item, claim, recipe, operation].join('|')

/** Hours below this are none left. */
const nothing = 0.05

/** One for each operation, site and way of working, in the order of the plan's works. */
export function reasonsOf(made: Made): Reason[] {
  const { plan } = made
  const able = ableTo(made)
  const left = leftOf(made)
  const groups = new Map<string, [Work, ...Work[]]>()
  for (const work of plan.works) {
    const key = [work.firm, work.site, work.machine, work.reorientations, keyOf(work)].join('|')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [work])
    else group.push(work)
  }
  return [...groups.values()].map((works): Reason => {
    const { firm, site, item, claim, recipe, operation, machine, reorientations } = works[0]
    const all = able.get(keyOf(works[0])) ?? []
    const weeks = new Set(works.map(({ week }) => week))
    const own = all.find(
      each =>
        each.firm === firm &&
        each.station.site.site.id === site &&
        (each.station.machine?.type ?? null) === machine,
    )
    const change = plan.changes.find(
      each =>
        each.firm === firm &&
        each.site === site &&
        reorientations.length > 0 &&
        each.reorientations.join() === reorientations.join(),
    )
    return {
      firm,
      site,
      item,
      claim,
      recipe,
      operation,
      machine,
      units: works.reduce((sum, { units }) => sum + units, 0),
      agreed: works.reduce((sum, { units, agreed }) => (agreed === null ? sum : sum + units), 0),
      hoursFree: own === undefined ? 0 : left.freeOf(own.station, weeks),
      hoursTaken: works.reduce((sum, { peopleHours }) => sum + peopleHours, 0),
      kilometres: own?.kilometres ?? 0,
      cents: own?.cents ?? 0,
      reorientations,
      keuro: change?.effort.keuro ?? 0,
      others: new Set(all.flatMap(each => (each.firm === firm ? [] : [each.firm]))).size,
      next: nextOf(all, firm, station => left.of(station, weeks)),
    }
  })
}

/** The first of them, cheapest first, that is another firm and has hours left. */
function nextOf(all: readonly Able[], firm: string, hoursOf: (station: Station) => number): Next | null {
  for (const { station, firm: other, ...figures } of all) {
    if (other === firm) continue
    const hoursLeft = hoursOf(station)
    if (hoursLeft > nothing) return { firm: other, site: station.site.site.id, ...figures, hoursLeft }
  }
  return null
}

/** By operation: every station that could do it; those that need no money first, then the cheapest. */
function ableTo({ terms, decided }: Made): Map<string, Able[]> {
  const { articles, supply, zones } = terms
  const far = kilometresTo(articles, terms.orders, zones)
  const able = new Map<string, Able[]>()
  for (const { steps, stations } of supply.crafts)
    for (const { step, labourMinutes, machineMinutes } of steps) {
      const key = keyOf(nameOf(articles, step))
      const own = able.get(key) ?? []
      const grams = articles[step.article]?.item.grams.value ?? 0
      for (const number of stations) {
        const station = supply.stations[number]
        if (station === undefined) continue
        const kilometres = far[step.article]?.[zones.numberOf(station.site.site.place)] ?? 0
        const way = (grams / 1_000_000) * centsPerTonneKilometre * kilometres
        const move = supply.moves[station.move ?? -1]
        own.push({
          station,
          firm: supply.firms[station.firm]?.firm.id ?? '',
          kilometres,
          cents: centsOfMinutes(labourMinutes, machineMinutes) + way,
          keuro: move === undefined || decided.has(move.number) ? 0 : move.effort.keuro,
        })
      }
      able.set(key, own)
    }
  for (const own of able.values()) own.sort((a, b) => a.keuro - b.keuro || a.cents - b.cents)
  return able
}

/** Hours of people that stations have, and have left, in some weeks: of the hours that are scarcest for them. */
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
    return hoursIn(sum)
  }
  return {
    of: (station: Station, weeks: ReadonlySet<number>) => sumOf('left', station, weeks),
    freeOf: (station: Station, weeks: ReadonlySet<number>) => sumOf('free', { ...station, first: 0 }, weeks),
  }
}
