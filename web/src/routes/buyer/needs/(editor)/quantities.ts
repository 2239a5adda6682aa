/** A line with a quantity: a size, a delivery. Null where nothing is typed, NaN where it is not a number. */
export interface Counted {
  quantity: number | null
}

/** A quantity that counts: a whole number from 1 up; anything else counts for nothing yet. */
export function sound(quantity: number | null): quantity is number {
  return quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1
}

/** What lines add up to. */
export function totalOf(lines: readonly Counted[]): number {
  return lines.reduce((sum, { quantity }) => sum + (sound(quantity) ? quantity : 0), 0)
}

/** What is still to be given to the lines (positive) or has been given too much; null until the total is known. */
export function missingFrom(lines: readonly Counted[], total: number | null): number | null {
  return sound(total) ? total - totalOf(lines) : null
}

/**
 * Parts of a total, as even as can be, in whole multiples of `multiple` where that leaves something for each; the first
 * parts are the larger ones.
 */
export function evenParts(total: number, parts: number, multiple = 1): number[] {
  const step = total >= parts * multiple ? multiple : 1
  const whole = Math.floor(total / step)
  const rest = total - whole * step
  return Array.from({ length: parts }, (_, index) => {
    const units = Math.floor(whole / parts) + (index < whole % parts ? 1 : 0)
    return units * step + (index === 0 ? rest : 0)
  })
}

/**
 * Gives lines what is missing to a total, or takes back what is too much: empty lines share what is missing, else all
 * lines change in proportion to what they have.
 */
export function spreadOver<Line extends Counted>(lines: readonly Line[], total: number): Line[] {
  if (lines.length === 0) return []
  const missing = total - totalOf(lines)
  if (missing === 0) return [...lines]
  const empty = lines.filter(({ quantity }) => !sound(quantity)).length
  if (missing > 0 && empty > 0) {
    const parts = evenParts(missing, empty)
    let next = 0
    return lines.map(line => (sound(line.quantity) ? line : { ...line, quantity: parts[next++] || null }))
  }
  const before = totalOf(lines)
  if (before === 0) return lines.map(line => ({ ...line }))
  const shares = inProportion(
    lines.map(({ quantity }) => (sound(quantity) ? quantity : 0)),
    total,
  )
  return lines.map((line, index) => ({ ...line, quantity: shares[index] || null }))
}

/** Whole shares of a total in proportion to given ones; what rounding leaves goes to the largest remainders. */
function inProportion(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0)
  const exact = shares.map(share => (share / sum) * total)
  const floors = exact.map(Math.floor)
  let left = total - floors.reduce((all, floor) => all + floor, 0)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index)
  for (const { index } of order) {
    if (left-- <= 0) break
    floors[index] = (floors[index] ?? 0) + 1
  }
  return floors
}
