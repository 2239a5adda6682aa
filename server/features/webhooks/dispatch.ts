import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Position } from '../../events.ts'
import { newId } from '../../ids.ts'
import { aboutNotice, bodyOf, type Fact, pathOf } from './body.ts'
import { groupOfEvent, groupOfNotice } from './groups.ts'

/** Most events and most notifications that one transaction reads for a target. */
const BATCH = 500

/** Where the log ends now: a new target is told of what comes after it. */
export async function logPosition(db: Kysely<DB>): Promise<Position> {
  const last = await db
    .selectFrom('event')
    .select(['id', 'transactionId'])
    .orderBy(sql`transaction_id desc`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { transactionId: last.transactionId, eventId: last.id } : { transactionId: '0', eventId: 0 }
}

/** Events after a position, each with whether it is the organisation's own, and whether anybody may read what it is about. */
async function eventsAfter(trx: Transaction<DB>, organisationId: string, after: Position) {
  const { rows } = await sql<{
    id: number
    transactionId: string
    verb: string
    subjectKind: string
    subjectId: string
    at: Date
    isOwn: boolean
    isPublic: boolean
    isOwnAsFirm: boolean
  }>`
    select event.id, transaction_id, verb, subject_kind, subject_id, event.at,
      event.organisation_id is not distinct from ${organisationId}::uuid as is_own,
      coalesce(owner.status <> 'suspended' and (need.visibility = 'public' or tender.access = 'open'), false)
        as is_public,
      coalesce(contract.buyer_id <> ${organisationId}::uuid, false) as is_own_as_firm
    from event
    left join need on subject_kind = 'need' and need.id = subject_id
    left join tender on subject_kind = 'tender' and tender.id = subject_id
    left join contract on subject_kind = 'contract' and contract.id = subject_id
    left join organisation owner on owner.id = coalesce(need.organisation_id, tender.organisation_id)
    where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      and (transaction_id, event.id) > (${after.transactionId}::xid8, ${after.eventId}::bigint)
    order by transaction_id, event.id limit ${BATCH}`.execute(trx)
  return rows
}

/** Puts down what a target is to be sent since it was looked at last, due at once. Returns how much it read. */
async function dispatchOne(trx: Transaction<DB>, publicUrl: string, id: string): Promise<number> {
  const webhook = await trx
    .selectFrom('webhook')
    .select(['organisationId', 'groups', 'lastSequence', 'eventTransaction', 'eventId', 'notificationSeq'])
    .where('id', '=', id)
    .where('state', '=', 'on')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (webhook === undefined) return 0
  const { organisationId, groups } = webhook
  const events = await eventsAfter(trx, organisationId, {
    transactionId: webhook.eventTransaction,
    eventId: webhook.eventId,
  })
  const notifications = await trx
    .selectFrom('notification')
    .select(['seq', 'kind', 'needId', 'data', 'at'])
    .where('organisationId', '=', organisationId)
    .where('seq', '>', webhook.notificationSeq)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  const [lastEvent, lastNotification] = [events.at(-1), notifications.at(-1)]
  if (lastEvent === undefined && lastNotification === undefined) return 0

  const facts: Fact[] = [
    ...events
      .filter(event => groupOfEvent(event.verb, event, groups) !== undefined)
      .map(({ verb, at, subjectKind, subjectId, isOwn, isOwnAsFirm }): Fact => {
        const subject = { kind: subjectKind, id: subjectId }
        const path = pathOf(subject, isOwn && isOwnAsFirm)
        return { type: verb, at: at.toISOString(), subject, path, notification: null }
      }),
    ...notifications
      .filter(({ kind }) => groups.includes(groupOfNotice(kind) ?? ''))
      .map(({ seq, kind, needId, data, at }): Fact => ({
        type: `notification.${kind}`,
        at: at.toISOString(),
        notification: seq,
        ...aboutNotice(needId, data),
      })),
  ].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const deliveries = facts.map((fact, place) => {
    const sequence = webhook.lastSequence + place + 1
    const body = bodyOf(fact, { organisationId, sequence, publicUrl })
    return { id: newId(), webhookId: id, sequence, type: fact.type, body }
  })
  if (deliveries.length > 0) await trx.insertInto('webhookDelivery').values(deliveries).execute()
  await trx
    .updateTable('webhook')
    .set({
      lastSequence: webhook.lastSequence + deliveries.length,
      ...(lastEvent && { eventTransaction: lastEvent.transactionId, eventId: lastEvent.id }),
      ...(lastNotification && { notificationSeq: lastNotification.seq }),
    })
    .where('id', '=', id)
    .execute()
  return events.length + notifications.length
}

/**
 * Puts down for each target what has happened since, in one transaction a target: what is sent and where the target has read
 * to are one. Several servers may call it at once; a target that another has in hand is left to it.
 */
export async function dispatch(db: Kysely<DB>, publicUrl: string): Promise<void> {
  const webhooks = await db
    .selectFrom('webhook')
    .innerJoin('organisation', 'organisation.id', 'webhook.organisationId')
    .select('webhook.id')
    .where('webhook.state', '=', 'on')
    .where('organisation.status', '!=', 'suspended')
    .orderBy('webhook.id')
    .execute()
  for (const { id } of webhooks)
    while ((await db.transaction().execute(trx => dispatchOne(trx, publicUrl, id))) >= BATCH);
}
