/** When articles that are in use come to the end of their life, and how many kilograms that is. */
import type { FleetOutlook } from '../consumption/weekly.ts'

/** What is known of an article at a holder. */
export interface InUse {
  /** Grams of one unit. */
  grams: number
  /** Washes that a new one lasts; null for single use. */
  washes: number | null
  /** Units used a week, as the holder says; null where it says nothing. */
  weekly: number | null
  /** What its fleet takes, where it goes round as one. */
  outlook: FleetOutlook | null
  /** Units delivered to it and accepted over the last year. */
  delivered: number
}

export interface EndOfLife {
  /** Kilograms a week that come to their end; null where nobody can say when. */
  kgAWeek: number | null
  /**
   * What that rests on: a fleet that is renewed, what is said to be used, what was delivered over a year (single use: it has been
   * used, or will be), or nothing: washed articles of which nobody says how often.
   */
  basis: 'fleet' | 'use' | 'delivered' | 'unknown'
  /** Full weeks until what is in the fleet has been washed as often as it lasts; null where that is not known. */
  weeksLeft: number | null
}

const GRAMS_A_KG = 1000
const WEEKS_A_YEAR = 52

/**
 * The end of life of an article at a holder. A fleet gives up what it is renewed by: washes ÷ life, and what is lost in a year
 * (`fleetOutlook`). What is used once gives up what is used. Washed articles give up what replaces them, where that is said.
 */
export function endOfLife({ grams, washes, weekly, outlook, delivered }: InUse): EndOfLife {
  const kg = (units: number) => (units * grams) / GRAMS_A_KG
  if (outlook !== null) return { kgAWeek: kg(outlook.weekly), basis: 'fleet', weeksLeft: outlook.weeksLeft }
  if (weekly !== null) return { kgAWeek: kg(weekly), basis: 'use', weeksLeft: null }
  if (washes === null) return { kgAWeek: kg(delivered / WEEKS_A_YEAR), basis: 'delivered', weeksLeft: null }
  return { kgAWeek: null, basis: 'unknown', weeksLeft: null }
}
