import type { Criterion, OperationRef, Partnership } from '@maillage/matching/match.ts'
import type { Reason } from '@maillage/matching/words/reasons.ts'
import type { Reply } from '#lib/api/types.ts'
import { known, type FirmCard } from '../../../buyer/needs/[needId]/ranking.ts'
import { sharesOf, type WorkPlan } from '../../../buyer/needs/[needId]/work-plan.ts'

type FitReply = Reply<'/api/organisations/{organisationId}/open-needs/{needId}', 'get'>

/** What a firm reads of a criterion: how much it counts is the buyer's alone. */
export type OwnCriterion = Omit<Criterion, 'weight'>
export type OwnPartnership = Omit<Partnership, 'criteria'> & { criteria: OwnCriterion[] }

/** How a firm stands with a need, in reasons this page can put in words. */
export interface Fit {
  match: { rank: number; score: number; feasible: boolean; partnership: OwnPartnership | null } | null
  leftOut: Reason | null
  firms: Record<string, FirmCard>
}

/** The answer of the server, ready to be shown. Throws `ApiProblem` where this page is too old for it. */
export function readFit({ match, leftOut, firms }: FitReply): Fit {
  return {
    match: match && {
      ...match,
      partnership: match.partnership && {
        ...match.partnership,
        criteria: match.partnership.criteria.map(criterion => ({
          ...criterion,
          reason: known(criterion.reason),
        })),
      },
    },
    leftOut: leftOut && known(leftOut),
    firms,
  }
}

/** The rows of a plan as the small drawing of a partnership takes them: the operations, without what is bought. */
export function stepsOfPlan(
  plan: WorkPlan,
  nameOf: (step: OperationRef) => string,
): { id: string; label: string; stitches: { member: string; reoriented: boolean }[] }[] {
  return plan.rows.flatMap(row =>
    row.kind === 'operation' && row.service === null
      ? [
          {
            id: row.key,
            label: nameOf(row),
            stitches: sharesOf(row.assignments).map(({ firm, reoriented }) => ({ member: firm, reoriented })),
          },
        ]
      : [],
  )
}
