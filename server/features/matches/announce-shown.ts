import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { announceChange } from '../live/announce.ts'

/**
 * Wakes the pages of buyers whose rankings name a firm, in a partnership or among those left out, once who may see the
 * firm has changed: the rankings stay the same, and what is shown of them does not.
 */
export async function announceShown(trx: Transaction<DB>, firm: string): Promise<void> {
  const named = JSON.stringify({ nearest: [{ firm }] })
  const needs = await trx
    .selectFrom('ranking')
    .innerJoin('need', 'need.id', 'ranking.needId')
    .select(['need.id', 'need.organisationId'])
    .where(({ or, exists, selectFrom }) =>
      or([
        sql<boolean>`ranking.knocked_out @> ${named}::text::jsonb`,
        exists(
          selectFrom('matchMember')
            .select('matchMember.needId')
            .whereRef('matchMember.needId', '=', 'ranking.needId')
            .where('matchMember.organisationId', '=', firm),
        ),
      ]),
    )
    .orderBy('need.id')
    .execute()
  for (const { id, organisationId } of needs) {
    await announceChange(trx, { organisationId, subject: 'ranking', id })
  }
}
