import type { LotLine } from '@maillage/db/tables/tenders.ts'

/** Prices are said for so many. */
export const PRICED_QUANTITY = 1000

/** What one line costs, in cents ex tax, rounded half up. `price`: cents for a thousand. */
export function lineCents(quantity: number, price: number): number {
  const cents = BigInt(quantity) * BigInt(price)
  const of = BigInt(PRICED_QUANTITY)
  return Number((cents * 2n + of) / (of * 2n))
}

/** What a lot costs, in cents ex tax: the sum of its lines, each rounded once. */
export function lotCents(lines: Pick<LotLine, 'quantity'>[], prices: number[]): number {
  return lines.reduce((sum, { quantity }, at) => sum + lineCents(quantity, prices[at] ?? 0), 0)
}
