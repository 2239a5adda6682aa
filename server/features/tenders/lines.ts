import type { LotLine } from '@maillage/db/tables/tenders.ts'

/**
 * What a lot asks a price for: each size at each date. Where a need says how many of each size and how many by each
 * date, the sizes are shared out over the dates in proportion, rounded so that both sums hold (largest remainder, the
 * running total of a size never more than one piece from its share).
 */
export function linesOf(
  sizes: { size: string; quantity: number }[],
  tranches: { due: string; quantity: number }[],
): LotLine[] {
  if (sizes.length === 0) return tranches.map(({ due, quantity }) => ({ size: null, due, quantity }))
  const total = sizes.reduce((sum, { quantity }) => sum + quantity, 0)
  const given = sizes.map(() => 0)
  let delivered = 0
  return tranches.flatMap(({ due, quantity }) => {
    delivered += quantity
    const shares = sizes.map(size => (size.quantity * delivered) / total)
    const counts = shares.map((share, at) => Math.max(0, Math.floor(share) - (given[at] ?? 0)))
    const rest = quantity - counts.reduce((sum, count) => sum + count, 0)
    const byRemainder = shares
      .map((share, at) => ({ at, remainder: share - (given[at] ?? 0) - (counts[at] ?? 0) }))
      .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
    for (const { at } of byRemainder.slice(0, Math.max(0, rest))) counts[at] = (counts[at] ?? 0) + 1
    return sizes.flatMap(({ size }, at) => {
      const count = counts[at] ?? 0
      given[at] = (given[at] ?? 0) + count
      return count > 0 ? [{ size, due, quantity: count }] : []
    })
  })
}
