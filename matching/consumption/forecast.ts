/** What will be used, week by week: a level that was declared or follows from a rule, times what a scenario makes of it. */

/** A scenario makes of what is used of some families so many times as much, for some weeks. */
export interface Part {
  /** Null: of everything. */
  families: string[] | null
  /** The first week, from 1, and how many. */
  from: number
  weeks: number
  factor: number
}

/** Eight in ten: a normal quantity is within 1.2816 standard deviations on either side. */
const Z = 1.281_551_565_5
/** Of what follows from a rule, or from few weeks, so much is taken to be its standard deviation: an estimate. */
export const RULE_DEVIATION = 0.3
/** Below so many weeks nothing is said from how they differ, and what is older than so many is left out. */
export const LEAST_WEEKS = 4
export const MOST_WEEKS = 26

export interface Level {
  /** Units a week. */
  mean: number
  /** Standard deviation of one week. */
  deviation: number
  /** Weeks that it was taken from; null where it follows from a rule. */
  weeks: number | null
}

/** The level of quantities by week, the last first or last: their mean, and how they spread about it (n − 1). */
export function levelOf(weeks: readonly number[]): Level {
  const last = weeks.slice(-MOST_WEEKS)
  const mean = last.reduce((sum, one) => sum + one, 0) / Math.max(1, last.length)
  if (last.length < LEAST_WEEKS) return { ...levelByRule(mean), weeks: last.length }
  const squares = last.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / (last.length - 1)), weeks: last.length }
}

export const levelByRule = (mean: number): Level => ({
  mean,
  deviation: RULE_DEVIATION * mean,
  weeks: null,
})

/** How many times as much is used of a family in each of so many weeks; parts of one week multiply. */
export function factorsOf(parts: readonly Part[], family: string | null, weeks: number): number[] {
  return Array.from({ length: weeks }, (_, index) =>
    parts
      .filter(({ families }) => families === null || (family !== null && families.includes(family)))
      .filter(part => index + 1 >= part.from && index + 1 < part.from + part.weeks)
      .reduce((factor, part) => factor * part.factor, 1),
  )
}

export interface Band {
  value: number
  low: number
  high: number
}

const band = (value: number, deviation: number): Band => ({
  value,
  low: Math.max(0, value - Z * deviation),
  high: value + Z * deviation,
})

/**
 * Each week and all of them, with the band in which eight in ten fall. A week is factor × (level + noise): its variance is
 * factor² × s² × (1 + 1/n), as the level itself was estimated from n weeks. Over several weeks the noise is independent and
 * the error of the level shared: s² × (Σ factor² + (Σ factor)² / n). Where nothing was counted, n is taken to be `LEAST_WEEKS`.
 */
export function forecast(level: Level, factors: readonly number[]): { weeks: Band[]; total: Band } {
  const n = Math.max(LEAST_WEEKS, level.weeks ?? LEAST_WEEKS)
  const sum = factors.reduce((all, one) => all + one, 0)
  const squares = factors.reduce((all, one) => all + one ** 2, 0)
  return {
    weeks: factors.map(factor => band(factor * level.mean, factor * level.deviation * Math.sqrt(1 + 1 / n))),
    total: band(sum * level.mean, level.deviation * Math.sqrt(squares + sum ** 2 / n)),
  }
}

/** The sum of what several use independently of each other: their values add up, and the squares of their bands. */
export function addedUp(bands: readonly Band[]): Band {
  const value = bands.reduce((sum, one) => sum + one.value, 0)
  const width = Math.sqrt(bands.reduce((sum, one) => sum + (one.high - one.value) ** 2, 0))
  return { value, low: Math.max(0, value - width), high: value + width }
}

export const scenarioKeys = ['calm', 'wave', 'surge'] as const
export type ScenarioKey = (typeof scenarioKeys)[number]

/** Protective equipment that a respiratory epidemic wears out. */
const RESPIRATORY = ['mask-surg', 'ffp', 'gown', 'visor', 'cap', 'coverall', 'overshoe']

/**
 * The scenarios that ship. Of surgical masks, a large hospital used 7,500 a day before March 2020 and 35,000 then (Lyon
 * Capitale, March 2020, https://www.lyoncapitale.fr/actualite/coronavirus-a-lyon-35-000-masques-par-jour-utilises-aux-hcl-pour-l-instant/):
 * 4.7 times as many. The other factors, and how long each lasts, are estimates.
 */
export const shippedScenarios: Record<ScenarioKey, Part[]> = {
  calm: [],
  wave: [
    { families: ['mask-surg'], from: 3, weeks: 8, factor: 4.7 },
    { families: RESPIRATORY.filter(family => family !== 'mask-surg'), from: 3, weeks: 8, factor: 3 },
    { families: ['gel', 'glove', 'mask-uns'], from: 3, weeks: 8, factor: 2 },
  ],
  surge: [
    { families: RESPIRATORY, from: 1, weeks: 4, factor: 6 },
    { families: RESPIRATORY, from: 5, weeks: 8, factor: 3 },
    { families: ['gel', 'glove', 'mask-uns', 'body-bag'], from: 1, weeks: 12, factor: 3 },
  ],
}
