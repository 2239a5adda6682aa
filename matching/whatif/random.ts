/**
 * Draws that depend on nothing but their keys: the same seed, run and week draw the same, in whatever order they are asked
 * for, so that scenarios are compared under the same luck.
 */

/** A number in [0, 1[ drawn from whole numbers, mixed with the finaliser of MurmurHash3 (A. Appleby, public domain). */
export function uniform(...keys: readonly number[]): number {
  let hash = 0x2545f491
  for (const key of keys) {
    hash = Math.imul(hash ^ key, 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}

/** A standard normal number, from two uniform ones (Box and Muller 1958). */
export function normal(...keys: readonly number[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(...keys, 1)))
  return radius * Math.cos(2 * Math.PI * uniform(...keys, 2))
}

/** The value below which so large a share of some sorted numbers lies, between two neighbours where it falls between. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const value = sorted[below] ?? 0
  return value + (place - below) * ((sorted[below + 1] ?? value) - value)
}
