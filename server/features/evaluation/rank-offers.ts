import type { Criterion } from '@maillage/db/tables/tenders.ts'

/** An offer that may be ranked: every criterion but the price is marked. */
export interface Marked {
  id: string
  /** Its price for the lot, in cents ex tax. */
  cents: number
  /** One mark out of 100 a criterion, in their order; what stands at the price is not read. */
  marks: number[]
}

export interface Ranked {
  id: string
  /** Hundredths of a mark, a criterion: 10,000 is the best. */
  marks: number[]
  /** Ten-thousandths of a point: 1,000,000 is the best. */
  total: number
  rank: number
  /** Whether another one has the same total. */
  isTied: boolean
}

/**
 * The mark of a price, in hundredths: 100 × the lowest regular price ÷ this price, rounded half up once. Counted in whole
 * numbers, so that no price is too large to be exact. A lot that somebody gives away leaves 0 to the others.
 */
export function priceMark(lowest: number, cents: number): number {
  if (cents <= lowest) return 10_000
  const [least, price] = [BigInt(lowest), BigInt(cents)]
  return Number((2n * 10_000n * least + price) / (2n * price))
}

/**
 * Ranks the regular offers for a lot by the published criteria, and by nothing else: each mark, to the hundredth, times the
 * weight of its criterion. Equal totals share a rank, which is said.
 */
export function rankOffers(
  criteria: readonly Pick<Criterion, 'kind' | 'weight'>[],
  offers: readonly Marked[],
): Ranked[] {
  const lowest = offers.reduce((least, { cents }) => Math.min(least, cents), Number.MAX_SAFE_INTEGER)
  const scored = offers.map(({ id, cents, marks: given }) => {
    const marks = criteria.map(({ kind }, at) =>
      kind === 'price' ? priceMark(lowest, cents) : (given[at] ?? 0) * 100,
    )
    return { id, marks, total: criteria.reduce((sum, { weight }, at) => sum + weight * (marks[at] ?? 0), 0) }
  })
  return scored
    .map(offer => ({
      ...offer,
      rank: 1 + scored.filter(({ total }) => total > offer.total).length,
      isTied: scored.some(({ id, total }) => id !== offer.id && total === offer.total),
    }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

/** So many per cent below the average of the others, a price is worth a question. */
const LOW_PERCENT = 25

/**
 * By how many per cent a price is below the average of the others for the lot, where that is enough to look abnormally
 * low; null where it is not. The law has no formula (L2152-5: manifestly undervalued, and such that the contract may not be
 * carried out): this only flags, and rejects nobody.
 */
export function looksLow(cents: number, others: readonly number[]): number | null {
  if (others.length === 0) return null
  const average = others.reduce((sum, other) => sum + other, 0) / others.length
  const below = average === 0 ? 0 : Math.floor(100 - (100 * cents) / average)
  return below >= LOW_PERCENT ? below : null
}
