import { randomUUID } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { Position } from '../events.ts'
import type { Moved, SearchIndex } from './search-index.ts'

/** A server that dies with a lease in hand is missed after this long. */
const leaseSeconds = 30

/** Somebody else has moved an index on while we worked: what we read is out of date. */
export class MovedMeanwhile extends Error {
  constructor(index: string) {
    super(`another server has moved the index ${index} on`)
  }
}

/** The right to work on an index, which no other server has at the same time. */
export interface Lease {
  position: Position
  version: string
  /** Keeps the right for longer; throws `MovedMeanwhile` where it was lost. */
  renew(): Promise<void>
  release(): Promise<void>
}

type Work = SearchIndex['name'] | `${SearchIndex['name']}-rebuild`

/** Takes the right to follow events for an index, or to rebuild it; null where another server has it. */
export async function takeLease(db: Kysely<DB>, work: Work): Promise<Lease | null> {
  const lease = randomUUID()
  const until = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`
  const row = await db
    .updateTable('searchCursor')
    .set({ lease, leasedUntil: until })
    .where('indexName', '=', work)
    .where(sql<boolean>`(lease is null or leased_until < now())`)
    .returning(['transactionId', 'eventId', 'version'])
    .executeTakeFirst()
  if (row === undefined) return null
  const mine = () => db.updateTable('searchCursor').where('indexName', '=', work).where('lease', '=', lease)
  return {
    position: { transactionId: row.transactionId, eventId: row.eventId },
    version: row.version,
    async renew() {
      const { numUpdatedRows } = await mine().set({ leasedUntil: until }).executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) throw new MovedMeanwhile(work)
    },
    async release() {
      await mine().set({ lease: null, leasedUntil: null }).execute()
    },
  }
}

/** Where an index has got to. */
export async function cursorOf(
  db: Kysely<DB>,
  index: SearchIndex['name'],
): Promise<Position & { version: string; movedAt: Date }> {
  return db
    .selectFrom('searchCursor')
    .select(['transactionId', 'eventId', 'version', 'movedAt'])
    .where('indexName', '=', index)
    .executeTakeFirstOrThrow()
}

/** Moves an index from one place in the log to another, unless it has been moved meanwhile. */
export function moveOn(index: SearchIndex['name'], from: Position, to: Position): Moved {
  return async trx => {
    const { numUpdatedRows } = await trx
      .updateTable('searchCursor')
      .set({ ...to, movedAt: sql<Date>`now()` })
      .where('indexName', '=', index)
      .where('transactionId', '=', from.transactionId)
      .where('eventId', '=', from.eventId)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new MovedMeanwhile(index)
  }
}

/** Puts an index that was made anew where the log stood when its making began: what came since is applied again. */
export function startAt(index: SearchIndex['name'], at: Position, version: string): Moved {
  return async trx => {
    await trx
      .updateTable('searchCursor')
      .set({ ...at, version, movedAt: sql<Date>`now()` })
      .where('indexName', '=', index)
      .execute()
  }
}
