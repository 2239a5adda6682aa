import type { DB } from '@maillage/db/tables/database.ts'
import type { WebhookTable } from '@maillage/db/tables/doors.ts'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { notify } from '../notifications/notify.ts'
import type { Looking } from './address.ts'
import { type Answered, post } from './post.ts'
import { openSecret, signaturesOf } from './secret.ts'

/** Seconds from one attempt to the next: eight attempts within a day, then it is given up. */
export const pauses = [10, 60, 300, 1800, 7200, 21_600, 54_000] as const

/** A target is switched off once so many attempts in a row have failed, for so long. */
const MOST_FAILURES = 20
const LONGEST_FAILING = sql<Date>`now() - interval '24 hours'`

/** What an attempt needs of a server. */
export interface Attempting extends Looking {
  sessionSecret: string
}

type Webhook = Selectable<WebhookTable>

/** Whether a target has taken what it was sent: any answer from 200 to 299. */
export const isTaken = ({ status }: Pick<Answered, 'status'>) =>
  status !== null && status >= 200 && status < 300

/** Sends a body to a target once, signed with each secret that is valid now. */
export async function sendOnce(
  webhook: Pick<Webhook, 'url' | 'secret' | 'previousSecret' | 'previousUntil'>,
  { id, body }: { id: string; body: string },
  { sessionSecret, ...looking }: Attempting,
): Promise<Answered> {
  const { url, secret, previousSecret, previousUntil } = webhook
  const isRotating = previousSecret !== null && previousUntil !== null && previousUntil > new Date()
  const secrets = [secret, ...(isRotating ? [previousSecret] : [])].flatMap(
    stored => openSecret(stored, sessionSecret) ?? [],
  )
  if (secrets.length === 0)
    return { status: null, failure: 'secret-unreadable', excerpt: '', milliseconds: 0 }
  const timestamp = Math.floor(Date.now() / 1000)
  return post(url, {
    ...looking,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Maillage-Webhook',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signaturesOf({ id, timestamp, body }, secrets),
    },
  })
}

/** Keeps what came of an attempt. */
export async function keepAttempt(
  trx: Transaction<DB>,
  deliveryId: string,
  answered: Answered,
): Promise<void> {
  await trx
    .insertInto('webhookAttempt')
    .values({ id: newId(), deliveryId, ...answered })
    .execute()
}

/** Counts a failed attempt; a target that has failed too often for too long is switched off, and its organisation told. */
async function countFailure(trx: Transaction<DB>, webhookId: string): Promise<void> {
  const { failures, isLong, organisationId, url } = await trx
    .updateTable('webhook')
    .set(eb => ({
      failures: eb('failures', '+', 1),
      failingSince: sql<Date>`coalesce(failing_since, now())`,
    }))
    .where('id', '=', webhookId)
    .returning(['failures', 'organisationId', 'url'])
    .returning(sql<boolean>`failing_since < ${LONGEST_FAILING}`.as('isLong'))
    .executeTakeFirstOrThrow()
  if (failures < MOST_FAILURES || !isLong) return
  await trx.updateTable('webhook').set({ state: 'failed' }).where('id', '=', webhookId).execute()
  const { eventId } = await recordEvent(trx, {
    verb: 'webhook.failed',
    actor: null,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { webhook: webhookId, failures },
  })
  await notify(trx, {
    organisationId,
    kind: 'webhook-failed',
    needId: null,
    eventId,
    data: { webhook: webhookId, organisation: organisationId, host: new URL(url).host },
  })
}

/**
 * One attempt to deliver. The call is made outside of any transaction; what came of it and when the next attempt is due are put
 * down in one. What a server that dies between the two had in hand is sent again, under the same id.
 */
export async function attemptDelivery(
  db: Kysely<DB>,
  attempting: Attempting,
  deliveryId: string,
): Promise<void> {
  const delivery = await db
    .selectFrom('webhookDelivery')
    .select(['id', 'webhookId', 'body'])
    .where('id', '=', deliveryId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (delivery === undefined) return
  const { webhookId } = delivery
  const webhook = await db
    .selectFrom('webhook')
    .innerJoin('organisation', 'organisation.id', 'webhook.organisationId')
    .selectAll('webhook')
    .where('webhook.id', '=', webhookId)
    .where('webhook.state', '=', 'on')
    .where('organisation.status', '!=', 'suspended')
    .executeTakeFirst()
  const giveUp = (trx: Kysely<DB>) =>
    trx.updateTable('webhookDelivery').set({ state: 'given-up' }).where('id', '=', deliveryId).execute()
  if (webhook === undefined) {
    await giveUp(db)
    return
  }
  const answered = await sendOnce(webhook, delivery, attempting)
  await db.transaction().execute(async trx => {
    // The target first, as whoever dispatches to it does.
    await trx.selectFrom('webhook').select('id').where('id', '=', webhookId).forUpdate().execute()
    const held = await trx
      .updateTable('webhookDelivery')
      .set(eb => ({ tries: eb('tries', '+', 1) }))
      .where('id', '=', deliveryId)
      .returning('tries')
      .executeTakeFirst()
    // The target was removed meanwhile, and all that was sent to it.
    if (held === undefined) return
    await keepAttempt(trx, deliveryId, answered)
    if (isTaken(answered)) {
      await trx
        .updateTable('webhookDelivery')
        .set({ state: 'delivered' })
        .where('id', '=', deliveryId)
        .execute()
      await trx
        .updateTable('webhook')
        .set({ failures: 0, failingSince: null })
        .where('id', '=', webhookId)
        .execute()
      return
    }
    await countFailure(trx, webhookId)
    const pause = pauses[held.tries - 1]
    if (pause === undefined) await giveUp(trx)
    else
      await trx
        .updateTable('webhookDelivery')
        .set({ dueAt: sql<Date>`now() + make_interval(secs => ${pause})` })
        .where('id', '=', deliveryId)
        .execute()
  })
}
