/** All criteria of a score, in their order. */
import type { Criterion, CriterionId } from '../match.ts'
import type { Outcome } from '../outcome.ts'
import { weightedMean } from '../score.ts'
import { criterionIds, type Weights } from '../weights.ts'
import { capacity } from './capacity.ts'
import { compliance } from './compliance.ts'
import { cost } from './cost.ts'
import { coverage } from './coverage.ts'
import { jobs } from './jobs.ts'
import type { Judgement } from './judgement.ts'
import { knowHow } from './know-how.ts'
import { leadTime } from './lead-time.ts'
import { proximity } from './proximity.ts'
import { reliability } from './reliability.ts'
import { sustainability } from './sustainability.ts'

const judges: Record<CriterionId, (outcome: Outcome) => Judgement> = {
  coverage,
  capacity,
  'lead-time': leadTime,
  compliance,
  'know-how': knowHow,
  proximity,
  jobs,
  sustainability,
  reliability,
  cost,
}

/** The score of an outcome: the weighted mean of its criteria, in [0, 1]. */
export function scoreOf(outcome: Outcome, weights: Weights): number {
  return weightedMean(criterionIds.map(id => ({ value: judges[id](outcome).value, weight: weights[id] })))
}

/** The criteria of an outcome, each with its reason. */
export function criteriaOf(outcome: Outcome, weights: Weights): Criterion[] {
  return criterionIds.map(id => {
    const { value, reason } = judges[id](outcome)
    return { id, value, weight: weights[id], reason: reason() }
  })
}
