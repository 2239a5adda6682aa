/** Sums over several that may be told to anybody: no part of them can be read from them. */

/** Below so many parts a sum says too much of each. */
const LEAST_PARTS = 3
/** Where one part is more of the sum than this, the sum is nearly it. */
const MOST_OF_ONE = 0.8

/** Two figures that count, as all that is shown: a part that changes a little changes nothing. */
export function roughly(value: number): number {
  if (value <= 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.round(value / unit) * unit
}

/** Whether so many organisations are enough that a figure of all of them says nothing of one. */
export const areMany = (count: number): boolean => count >= LEAST_PARTS

/** A sum of parts, each of another organisation, in rough figures; null where it would tell of one of them. */
export function toldSum(parts: readonly number[]): number | null {
  const own = parts.filter(part => part > 0)
  const sum = own.reduce((all, part) => all + part, 0)
  return !areMany(own.length) || Math.max(...own) > MOST_OF_ONE * sum ? null : roughly(sum)
}
