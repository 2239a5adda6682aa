import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { type Attempting, attemptDelivery } from './attempt.ts'

/** Most targets that a server calls at once. */
const MOST_LANES = 16
/** A delivery in the hands of a server that died is taken over after this long: more than an attempt takes. */
const IN_HAND = sql<Date>`now() + interval '30 seconds'`

/** Targets to which something is due, the longest waiting first. */
async function dueTargets(db: Kysely<DB>, but: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('webhookDelivery')
    .select('webhookId')
    .where('state', '=', 'waiting')
    .where('dueAt', '<=', sql<Date>`now()`)
    .$if(but.length > 0, query => query.where('webhookId', 'not in', but))
    .groupBy('webhookId')
    .orderBy(eb => eb.fn.min('dueAt'))
    .limit(MOST_LANES)
    .execute()
  return rows.map(({ webhookId }) => webhookId)
}

/** Takes what is due to a target next into hand; undefined where nothing is, or another server has it. */
async function take(db: Kysely<DB>, webhookId: string): Promise<string | undefined> {
  const taken = await db
    .updateTable('webhookDelivery')
    .set({ dueAt: IN_HAND })
    .where('id', '=', eb =>
      eb
        .selectFrom('webhookDelivery')
        .select('id')
        .where('webhookId', '=', webhookId)
        .where('state', '=', 'waiting')
        .where('dueAt', '<=', sql<Date>`now()`)
        .orderBy('sequence')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .executeTakeFirst()
  return taken?.id
}

/** Delivers what is due, on any number of servers. */
export interface Courier {
  /** Begins a lane for each target that is due and has none; resolves once they have begun. */
  look(): Promise<void>
  /** Begins nothing more, and resolves once what was being sent is. */
  stop(): Promise<void>
}

/**
 * A courier with a lane for each target: within one, deliveries go one after the other, in their order; a target that
 * answers late holds up its own lane alone. `failed` is told what a lane ended with that was no answer of its target.
 */
export function createCourier(
  db: Kysely<DB>,
  attempting: Attempting,
  failed: (error: unknown) => void,
): Courier {
  const lanes = new Map<string, Promise<void>>()
  let isStopping = false

  async function serve(webhookId: string): Promise<void> {
    while (!isStopping) {
      const deliveryId = await take(db, webhookId)
      if (deliveryId === undefined) return
      await attemptDelivery(db, attempting, deliveryId)
    }
  }

  return {
    async look() {
      if (isStopping || lanes.size >= MOST_LANES) return
      for (const webhookId of await dueTargets(db, [...lanes.keys()])) {
        if (isStopping || lanes.size >= MOST_LANES) return
        if (lanes.has(webhookId)) continue
        const lane = serve(webhookId)
          .catch(failed)
          .finally(() => lanes.delete(webhookId))
        lanes.set(webhookId, lane)
      }
    },
    async stop() {
      isStopping = true
      await Promise.all(lanes.values())
    },
  }
}
