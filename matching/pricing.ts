/**
 * What firms are worth at the prices of the shared rows: the most that a whole member could bring, once what it takes is
 * paid for. No set of firms scores more than what the prices are worth without any, and the values of its members.
 */
import { longer } from './growing.ts'
import { maximise, type Row, type Term, unspoilt } from './linear.ts'
import type { Offer } from './offer.ts'

/** What firms are priced by: the prices of the shared rows, and of a point of cost: 1 where it counts, 0 where it does not. */
export interface Pricing {
  prices: Float64Array
  ofCost: number
}

/** What a unit of a column brings once the shared rows are paid for. */
function netOf({ gains, costs, entries }: Offer, column: number, { prices, ofCost }: Pricing): number {
  const { starts, pairs } = entries
  let net = (gains[column] ?? 0) - ofCost * (costs[column] ?? 0)
  const end = starts[column + 1] ?? 0
  for (let at = starts[column] ?? 0; at < end; at += 2)
    net -= (pairs[at + 1] ?? 0) * (prices[pairs[at] ?? 0] ?? 0)
  return net
}

/** By operation, the best of its routes in the offer that is looked at; 0 between two of them. */
let bests = new Float64Array(64)

/** A value that a firm does not pass, at a glance: each of its routes has all its hours, each operation its best route. */
export function valueAtMost(offer: Offer, pricing: Pricing): number {
  const { most, sharesOf } = offer
  let sum = netOf(offer, 0, pricing)
  for (let column = 1; column < most.length; column++) {
    const net = netOf(offer, column, pricing)
    if (net <= 0) continue
    const whole = net * (most[column] ?? 0)
    const shareOf = sharesOf[column] ?? -1
    if (shareOf === -1) {
      sum += whole
      continue
    }
    if (shareOf >= bests.length) bests = longer(bests, new Float64Array(2 * shareOf))
    const before = bests[shareOf] ?? 0
    if (whole <= before) continue
    sum += whole - before
    bests[shareOf] = whole
  }
  for (const shareOf of sharesOf) if (shareOf !== -1) bests[shareOf] = 0
  return sum
}

/** The value itself, by the firm's own programme; what it does not pass at a glance, where rounding spoils that. */
export function valueOf(offer: Offer, pricing: Pricing): number {
  const nets: number[] = []
  for (let column = 1; column < offer.gains.length; column++) nets.push(netOf(offer, column, pricing))
  const most = unspoilt(() => maximise(nets, limitedBy(offer)).objective)
  return most === null ? valueAtMost(offer, pricing) : netOf(offer, 0, pricing) + most
}

/** The rows of a whole member, whose column is none: what it takes off them is their limit. */
function limitedBy(offer: Offer): Row[] {
  const known = limited.get(offer)
  if (known !== undefined) return known
  const { starts, pairs } = offer.rows()
  const rows: Row[] = []
  for (let row = 0; row + 1 < starts.length; row++) {
    const terms: Term[] = []
    let limit = 0
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 2) {
      const [column, coefficient] = [pairs[at] ?? 0, pairs[at + 1] ?? 0]
      if (column > 0) terms.push([column - 1, coefficient])
      else limit -= coefficient
    }
    rows.push({ terms, limit })
  }
  limited.set(offer, rows)
  return rows
}

const limited = new WeakMap<Offer, Row[]>()
