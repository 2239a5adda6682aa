/**
 * What firms are worth at the prices of the shared rows: the most that a whole member could bring, once what it takes is
 * paid for. No set of firms scores more than what the prices are worth without any, and the values of its members.
 */
import { maximise, type Row } from './linear.ts'
import type { Offer } from './offer.ts'

/** The columns of an offer once the shared rows are paid for. `prices`: of the shared rows. */
function reduced({ columns }: Offer, prices: Float64Array): Float64Array {
  return Float64Array.from(columns, ({ gain, entries }) => {
    let value = gain
    for (const [row, amount] of entries) value -= amount * (prices[row] ?? 0)
    return value
  })
}

/** A value that a firm does not pass, at a glance: each of its routes has all its hours, each operation its best route. */
export function valueAtMost(offer: Offer, prices: Float64Array): number {
  const values = reduced(offer, prices)
  const shares = new Map<number, number>()
  let sum = values[0] ?? 0
  offer.columns.forEach(({ most, shareOf }, at) => {
    const value = values[at] ?? 0
    if (at === 0 || value <= 0) return
    const whole = value * most
    if (shareOf === null) sum += whole
    else if (whole > (shares.get(shareOf) ?? 0)) shares.set(shareOf, whole)
  })
  for (const best of shares.values()) sum += best
  return sum
}

/** The value itself, by the firm's own programme. */
export function valueOf(offer: Offer, prices: Float64Array): number {
  const values = reduced(offer, prices)
  const rows = offer.rows.map((terms): Row => {
    let limit = 0
    const others = terms.flatMap(([column, coefficient]) => {
      if (column > 0) return [[column - 1, coefficient] as const]
      limit -= coefficient
      return []
    })
    return { terms: others, limit }
  })
  const { objective } = maximise([...values.subarray(1)], rows)
  return (values[0] ?? 0) + objective
}
