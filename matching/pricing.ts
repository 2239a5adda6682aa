/**
 * What firms are worth at the prices of the shared rows: the most that a whole member could bring, once what it takes is
 * paid for. No set of firms scores more than what the prices are worth without any, and the values of its members.
 */
import { maximise, type Row, type Term, unspoilt } from './linear.ts'
import type { Offer, OfferColumn } from './offer.ts'

/** What firms are priced by: the prices of the shared rows, and of a point of cost: 1 where it counts, 0 where it does not. */
export interface Pricing {
  prices: Float64Array
  ofCost: number
}

/** What a unit of a column brings once the shared rows are paid for. */
function netOf({ gain, cost, entries }: OfferColumn, { prices, ofCost }: Pricing): number {
  let net = gain - ofCost * cost
  for (let at = 0; at < entries.length; at += 2)
    net -= (entries[at + 1] ?? 0) * (prices[entries[at] ?? 0] ?? 0)
  return net
}

/** A value that a firm does not pass, at a glance: each of its routes has all its hours, each operation its best route. */
export function valueAtMost({ columns: [own, ...columns] }: Offer, pricing: Pricing): number {
  let sum = own === undefined ? 0 : netOf(own, pricing)
  let shares: Map<number, number> | null = null
  for (const column of columns) {
    const net = netOf(column, pricing)
    if (net <= 0) continue
    const whole = net * column.most
    if (column.shareOf === -1) {
      sum += whole
      continue
    }
    shares ??= new Map()
    shares.set(column.shareOf, Math.max(whole, shares.get(column.shareOf) ?? 0))
  }
  if (shares !== null) for (const best of shares.values()) sum += best
  return sum
}

/** The value itself, by the firm's own programme; what it does not pass at a glance, where rounding spoils that. */
export function valueOf(offer: Offer, pricing: Pricing): number {
  const { columns, rows } = offer
  const limited = rows.map((pairs): Row => {
    const terms: Term[] = []
    let limit = 0
    for (let at = 0; at < pairs.length; at += 2) {
      const [column, coefficient] = [pairs[at] ?? 0, pairs[at + 1] ?? 0]
      if (column > 0) terms.push([column - 1, coefficient])
      else limit -= coefficient
    }
    return { terms, limit }
  })
  const [own = 0, ...nets] = columns.map(column => netOf(column, pricing))
  const most = unspoilt(() => maximise(nets, limited).objective)
  return most === null ? valueAtMost(offer, pricing) : own + most
}
