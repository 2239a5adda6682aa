/**
 * What firms are worth at the prices of the shared rows: the most that a whole member could bring, once what it takes is
 * paid for. No set of firms scores more than what the prices are worth without any, and the values of its members.
 */
import type { Points } from './frame.ts'
import { maximise, type Row } from './linear.ts'
import type { Offer } from './offer.ts'

/** Points of the score that a unit brings, by the score or by the score without the cost. */
export function pointsOf({ gain, cost }: Points, isCosted: boolean): number {
  return isCosted ? gain - cost : gain
}

/** The columns of an offer, laid out to be priced over and over. */
export interface Tag {
  offer: Offer
  points: Float64Array
  most: Float64Array
  /** By column: the operation whose shares are limited together; -1 where none. */
  shareOf: Int32Array
  /** What column `c` adds to shared rows lies from `starts[c]` up to, but not with, `starts[c + 1]`. */
  starts: Int32Array
  rows: Int32Array
  amounts: Float64Array
}

export function tagOf(offer: Offer, isCosted: boolean): Tag {
  const { columns } = offer
  const entries = columns.flatMap(each => each.entries)
  const starts = new Int32Array(columns.length + 1)
  columns.forEach((each, at) => {
    starts[at + 1] = (starts[at] ?? 0) + each.entries.length
  })
  return {
    offer,
    points: Float64Array.from(columns, each => pointsOf(each, isCosted)),
    most: Float64Array.from(columns, ({ most }) => most),
    shareOf: Int32Array.from(columns, ({ shareOf }) => shareOf ?? -1),
    starts,
    rows: Int32Array.from(entries, ([row]) => row),
    amounts: Float64Array.from(entries, ([, amount]) => amount),
  }
}

/** What a unit of a column brings once the shared rows are paid for. `prices`: of the shared rows. */
function netOf({ points, starts, rows, amounts }: Tag, column: number, prices: Float64Array): number {
  let net = points[column] ?? 0
  const end = starts[column + 1] ?? 0
  for (let at = starts[column] ?? 0; at < end; at++) net -= (amounts[at] ?? 0) * (prices[rows[at] ?? 0] ?? 0)
  return net
}

/** A value that a firm does not pass, at a glance: each of its routes has all its hours, each operation its best route. */
export function valueAtMost(tag: Tag, prices: Float64Array): number {
  const { most, shareOf, points } = tag
  let sum = netOf(tag, 0, prices)
  let shares: Map<number, number> | null = null
  for (let column = 1; column < points.length; column++) {
    const net = netOf(tag, column, prices)
    if (net <= 0) continue
    const whole = net * (most[column] ?? 0)
    const operation = shareOf[column] ?? -1
    if (operation === -1) {
      sum += whole
      continue
    }
    shares ??= new Map()
    shares.set(operation, Math.max(whole, shares.get(operation) ?? 0))
  }
  if (shares !== null) for (const best of shares.values()) sum += best
  return sum
}

/** The value itself, by the firm's own programme. */
export function valueOf(tag: Tag, prices: Float64Array): number {
  const rows = tag.offer.rows.map((terms): Row => {
    let limit = 0
    const others = terms.flatMap(([column, coefficient]) => {
      if (column > 0) return [[column - 1, coefficient] as const]
      limit -= coefficient
      return []
    })
    return { terms: others, limit }
  })
  const nets = Array.from(tag.points, (_, column) => netOf(tag, column, prices))
  return (nets[0] ?? 0) + maximise(nets.slice(1), rows).objective
}
