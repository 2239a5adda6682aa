/** The score of a partnership: the weighted mean of its criteria, the same for the ranking and for sliders. */
import type { Need } from './demand.ts'
import type { Criterion, CriterionId, Partnership } from './match.ts'
import { weightsFor } from './weights.ts'

/** Weighted mean of the criteria, in [0, 1]. */
export function weightedMean(criteria: readonly Pick<Criterion, 'value' | 'weight'>[]): number {
  let sum = 0
  let weight = 0
  for (const criterion of criteria) {
    sum += criterion.value * criterion.weight
    weight += criterion.weight
  }
  return weight === 0 ? 0 : Math.min(1, Math.max(0, sum / weight))
}

/** Best score first; equal scores by key, so that the order never depends on anything else. */
export function byScore(
  a: Pick<Partnership, 'score' | 'key'>,
  b: Pick<Partnership, 'score' | 'key'>,
): number {
  return b.score - a.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/**
 * Scores a known set of partnerships again, best first. Nothing is recomputed but the weights: sliders can follow the
 * hand, and the engine is asked again behind for partnerships that only the new weights would bring in.
 */
export function rescore(
  partnerships: readonly Partnership[],
  need: Pick<Need, 'buyerKind' | 'weights'>,
  weights: Partial<Record<CriterionId, number>>,
): Partnership[] {
  const next = weightsFor(need.buyerKind, need.weights, weights)
  return partnerships
    .map(partnership => {
      const criteria = partnership.criteria.map(criterion => ({ ...criterion, weight: next[criterion.id] }))
      return { ...partnership, criteria, score: weightedMean(criteria) }
    })
    .sort(byScore)
}
