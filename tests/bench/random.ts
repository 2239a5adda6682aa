/**
 * Random draws that a seed repeats exactly. The generator is sfc32 (Chris Doty-Humphrey, "Small Fast Counting", 32-bit):
 * four words of state, passes PractRand. Its state comes from the seed, the name of a stream and a number, through the
 * finaliser of MurmurHash3, so that each firm has a stream of its own and never depends on how many come before it.
 */
export interface Random {
  /** In [0, 1[. */
  next(): number
  /** A whole number, both ends included. */
  integer(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the entries, each as often as its weight says. */
  weighted<T>(entries: readonly (readonly [weight: number, value: T])[]): T
  /** Log-normal: half of the draws are below the median; `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number
  /** An identifier in the form of a UUID, version 4. */
  uuid(): string
}

export function random(seed: number, stream: string, number: number): Random {
  const next = sfc32(seed, stream, number)
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    integer,
    chance: probability => next() < probability,
    pick: list => at(list, integer(0, list.length - 1)),
    weighted(entries) {
      let left = next() * entries.reduce((sum, [weight]) => sum + weight, 0)
      const found = entries.find(([weight]) => (left -= weight) < 0) ?? at(entries, entries.length - 1)
      return found[1]
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal(next)),
    uuid() {
      const digits = Array.from({ length: 32 }, () => integer(0, 15).toString(16)).join('')
      const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`]
      return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20)].join('-')
    },
  }
}

function at<T>(list: readonly T[], position: number): T {
  const value = list[position]
  if (value === undefined) throw new RangeError('Nothing to draw from')
  return value
}

/** Box and Muller: two uniform draws make a normal one. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}

function sfc32(seed: number, stream: string, number: number): () => number {
  let a = mix(seed)
  let b = mix(number ^ 0x9e3779b9)
  let c = 0
  for (const letter of stream) c = mix(c ^ (letter.codePointAt(0) ?? 0))
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  // The first draws still resemble the seed.
  for (let turn = 0; turn < 15; turn++) next()
  return next
}

/** The finaliser of MurmurHash3: every bit in moves half of the bits out. */
function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
