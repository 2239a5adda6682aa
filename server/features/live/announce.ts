import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import type { Change } from './hub.ts'

/** Wakes the open pages of an organisation that show something which has changed, once the transaction commits. */
export async function announceChange(trx: Transaction<DB>, change: Change): Promise<void> {
  await sql`select pg_notify('changed', ${JSON.stringify(change)})`.execute(trx)
}
