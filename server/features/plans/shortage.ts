/** What a buyer's own stock leaves to be made, week by week. */
import type { Arrival } from '@maillage/matching/stocks/cover.ts'
import { byExpiry, isUsable, type LotThere } from '@maillage/matching/stocks/pick.ts'

export interface Shortage {
  /** Units that are used in each week and are not there. */
  missing: number[]
  /** Units that are left at the end, and may then still be used. */
  left: number
}

/**
 * Uses up a stock by what is expected in each week, what expires first first; what has expired when a week begins is lost.
 * What arrives counts from the week after its day on, or from the first where its day is over. `mondays`: ISO dates of the
 * weeks; `used`: units a week.
 */
export function shortageOf(
  lots: readonly LotThere[],
  arrivals: readonly Arrival[],
  used: readonly number[],
  mondays: readonly string[],
): Shortage {
  const there = lots.toSorted(byExpiry).map(lot => ({ ...lot }))
  let [arrived, came] = [0, 0]
  const waiting = arrivals.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const missing = used.map((units, week) => {
    const monday = mondays[week] ?? ''
    for (; came < waiting.length && (waiting[came]?.day ?? '') <= monday; came++)
      arrived += waiting[came]?.quantity ?? 0
    let open = units
    for (const lot of there) {
      if (!isUsable(lot, monday)) continue
      const taken = Math.min(open, lot.quantity)
      lot.quantity -= taken
      open -= taken
    }
    const taken = Math.min(open, arrived)
    arrived -= taken
    return open - taken
  })
  const last = mondays[mondays.length - 1] ?? ''
  const kept = there.filter(lot => isUsable(lot, last)).reduce((sum, { quantity }) => sum + quantity, 0)
  const coming = waiting.slice(came).reduce((sum, { quantity }) => sum + quantity, 0)
  return { missing, left: kept + arrived + coming }
}
