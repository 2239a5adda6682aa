import type { DB } from '@maillage/db/tables/database.ts'
import { distressBands } from '@maillage/matching/distress.ts'
import type { Kysely } from 'kysely'
import type { InDifficulty } from './schemas.ts'

/**
 * Firms in difficulty: those that say that jobs are at risk, or that they have lost as much activity as the middle band of
 * distress begins with. For the operator alone. Those without work in the plan come first, the most jobs at risk first.
 */
export async function firmsInDifficulty(
  db: Kysely<DB>,
  { planId, operatorId, today }: { planId: string | null; operatorId: string; today: string },
  aheadOf: ReadonlyMap<string, number>,
): Promise<InDifficulty[]> {
  const rows = await db
    .selectFrom('distress')
    .innerJoin('organisation', 'organisation.id', 'distress.organisationId')
    .select(['organisation.id', 'organisation.name', 'activityLostPercent', 'jobs', 'jobsAtRisk'])
    .select(({ selectFrom }) =>
      selectFrom('site')
        .select('site.department')
        .whereRef('site.organisationId', '=', 'organisation.id')
        .orderBy('site.position')
        .limit(1)
        .as('department'),
    )
    .where('organisation.status', '!=', 'suspended')
    .where(({ eb, or }) =>
      or([eb('jobsAtRisk', '>', 0), eb('activityLostPercent', '>=', distressBands.medium.fromPercent)]),
    )
    .orderBy('organisation.id')
    .execute()
  const working = await withPlannedWork(db, { planId, operatorId, today })
  return rows
    .map(({ department, ...row }) => ({
      ...row,
      department: department ?? '',
      inPlan: working.has(row.id),
      ahead: aheadOf.get(row.id) ?? 0,
    }))
    .toSorted(
      (one, other) =>
        Number(one.inPlan) - Number(other.inPlan) ||
        other.jobsAtRisk - one.jobsAtRisk ||
        (one.name < other.name ? -1 : 1),
    )
}

/** Firms that the plan published last proposes work to, or that have agreed to some of an operator's that is still kept. */
async function withPlannedWork(
  db: Kysely<DB>,
  { planId, operatorId, today }: { planId: string | null; operatorId: string; today: string },
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('planProposal')
    .innerJoin('plan', 'plan.id', 'planProposal.planId')
    .select('planProposal.firmId')
    .distinct()
    .where('plan.operatorId', '=', operatorId)
    .where(({ eb, and, or }) =>
      or([
        and([eb('plan.id', '=', planId), eb('planProposal.state', '=', 'proposed')]),
        and([
          eb('planProposal.state', 'in', ['accepted', 'adjusted']),
          eb('planProposal.keptUntil', '>=', today),
        ]),
      ]),
    )
    .orderBy('planProposal.firmId')
    .execute()
  return new Set(rows.map(({ firmId }) => firmId))
}
