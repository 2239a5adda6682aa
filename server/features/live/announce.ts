import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import type { Change } from './hub.ts'

/** What the region's operators look at, whosever it is. */
const ofTheRegion: Change['subject'][] = ['ranking', 'profile', 'need']

/**
 * Wakes the open pages of an organisation that show something which has changed, once the transaction commits; and those
 * of the region's operators, who see what firms and needs come to, whosever they are.
 */
export async function announceChange(
  trx: Transaction<DB>,
  change: Change & {
    subject:
      | 'ranking'
      | 'profile'
      | 'need'
      | 'thread'
      | 'tender'
      | 'members'
      | 'contract'
      | 'stock'
      | 'plan'
      | 'scenario'
      | 'pool'
  },
): Promise<void> {
  await sql`select pg_notify('changed', ${JSON.stringify(change)})`.execute(trx)
  if (!ofTheRegion.includes(change.subject)) return
  await sql`
    select pg_notify('changed', json_build_object('organisationId', id, 'subject', 'region', 'id', id)::text)
    from organisation where 'operator' = any(roles)`.execute(trx)
}
