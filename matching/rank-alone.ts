/**
 * Ranks firms alone: each as a partnership of one. Exact, and only few are computed: what a firm can score at most is
 * known from figures side by side, and the highest are looked at until no other can pass those found.
 */
import { perTier } from './bound.ts'
import { lineOfCandidate } from './candidates.ts'
import { scoreOf } from './criteria/criteria.ts'
import type { Scored } from './assemble.ts'
import { Look } from './look.ts'
import { outcome } from './outcome.ts'
import { keyOf } from './partnership.ts'
import type { Question } from './question.ts'
import type { Supply } from './rank.ts'
import { byScore } from './score.ts'
import { Smallest } from './smallest.ts'
import { type Survey, survey } from './survey.ts'

/** A firm with the chain that it scores best by. */
interface Placed extends Scored {
  /** What is missing comes before the score: 2 nothing, 1 something that comes too late, 0 something nobody makes. */
  tier: number
  /** Number of the chain: of those that it does as well by, the first. */
  chain: number
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
  const look = new Look(question, supply, surveyed)
  for (const isWhole of [true, false]) {
    const found = best(question, supply, look, isWhole, limit)
    if (found.length > 0) return { found, survey: surveyed }
  }
  return { found: [], survey: surveyed }
}

function best(question: Question, supply: Supply, look: Look, isWhole: boolean, limit: number): Scored[] {
  const found = new Smallest<Placed>(limit, (a, b) => b.tier - a.tier || byScore(a, b))
  const known = new Map<number, Placed>()
  const least = () =>
    Math.max(perTier * (found.values[0]?.tier ?? 0), found.last === undefined ? 0 : valueOf(found.last))
  const highest = look.begin(isWhole)
  for (let next = highest.take(); next !== undefined && next.value >= least(); next = highest.take()) {
    const { value, item } = next
    if (item.is !== 'by chain') {
      look.into(item, isWhole, least(), highest)
      continue
    }
    const { slot, chain: number, candidacy, seen } = item
    const before = known.get(slot)
    if (before !== undefined && isBefore(before, { value, chain: number })) continue
    if (seen !== 'all') {
      const closer = look.closely(item)
      const most = Math.min(value, closer.most)
      if (most >= least()) highest.add(most, closer.item)
      continue
    }
    const { chain } = look.chain(number)
    const line = lineOfCandidate(question, chain, supply.index, supply.lineOf, slot, candidacy)
    const alone = outcome(question, chain, [line], !isWhole)
    if (alone === null) continue
    const tier = isWhole ? (alone.work.missing.length > 0 ? 1 : 2) : 0
    const score = scoreOf(alone, question.weights)
    const placed = { tier, chain: number, key: keyOf([line]), score, outcome: alone }
    if (before !== undefined && isBefore(before, { value: valueOf(placed), chain: number })) continue
    if (before !== undefined) found.remove(before)
    known.set(slot, placed)
    found.add(placed)
  }
  const tier = found.values[0]?.tier
  return found.values.filter(placed => placed.tier === tier)
}

/** Whether a firm does better by the chain that it is placed by than by another of at most so much, or as well by the first. */
function isBefore(placed: Placed, { value, chain }: { value: number; chain: number }): boolean {
  const own = valueOf(placed)
  return own > value || (own === value && placed.chain < chain)
}

const valueOf = ({ tier, score }: Pick<Placed, 'tier' | 'score'>) => perTier * tier + score
