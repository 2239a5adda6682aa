/** The same plan lived through many times, with what nobody knows drawn anew each time. */
import type { Claim } from '../catalogue.ts'
import type { Conditions } from './conditions.ts'
import { outcomesOf, type Users } from './outcome.ts'
import { normal, percentile, uniform } from './random.ts'
import { type Due, type Life, simulate } from './simulate.ts'

/** What is drawn. Shares and times are the operator's own estimates. */
export interface Uncertainty {
  /** Standard deviation of what is due in a week, as a share of it; half of it is shared by all weeks of an item. */
  demand: number
  /** How often a firm stops in a year, and for how many weeks. */
  stopsAYear: number
  stopWeeks: number
  /** Share of weeks in which what was bought of an item does not come. */
  delays: number
}

export const usualUncertainty: Uncertainty = { demand: 0.3, stopsAYear: 0.2, stopWeeks: 3, delays: 0.05 }

export interface Drawing {
  runs: number
  seed: number
  uncertainty: Uncertainty
  /** Hears how many runs are done, now and then. */
  tell?: (done: number) => void
}

const tellEvery = 20

/** What eight in ten runs lie between, and the middle one. */
export interface Band {
  low: number
  middle: number
  high: number
}

export interface ItemSpread {
  item: string
  claim: Claim
  /** By week. */
  stock: Band[]
  late: Band[]
  /** Share of the runs in which something is ever missing. */
  chance: number
  /** Weeks served whole; all of them where nothing is ever missing. */
  cover: Band
  people: Band | null
}

const weeksAYear = 52
/** What each draw is of, so that none repeats another. */
const of = { level: 1, week: 2, stop: 3, delay: 4 }

/**
 * Percentiles over the runs. The same seed draws the same; scenarios are lived through under the same luck.
 */
export function spreadOf(
  life: Life,
  conditions: Conditions,
  due: Due,
  users: readonly Users[],
  { runs, seed, uncertainty, tell }: Drawing,
): ItemSpread[] {
  const { weeks } = life.fixed.calendar
  const all = Array.from({ length: runs }, (_, run) => {
    if (run % tellEvery === 0) tell?.(run)
    const drawn = drawnDue(due, weeks, seed, run, uncertainty)
    const lived = simulate(life, drawnConditions(life, conditions, seed, run, uncertainty), drawn)
    return outcomesOf(life.fixed.terms, lived, drawn, users)
  })
  return (all[0] ?? []).map(({ item, claim }, at) => {
    const own = all.flatMap(outcomes => outcomes[at] ?? [])
    const byWeek = (figure: 'stock' | 'late') =>
      Array.from({ length: weeks }, (_, week) => bandOf(own.map(outcome => outcome[figure][week] ?? 0)))
    const people = own.flatMap(outcome => outcome.people ?? [])
    return {
      item,
      claim,
      stock: byWeek('stock'),
      late: byWeek('late'),
      chance: own.filter(({ cover }) => cover !== null).length / runs,
      cover: bandOf(own.map(({ cover }) => cover ?? weeks)),
      people: people.length === 0 ? null : bandOf(people),
    }
  })
}

function bandOf(values: readonly number[]): Band {
  const sorted = Float64Array.from(values).sort()
  return { low: percentile(sorted, 0.1), middle: percentile(sorted, 0.5), high: percentile(sorted, 0.9) }
}

/** What is due, times what is drawn: what builds up stocks stays as it is. */
function drawnDue(due: Due, weeks: number, seed: number, run: number, { demand }: Uncertainty): Due {
  return due.map((own, article) => {
    const level = (demand / 2) * normal(seed, run, of.level, article)
    const factors = Array.from({ length: weeks }, (_, week) =>
      Math.max(0, 1 + level + demand * normal(seed, run, of.week, article, week)),
    )
    const drawn = (until: Float64Array): Float64Array => {
      let sum = 0
      return until.map((value, week) => (sum += (factors[week] ?? 1) * (value - (until[week - 1] ?? 0))))
    }
    return { 1: drawn(own[1]), 2: drawn(own[2]), 3: own[3] }
  })
}

function drawnConditions(
  { fixed }: Life,
  conditions: Conditions,
  seed: number,
  run: number,
  { stopsAYear, stopWeeks, delays }: Uncertainty,
): Conditions {
  const { weeks } = fixed.calendar
  const begins = stopsAYear / weeksAYear
  const stopped = fixed.terms.supply.firms.map((_, firm) => {
    const by = new Uint8Array(weeks)
    for (let week = 1 - stopWeeks; week < weeks; week++)
      if (uniform(seed, run, of.stop, firm, week) < begins)
        by.fill(1, Math.max(0, week), Math.max(0, week + stopWeeks))
    return by
  })
  const numbers = new Map<string, number>()
  const numberOf = (item: string) => {
    const known = numbers.get(item) ?? nameNumber(item)
    numbers.set(item, known)
    return known
  }
  return {
    ...conditions,
    share: (firm, department, week) =>
      stopped[firm]?.[week] === 1 ? 0 : conditions.share(firm, department, week),
    comes: (item, week) =>
      conditions.comes(item, week) && uniform(seed, run, of.delay, numberOf(item), week) >= delays,
  }
}

/** A whole number for a name (FNV-1a), so that the luck of an item does not hang on the others. */
function nameNumber(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash
}
