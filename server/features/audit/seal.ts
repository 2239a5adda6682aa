import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { digestOf, eventTexts } from './link.ts'

/** Most links a transaction adds: it holds nobody up but another sealer, and a stop loses at most this much work. */
const BATCH = 500

/**
 * Chains every event that no running transaction can still come before, in the order all readers follow, after where
 * the chain ends. Returns how many it sealed. Several servers may call it at once: each batch is one transaction that
 * holds the end of the chain, and writers of events are never held up.
 */
export async function sealEvents(db: Kysely<DB>): Promise<number> {
  for (let total = 0; ;) {
    const sealed = await db.transaction().execute(sealBatch)
    total += sealed
    if (sealed < BATCH) return total
  }
}

async function sealBatch(trx: Transaction<DB>): Promise<number> {
  const head = await trx
    .selectFrom('eventSealHead')
    .select(['position', 'digest', 'eventId'])
    .select([
      sql<string>`transaction_id::text`.as('transactionId'),
      sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('now'),
    ])
    .forUpdate()
    .executeTakeFirst()
  if (!head) throw new Error('the end of the sealed log is not known any more: run maillage verify-log')
  const events = await eventTexts(trx)
    .where(sql<boolean>`event.transaction_id < pg_snapshot_xmin(pg_current_snapshot())`)
    .where(
      sql<boolean>`(event.transaction_id, event.id) > (${head.transactionId}::xid8, ${head.eventId}::bigint)`,
    )
    .orderBy(sql`event.transaction_id`)
    .orderBy('event.id')
    .limit(BATCH)
    .execute()
  const last = events.at(-1)
  if (!last) return 0

  let { position, digest } = head
  const seals = events.map(event => {
    const link = { position: ++position, previous: digest, sealedAt: head.now }
    digest = digestOf(link, event)
    return { ...link, eventId: event.id, digest }
  })
  await trx
    .insertInto('eventSeal')
    .columns(['position', 'eventId', 'previous', 'digest', 'sealedAt'])
    .expression(
      sql`select * from json_to_recordset(${JSON.stringify(seals)}::json)
        as seal("position" bigint, "eventId" bigint, previous text, digest text, "sealedAt" timestamptz)`,
    )
    .execute()
  await trx
    .updateTable('eventSealHead')
    .set({ position, digest, eventId: last.id, transactionId: last.transactionId })
    .execute()
  return seals.length
}
