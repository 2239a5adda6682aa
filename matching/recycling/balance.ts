/** What became of used articles: everything is weighed in whole grams, so that a balance is exact. */

/** What sorting decides: worn again, made into a material again, or neither. */
export const outcomes = ['reuse', 'recycle', 'disposal'] as const
export type Outcome = (typeof outcomes)[number]

/** A part of what was collected, sorted. */
export interface Sorted {
  outcome: Outcome
  grams: number
  /** Grams of material made of it and handed back to the chain; null where nobody has weighed that yet. */
  givenGrams: number | null
}

/** Used articles of one kind, weighed when they were collected. */
export interface Collected {
  grams: number
  sorted: readonly Sorted[]
}

/** Grams. `collected` = `reused` + `recycled` + `disposed` + `toSort`, and `recycled` = `given` + `lost` + `toMake`. */
export interface Balance {
  collected: number
  reused: number
  recycled: number
  disposed: number
  toSort: number
  /** Of what is recycled: handed back as a material, lost on the way to it, not made into one yet. */
  given: number
  lost: number
  toMake: number
}

const sum = <One>(all: readonly One[], of: (one: One) => number) =>
  all.reduce((whole, one) => whole + of(one), 0)

/** The balance of what was collected. */
export function balanceOf(all: readonly Collected[]): Balance {
  const sorted = all.flatMap(one => one.sorted)
  const by = (outcome: Outcome) => sum(sorted, one => (one.outcome === outcome ? one.grams : 0))
  const collected = sum(all, ({ grams }) => grams)
  const recycled = by('recycle')
  const given = sum(sorted, ({ givenGrams }) => givenGrams ?? 0)
  const toMake = sum(sorted, one => (one.outcome === 'recycle' && one.givenGrams === null ? one.grams : 0))
  return {
    collected,
    reused: by('reuse'),
    recycled,
    disposed: by('disposal'),
    toSort: collected - sum(sorted, ({ grams }) => grams),
    given,
    lost: recycled - given - toMake,
    toMake,
  }
}

/** What is left to sort of a lot: no part may be larger. */
export const leftToSort = ({ grams, sorted }: Collected): number => grams - sum(sorted, one => one.grams)
