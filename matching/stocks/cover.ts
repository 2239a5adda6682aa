import { dateOf, dayOf } from '../dates.ts'
import { byExpiry, isUsable, type LotThere } from './pick.ts'

/** Stocks are looked ahead for so long; what lasts longer is said to last at least that. */
export const HORIZON_DAYS = 730
/** Below so many days of cover one is warned where no target was set. */
export const USUAL_TARGET_DAYS = 14

/** What comes in on a day to be used from then on; it is taken not to expire within the horizon. */
export interface Arrival {
  day: string
  quantity: number
}

export interface Cover {
  /** Whole days, today included, for which there is enough; `HORIZON_DAYS` where it lasts beyond. */
  days: number
  /** The first day on which there is not enough; null where it lasts beyond the horizon. */
  stockOutOn: string | null
  /** What of each lot will still be there on the last day it may be used, were it used first expired first. */
  wasted: { id: string; quantity: number; expiresOn: string }[]
  /** What is there in the evening of every seventh day from today. */
  weeks: number[]
}

/** So little of a unit is the error of adding fractions, and no shortage. */
const HAIR = 1e-6

/**
 * How long stocks last: `perDay` units are used every day (above 0, it may be a fraction) of what expires first, and what
 * has expired is used no more. What arrives is there in the morning of its day; what was due is there today.
 */
export function coverOf(
  lots: readonly LotThere[],
  arrivals: readonly Arrival[],
  perDay: number,
  today: string,
): Cover {
  const first = dayOf(today)
  const queue = lots.filter(lot => isUsable(lot, today)).map(lot => ({ ...lot }))
  const coming = arrivals.map(({ day, quantity }) => ({ day: Math.max(dayOf(day), first), quantity }))
  const wasted: Cover['wasted'] = []
  const weeks: number[] = []
  let stockOutOn: string | null = null
  queue.sort(byExpiry)
  for (let past = 0; past < HORIZON_DAYS; past++) {
    const day = dateOf(first + past)
    for (const { day: on, quantity } of coming)
      if (on === first + past) queue.push({ id: '', quantity, expiresOn: null })
    let due = perDay
    for (const lot of queue) {
      const used = Math.min(lot.quantity, due)
      lot.quantity -= used
      due -= used
    }
    if (due > HAIR) stockOutOn ??= day
    for (const { id, quantity, expiresOn } of queue)
      if (expiresOn === day && quantity > HAIR) wasted.push({ id, quantity: Math.round(quantity), expiresOn })
    const left = queue.filter(lot => lot.quantity > HAIR && lot.expiresOn !== day)
    queue.splice(0, queue.length, ...left)
    if (past % 7 === 6) weeks.push(Math.round(queue.reduce((sum, { quantity }) => sum + quantity, 0)))
  }
  const days = stockOutOn === null ? HORIZON_DAYS : dayOf(stockOutOn) - first
  return { days, stockOutOn, wasted: wasted.filter(({ quantity }) => quantity > 0), weeks }
}

/** How an item stands: `out` of stock though it is used, `low` beside its target, `enough`, or `unknown` as no use is known. */
export type CoverState = 'out' | 'low' | 'enough' | 'unknown'

export function stateOfCover(
  there: number,
  cover: Pick<Cover, 'days'> | null,
  targetDays: number | null,
): CoverState {
  if (cover === null) return 'unknown'
  if (there === 0) return 'out'
  return cover.days < (targetDays ?? USUAL_TARGET_DAYS) ? 'low' : 'enough'
}
