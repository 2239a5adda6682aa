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
import type { Candidacy } from './part.ts'
import { keyOf } from './partnership.ts'
import type { Question } from './question.ts'
import type { Supply } from './rank.ts'
import { byScore } from './score.ts'
import { Smallest } from './smallest.ts'
import { type Survey, survey } from './survey.ts'
import type { Chain } from './unfold.ts'

/** A firm with the chain that it scores best by. */
interface Placed extends Scored {
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
  const surveyed = survey(question, supply.chains, supply.index)
  const bounds = surveyed.chains.map(({ chain }) => new Bound(supply.index, question, chain))
  for (const isWhole of [true, false]) {
    const found = best(question, supply, bounded(surveyed, bounds, isWhole), limit)
    if (found.length > 0) return { found, survey: surveyed }
  }
  return { found: [], survey: surveyed }
}

/** Candidates side by side, each by one chain. */
interface Bounded {
  isWhole: boolean
  of: { chain: Chain; bound: Bound }[]
  /** Number of the chain, slot of the firm, and the most that it may score. */
  chains: number[]
  slots: number[]
  candidacies: Candidacy[]
  most: Float64Array
}

/** Those who could make the whole, or the others. */
function bounded({ chains: surveys }: Survey, bounds: Bound[], isWhole: boolean): Bounded {
  const of = surveys.flatMap(({ chain }, number) => {
    const bound = bounds[number]
    return bound === undefined ? [] : [{ chain, bound }]
  })
  const chains: number[] = []
  const slots: number[] = []
  const candidacies: Candidacy[] = []
  of.forEach(({ bound }, number) => {
    const { slots: all = [], candidacies: as = [] } = surveys[number] ?? {}
    for (let at = 0; at < all.length; at++) {
      const [slot, candidacy] = [all[at] ?? 0, as[at] ?? 'whole']
      if (bound.isWhole(slot, candidacy) !== isWhole) continue
      chains.push(number)
      slots.push(slot)
      candidacies.push(candidacy)
    }
  })
  const most = new Float64Array(slots.length)
  for (let at = 0; at < slots.length; at++)
    most[at] = of[chains[at] ?? 0]?.bound.of(slots[at] ?? 0, candidacies[at] ?? 'whole') ?? -Infinity
  return { isWhole, of, chains, slots, candidacies, most }
}

function best(question: Question, { index, lineOf }: Supply, candidates: Bounded, limit: number): Scored[] {
  const { isWhole, of, chains, slots, candidacies, most } = candidates
  const highest = new Highest(most)
  const found = new Smallest<Placed>(limit, (a, b) => b.tier - a.tier || byScore(a, b))
  const known = new Map<number, Placed>()
  for (let at = highest.take(); at !== undefined; at = highest.take()) {
    const { last, values } = found
    const least = Math.max(perTier * (values[0]?.tier ?? 0), last === undefined ? 0 : valueOf(last))
    if ((most[at] ?? 0) < least) break
    const [slot, candidacy, by] = [slots[at], candidacies[at], of[chains[at] ?? 0]]
    if (slot === undefined || candidacy === undefined || by === undefined) continue
    const before = known.get(slot)
    if (before !== undefined && valueOf(before) >= (most[at] ?? 0)) continue
    const line = lineOfCandidate(question, by.chain, index, lineOf, slot, candidacy)
    if (by.bound.of(slot, candidacy, line) < least) continue
    const alone = outcome(question, by.chain, [line], !isWhole)
    if (alone === null) continue
    const tier = isWhole ? (alone.work.missing.length > 0 ? 1 : 2) : 0
    const placed = { tier, key: keyOf([line]), score: scoreOf(alone, question.weights), outcome: alone }
    if (before !== undefined && valueOf(before) >= valueOf(placed)) continue
    if (before !== undefined) found.remove(before)
    known.set(slot, placed)
    found.add(placed)
  }
  const tier = found.values[0]?.tier
  return found.values.filter(placed => placed.tier === tier)
}

const valueOf = ({ tier, score }: Pick<Placed, 'tier' | 'score'>) => perTier * tier + score
