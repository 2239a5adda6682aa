/**
 * What a quantity costs in cents ex tax: a price in cents for so many units, rounded half up once. Counted in whole numbers
 * throughout, so that no amount is too large to be exact.
 */
export function totalCents(quantity: number, priceCents: number, perQuantity: number): number {
  const per = BigInt(perQuantity)
  return Number((2n * BigInt(quantity) * BigInt(priceCents) + per) / (2n * per))
}

/** The sum of some lines. */
export const sumCents = (lines: readonly { totalCents: number }[]): number =>
  lines.reduce((sum, line) => sum + line.totalCents, 0)
