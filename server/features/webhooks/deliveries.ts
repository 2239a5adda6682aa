import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import type { Refusal } from '../../problems/problem.ts'
import { type Attempting, isTaken, keepAttempt, sendOnce } from './attempt.ts'
import { bodyOf } from './body.ts'
import { lockWebhook } from './queries.ts'
import type { DeliveryShown, ReplayInput } from './schemas.ts'

/** Most deliveries that a replay asks for at once. */
export const MOST_REPLAYED = 1000

interface OfWebhook {
  organisationId: string
  webhookId: string
}

async function deliveries(
  db: Kysely<DB>,
  webhookId: string,
  { before, only, limit }: { before?: number; only?: string; limit: number },
): Promise<DeliveryShown[]> {
  const rows = await db
    .selectFrom('webhookDelivery')
    .select(['id', 'sequence', 'type', 'body', 'state', 'at', 'dueAt'])
    .where('webhookId', '=', webhookId)
    .$if(before !== undefined, query => query.where('sequence', '<', before ?? 0))
    .$if(only !== undefined, query => query.where('id', '=', only ?? ''))
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute()
  const attempts =
    rows.length === 0
      ? []
      : await db
          .selectFrom('webhookAttempt')
          .select(['deliveryId', 'at', 'milliseconds', 'status', 'failure', 'excerpt'])
          .where(
            'deliveryId',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('at')
          .orderBy('id')
          .execute()
  return rows.map(({ at, dueAt, ...row }) => ({
    ...row,
    dueAt: row.state === 'waiting' ? dueAt.toISOString() : null,
    at: at.toISOString(),
    attempts: attempts
      .filter(({ deliveryId }) => deliveryId === row.id)
      .map(({ deliveryId: _, at: when, ...attempt }) => ({ ...attempt, at: when.toISOString() })),
  }))
}

const isThere = async (db: Kysely<DB>, { organisationId, webhookId }: OfWebhook) =>
  (await db
    .selectFrom('webhook')
    .select('id')
    .where('id', '=', webhookId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()) !== undefined

/** What was sent to a target, the last first, each with its attempts. */
export async function listDeliveries(
  db: Kysely<DB>,
  of: OfWebhook,
  page: { before?: number; limit: number },
): Promise<DeliveryShown[] | Refusal> {
  return (await isThere(db, of)) ? deliveries(db, of.webhookId, page) : { refused: 'not-found' }
}

/** Sends deliveries again, whatever became of them, under their ids. Returns how many. */
async function again(trx: Transaction<DB>, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  await trx
    .updateTable('webhookDelivery')
    .set({ state: 'waiting', tries: 0, dueAt: sql<Date>`now()` })
    .where('id', 'in', ids)
    .execute()
  return ids.length
}

/** Sends one delivery again, or those of a span of time, the first first. */
export async function replay(
  trx: Transaction<DB>,
  of: OfWebhook,
  which: { deliveryId: string } | ReplayInput,
): Promise<number | Refusal> {
  const webhook = await lockWebhook(trx, of)
  if (webhook === undefined) return { refused: 'not-found' }
  if (webhook.state !== 'on') return { refused: 'webhook-off' }
  const rows = await trx
    .selectFrom('webhookDelivery')
    .select('id')
    .where('webhookId', '=', of.webhookId)
    .where(eb =>
      'deliveryId' in which
        ? eb('id', '=', which.deliveryId)
        : eb.and([eb('at', '>=', new Date(which.from)), eb('at', '<=', new Date(which.until))]),
    )
    .orderBy('sequence')
    .limit(MOST_REPLAYED)
    .execute()
  if ('deliveryId' in which && rows.length === 0) return { refused: 'not-found' }
  return again(
    trx,
    rows.map(({ id }) => id),
  )
}

/** Sends a test at once, whatever the state of the target, and says what it answered. It is tried once. */
export async function ping(
  db: Kysely<DB>,
  attempting: Attempting & { publicUrl: string },
  of: OfWebhook,
): Promise<DeliveryShown | Refusal> {
  const { publicUrl, ...looking } = attempting
  const made = await db.transaction().execute(async trx => {
    const webhook = await lockWebhook(trx, of)
    if (webhook === undefined) return undefined
    const sequence = webhook.lastSequence + 1
    await trx.updateTable('webhook').set({ lastSequence: sequence }).where('id', '=', of.webhookId).execute()
    const fact = { type: 'ping', at: new Date().toISOString(), subject: null, path: '/', notification: null }
    const { organisationId, webhookId } = of
    const body = bodyOf(fact, { organisationId, sequence, publicUrl })
    const delivery = { id: newId(), webhookId, sequence, type: fact.type, body }
    await trx
      .insertInto('webhookDelivery')
      .values({ ...delivery, state: 'given-up', at: sql<Date>`now()` })
      .execute()
    return { webhook, delivery }
  })
  if (made === undefined) return { refused: 'not-found' }
  const { webhook, delivery } = made
  const answered = await sendOnce(webhook, delivery, looking)
  await db.transaction().execute(async trx => {
    await keepAttempt(trx, delivery.id, answered)
    if (isTaken(answered))
      await trx
        .updateTable('webhookDelivery')
        .set({ state: 'delivered' })
        .where('id', '=', delivery.id)
        .execute()
  })
  const [shown] = await deliveries(db, of.webhookId, { only: delivery.id, limit: 1 })
  return shown ?? { refused: 'not-found' }
}
