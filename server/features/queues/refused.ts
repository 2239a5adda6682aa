import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { lastPublished } from '../plans/publish.ts'
import type { Queues } from './schemas.ts'

const told = ['refused', 'left', 'adjusted'] as const

/** What firms refused, gave back or took less of, of the plan that the operator published last, the longest waiting first. */
export async function refusedProposals(db: Kysely<DB>, operatorId: string): Promise<Queues['proposals']> {
  const plan = await lastPublished(db, operatorId)
  if (plan === undefined) return []
  const rows = await db
    .selectFrom('planProposal')
    .innerJoin('organisation', 'organisation.id', 'planProposal.firmId')
    .select(['planProposal.id', 'planProposal.item', 'planProposal.state', 'planProposal.reason'])
    .select(['planProposal.firmId', 'organisation.name', 'planProposal.answeredAt'])
    .where('planId', '=', plan.id)
    .where('planProposal.state', 'in', told)
    .orderBy('planProposal.answeredAt')
    .orderBy('planProposal.id')
    .execute()
  return rows.flatMap(({ id, item, state, reason, firmId, name, answeredAt }) => {
    const answer = told.find(one => one === state)
    if (answer === undefined || answeredAt === null) return []
    const firm = { id: firmId, name }
    return [{ id, plan, firm, item, answer, reason, answeredAt: answeredAt.toISOString() }]
  })
}
