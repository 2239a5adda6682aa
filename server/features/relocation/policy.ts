import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'

/** Whether somebody plans in an operator, and so keeps its list of articles: whose duty it is, and its owners. */
export async function mayPlanIn(db: Kysely<DB>, operatorId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select(['role', 'duties'])
    .where('organisationId', '=', operatorId)
    .where('userId', '=', personId)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return row !== undefined && (row.role === 'owner' || row.duties.includes('planner'))
}
