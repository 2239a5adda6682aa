import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'

/** Whether somebody plans for an operator: who has the duty, and owners. */
export async function mayPlan(
  db: Kysely<DB>,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select(['role', 'duties'])
    .where('organisationId', '=', organisationId)
    .where('userId', '=', personId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row !== undefined && (row.role === 'owner' || row.duties.includes('planner'))
}
