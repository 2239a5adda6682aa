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
import { candidateAt, type ChainSurvey, type Survey, survey } from './survey.ts'

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
  surveys: ChainSurvey[]
  bounds: Bound[]
  size: number
  /** Number of the chain, and place in its survey. */
  chains: Uint16Array
  places: Int32Array
  /** The most that it may score. */
  most: Float64Array
}

/** Those who could make the whole, or the others. */
function bounded({ chains: surveys }: Survey, bounds: Bound[], isWhole: boolean): Bounded {
  const all = surveys.reduce((sum, { size }) => sum + size, 0)
  const [chains, places, most] = [new Uint16Array(all), new Int32Array(all), new Float64Array(all)]
  let size = 0
  surveys.forEach((survey, number) => {
    const bound = bounds[number]
    if (bound === undefined) return
    for (let place = 0; place < survey.size; place++) {
      const { slot, candidacy } = candidateAt(survey, place)
      if (bound.isWhole(slot, candidacy) !== isWhole) continue
      chains[size] = number
      places[size] = place
      most[size] = bound.of(slot, candidacy)
      size += 1
    }
  })
  return { isWhole, surveys, bounds, size, chains, places, most }
}

function best(question: Question, { index, lineOf }: Supply, candidates: Bounded, limit: number): Scored[] {
  const { isWhole, surveys, bounds, size, chains, places, most } = candidates
  const highest = new Highest(most, size)
  const found = new Smallest<Placed>(limit, (a, b) => b.tier - a.tier || byScore(a, b))
  const known = new Map<number, Placed>()
  for (let at = highest.take(); at !== undefined; at = highest.take()) {
    const { last, values } = found
    const least = Math.max(perTier * (values[0]?.tier ?? 0), last === undefined ? 0 : valueOf(last))
    if ((most[at] ?? 0) < least) break
    const [survey, bound] = [surveys[chains[at] ?? 0], bounds[chains[at] ?? 0]]
    if (survey === undefined || bound === undefined) continue
    const { chain } = survey
    const { slot, candidacy } = candidateAt(survey, places[at] ?? 0)
    const before = known.get(slot)
    if (before !== undefined && valueOf(before) >= (most[at] ?? 0)) continue
    const line = lineOfCandidate(question, chain, index, lineOf, slot, candidacy)
    if (bound.of(slot, candidacy, line) < least) continue
    const alone = outcome(question, chain, [line], !isWhole)
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
