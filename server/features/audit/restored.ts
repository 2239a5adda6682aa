import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'

/**
 * Brings the transaction numbers of a database past those of its events. A dump that is restored into a new cluster brings
 * its events along and begins to count low again: what is written then would stand before what was written earlier, for
 * whoever follows the log and for its seals. Uses up numbers, some hundred thousand a second; does nothing elsewhere.
 */
export async function passOldTransactions(db: Kysely<DB>): Promise<void> {
  await sql`
    do $$
    declare old xid8 := (select transaction_id from event order by transaction_id desc limit 1);
    begin
      if old is null or old < pg_snapshot_xmax(pg_current_snapshot()) then return; end if;
      while pg_current_xact_id() <= old loop
        commit;
      end loop;
    end $$`.execute(db)
}
