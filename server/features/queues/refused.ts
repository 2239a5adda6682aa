import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Queues } from './schemas.ts'

/** What firms refused, gave back or took less of, of the plan that the operator published last: the last answer first. */
export async function refusedProposals(db: Kysely<DB>, operatorId: string): Promise<Queues['proposals']> {
  const plan = await db
    .selectFrom('plan')
    .select(['id', 'number'])
    .where('operatorId', '=', operatorId)
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (plan === undefined) return []
  const rows = await db
    .selectFrom('planProposal')
    .innerJoin('organisation', 'organisation.id', 'planProposal.firmId')
    .select(['planProposal.id', 'planProposal.item', 'planProposal.state', 'planProposal.reason'])
    .select(['planProposal.firmId', 'organisation.name', 'planProposal.answeredAt'])
    .where('planId', '=', plan.id)
    .where('planProposal.state', 'in', ['refused', 'left', 'adjusted'])
    .orderBy('planProposal.answeredAt', 'desc')
    .orderBy('planProposal.id')
    .execute()
  return rows.flatMap(({ id, item, state, reason, firmId, name, answeredAt }) =>
    answeredAt === null || (state !== 'refused' && state !== 'left' && state !== 'adjusted')
      ? []
      : [
          {
            id,
            plan,
            firm: { id: firmId, name },
            item,
            answer: state,
            reason,
            answeredAt: answeredAt.toISOString(),
          },
        ],
  )
}
