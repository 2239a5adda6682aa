/**
 * Ranks firms alone: each as a partnership of one. Exact, and only few are computed: what a firm can score at most is
 * known from figures side by side, and the highest are looked at until no other can pass those found.
 */
import { Bound, perTier } from './bound.ts'
import { lineOfCandidate } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import type { Scored } from './assemble.ts'
import { Highest } from './highest.ts'
import { outcome } from './outcome.ts'
import { keyOf } from './partnership.ts'
import type { Question } from './question.ts'
import type { Supply } from './rank.ts'
import { byScore } from './score.ts'
import { Smallest } from './smallest.ts'
import { type Survey, survey } from './survey.ts'

/** A firm with the chain that it scores best by. */
interface Placed extends Scored {
  slot: number
  /** What is missing comes before the score: 2 nothing, 1 something that comes too late, 0 something nobody makes. */
  tier: number
}

/**
 * The best firms, at most `limit`, the best first. Where some lack nothing, they alone are listed; where nobody can make
 * it alone, those who can make part of it.
 */
export function rankAlone(
  question: Question,
  supply: Supply,
  limit: number,
): { found: Scored[]; survey: Survey } {
  const { index, chains, lineOf } = supply
  const surveyed = survey(question, chains, index)
  const { bounds, of } = boundsOf(question, surveyed, supply)
  const highest = new Highest(bounds)
  const best = new Smallest<Placed>(limit, (a, b) => b.tier - a.tier || byScore(a, b))
  const known = new Map<number, Placed>()
  for (let at = highest.take(); at !== undefined; at = highest.take()) {
    const bound = bounds[at] ?? 0
    const { last } = best
    if (last !== undefined && bound < perTier * last.tier + last.score) break
    if (bound < perTier * (best.values[0]?.tier ?? 0)) break
    const place = of(at)
    const { chain, slots, candidacies } = place.of
    const [slot, candidacy] = [slots[place.at], candidacies[place.at]]
    if (slot === undefined || candidacy === undefined) continue
    const line = lineOfCandidate(question, chain, index, lineOf, slot, candidacy)
    const alone = outcome(question, chain, [line], bound < perTier)
    if (alone === null) continue
    const tier = bound < perTier ? 0 : alone.work.missing.length > 0 ? 1 : 2
    const placed = { slot, tier, key: keyOf([line]), score: scoreOf(alone, question.weights), outcome: alone }
    const before = known.get(slot)
    if (before !== undefined && before.tier * perTier + before.score >= tier * perTier + placed.score)
      continue
    if (before !== undefined) best.remove(before)
    known.set(slot, placed)
    best.add(placed)
  }
  const tier = best.values[0]?.tier
  return { found: best.values.filter(placed => placed.tier === tier), survey: surveyed }
}

/** Upper bounds of all candidates by all chains, and whose each is. */
function boundsOf(question: Question, { chains }: Survey, { index }: Supply) {
  const starts = [0]
  for (const { slots } of chains) starts.push((starts.at(-1) ?? 0) + slots.length)
  const bounds = new Float64Array(starts.at(-1) ?? 0)
  chains.forEach(({ chain, slots, candidacies }, number) => {
    if (slots.length === 0) return
    const bound = new Bound(index, question, chain)
    const start = starts[number] ?? 0
    slots.forEach((slot, at) => {
      bounds[start + at] = bound.of(slot, candidacies[at] ?? 'whole')
    })
  })
  const of = (position: number) => {
    let number = 0
    while ((starts[number + 1] ?? Infinity) <= position) number += 1
    const found = chains[number]
    if (found === undefined) throw new RangeError(`No candidate has the position ${position}`)
    return { of: found, at: position - (starts[number] ?? 0) }
  }
  return { bounds, of }
}
