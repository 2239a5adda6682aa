import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import type { Refusal } from '../../problems/problem.ts'
import { logPosition } from './dispatch.ts'
import type { WebhookChange, WebhookInput, WebhookShown } from './schemas.ts'
import { newSecret, sealSecret } from './secret.ts'

/** Most targets of an organisation. */
const MOST_WEBHOOKS = 10
/** After a renewal, the secret before is valid for so long. */
const OVERLAP = sql<Date>`now() + interval '24 hours'`

/** The targets of an organisation, the latest first, without their secrets. */
export async function listWebhooks(db: Kysely<DB>, organisationId: string): Promise<WebhookShown[]> {
  const rows = await db
    .selectFrom('webhook')
    .leftJoin('user', 'user.id', 'webhook.createdBy')
    .select(['webhook.id', 'url', 'groups', 'state', 'previousUntil', 'failures', 'failingSince'])
    .select(['webhook.createdAt', 'user.name as createdBy'])
    .where('organisationId', '=', organisationId)
    .orderBy('webhook.createdAt', 'desc')
    .orderBy('webhook.id')
    .execute()
  const now = new Date()
  return rows.map(({ previousUntil, failingSince, createdAt, ...row }) => ({
    ...row,
    previousUntil: previousUntil !== null && previousUntil > now ? previousUntil.toISOString() : null,
    failingSince: failingSince?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }))
}

export interface WebhookChanging {
  organisationId: string
  personId: string
  sessionSecret: string
}

type Told = 'webhook.created' | 'webhook.changed' | 'webhook.renewed' | 'webhook.removed'

function tell(
  trx: Transaction<DB>,
  verb: Told,
  { organisationId, personId }: Pick<WebhookChanging, 'organisationId' | 'personId'>,
  data: Record<string, unknown>,
) {
  return recordEvent(trx, {
    verb,
    actor: personId,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data,
  })
}

/** Where a target begins to read: it is told of what happens from now on. */
async function fromNowOn(trx: Transaction<DB>, organisationId: string) {
  const { transactionId, eventId } = await logPosition(trx)
  const { notificationSeq } = await trx
    .selectFrom('organisation')
    .select('notificationSeq')
    .where('id', '=', organisationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { eventTransaction: transactionId, eventId, notificationSeq }
}

/** Makes a target whose address was checked. Returns its secret, which is shown this once; refuses one too many. */
export async function createWebhook(
  trx: Transaction<DB>,
  changing: WebhookChanging,
  { url, groups }: WebhookInput,
): Promise<{ id: string; secret: string } | Refusal> {
  const { organisationId, personId, sessionSecret } = changing
  const position = await fromNowOn(trx, organisationId)
  const { there } = await trx
    .selectFrom('webhook')
    .select(webhook => webhook.fn.countAll<number>().as('there'))
    .where('organisationId', '=', organisationId)
    .executeTakeFirstOrThrow()
  if (there >= MOST_WEBHOOKS) return { refused: 'too-many-webhooks' }
  const [id, secret] = [newId(), newSecret()]
  await trx
    .insertInto('webhook')
    .values({
      id,
      organisationId,
      url,
      groups,
      ...position,
      secret: sealSecret(secret, sessionSecret),
      previousSecret: null,
      previousUntil: null,
      failingSince: null,
      createdBy: personId,
    })
    .execute()
  await tell(trx, 'webhook.created', changing, { webhook: id, groups })
  return { id, secret }
}

/** A target of an organisation, held until the transaction ends. */
export function lockWebhook(
  trx: Transaction<DB>,
  { organisationId, webhookId }: { organisationId: string; webhookId: string },
) {
  return trx
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', webhookId)
    .where('organisationId', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
}

/** Changes a target, or switches it. One that is switched on again is told of what happens from then on. */
export async function changeWebhook(
  trx: Transaction<DB>,
  changing: WebhookChanging,
  webhookId: string,
  { url, groups, isOn }: WebhookChange,
): Promise<Refusal | null> {
  const { organisationId } = changing
  const webhook = await lockWebhook(trx, { organisationId, webhookId })
  if (webhook === undefined) return { refused: 'not-found' }
  const begins = isOn && webhook.state !== 'on'
  await trx
    .updateTable('webhook')
    .set({
      url,
      groups,
      state: isOn ? 'on' : webhook.state === 'failed' ? 'failed' : 'off',
      ...(begins && { failures: 0, failingSince: null, ...(await fromNowOn(trx, organisationId)) }),
    })
    .where('id', '=', webhookId)
    .execute()
  await tell(trx, 'webhook.changed', changing, { webhook: webhookId, groups, isOn })
  return null
}

/** Gives a target a new secret, shown this once; the one before is valid for a day more, and each delivery has both signatures. */
export async function renewSecret(
  trx: Transaction<DB>,
  changing: WebhookChanging,
  webhookId: string,
): Promise<{ id: string; secret: string } | Refusal> {
  const { organisationId, sessionSecret } = changing
  const webhook = await lockWebhook(trx, { organisationId, webhookId })
  if (webhook === undefined) return { refused: 'not-found' }
  const secret = newSecret()
  await trx
    .updateTable('webhook')
    .set({
      secret: sealSecret(secret, sessionSecret),
      previousSecret: webhook.secret,
      previousUntil: OVERLAP,
    })
    .where('id', '=', webhookId)
    .execute()
  await tell(trx, 'webhook.renewed', changing, { webhook: webhookId })
  return { id: webhookId, secret }
}

/** Removes a target with all that was sent to it. */
export async function removeWebhook(
  trx: Transaction<DB>,
  changing: WebhookChanging,
  webhookId: string,
): Promise<Refusal | null> {
  const { organisationId } = changing
  if ((await lockWebhook(trx, { organisationId, webhookId })) === undefined) return { refused: 'not-found' }
  await trx.deleteFrom('webhook').where('id', '=', webhookId).execute()
  await tell(trx, 'webhook.removed', changing, { webhook: webhookId })
  return null
}
