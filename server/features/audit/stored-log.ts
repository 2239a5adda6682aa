import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { eventTexts, type EventText, instantText, type Link } from './link.ts'

const BATCH = 2000

/** A link as it is stored, and its event where that is still there. */
export interface StoredLink extends Link {
  eventId: number
  digest: string
  event: EventText | undefined
}

/** Where the chain ends. */
export interface ChainEnd {
  position: number
  digest: string
  eventId: number
  transactionId: string
}

export async function readEnd(db: Kysely<DB>): Promise<ChainEnd | undefined> {
  return db
    .selectFrom('eventSealHead')
    .select(['position', 'digest', 'eventId', sql<string>`transaction_id::text`.as('transactionId')])
    .executeTakeFirst()
}

/** Every link in the order of the chain, read in batches. */
export async function* readLinks(db: Kysely<DB>): AsyncGenerator<StoredLink> {
  for (let after: number | undefined; ;) {
    const seals = await db
      .selectFrom('eventSeal')
      .select(['position', 'eventId', 'previous', 'digest', instantText('eventSeal.sealedAt').as('sealedAt')])
      .$if(after !== undefined, query => query.where('position', '>', after ?? 0))
      .orderBy('position')
      .limit(BATCH)
      .execute()
    const last = seals.at(-1)
    if (!last) return
    const ids = seals.map(({ eventId }) => eventId)
    const events = await eventTexts(db).where('event.id', 'in', ids).execute()
    const byId = new Map(events.map(event => [event.id, event]))
    for (const seal of seals) yield { ...seal, event: byId.get(seal.eventId) }
    after = last.position
  }
}

/** Events that stand before the end of the chain and that it does not hold. */
export async function readUnsealed(db: Kysely<DB>, end: ChainEnd): Promise<EventText[]> {
  return eventTexts(db)
    .where(
      sql<boolean>`(event.transaction_id, event.id) <= (${end.transactionId}::xid8, ${end.eventId}::bigint)`,
    )
    .where(sql<boolean>`not exists (select from event_seal where event_seal.event_id = event.id)`)
    .orderBy('event.id')
    .execute()
}

/** Events after the end of the chain: how many, and when the first was written. */
export async function readTail(
  db: Kysely<DB>,
  end: ChainEnd,
): Promise<{ events: number; since: string | null }> {
  return db
    .selectFrom(
      eventTexts(db)
        .where(
          sql<boolean>`(event.transaction_id, event.id) > (${end.transactionId}::xid8, ${end.eventId}::bigint)`,
        )
        .where(sql<boolean>`not exists (select from event_seal where event_seal.event_id = event.id)`)
        .as('waiting'),
    )
    .select(waiting => [waiting.fn.countAll<number>().as('events'), waiting.fn.min('at').as('since')])
    .executeTakeFirstOrThrow()
}

/** Pseudonyms that were not drawn from the account they stand for. */
export async function readStrayPseudonyms(db: Kysely<DB>): Promise<string[]> {
  const rows = await db.selectFrom('pseudonym').select(['id', 'userId', 'salt']).orderBy('id').execute()
  const bytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex')
  return rows
    .filter(({ id, userId, salt }) => {
      const drawn = createHash('sha256').update(bytes(salt)).update(bytes(userId)).digest('hex')
      return drawn.slice(0, 32) !== id.replaceAll('-', '')
    })
    .map(({ id }) => id)
}
