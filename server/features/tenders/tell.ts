import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { type Happening, type Position, recordEvent } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import type { Mail } from '../mail/words.ts'
import { writeToMembers } from '../mail/write.ts'
import { type NoticeKind, type Notices, notifyAll } from '../notifications/notify.ts'

/** What a step of a tender needs beside its rows. */
export interface Tendering {
  actor: string
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
  /** The day that a step counts from where it is told as past, in a demonstration; otherwise the database's clock says it. */
  today?: string
}

type TenderEvent = Extract<Happening['verb'], `tender.${string}`>

/** Writes what happened to a tender, and wakes the open pages of its buyer. */
export async function recordTender(
  trx: Transaction<DB>,
  actor: string | null,
  tender: { id: string; organisationId: string },
  verb: TenderEvent,
  data: Record<string, unknown> = {},
): Promise<Position> {
  const { id, organisationId } = tender
  const position = await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'tender',
    subjectId: id,
    data,
  })
  await announceChange(trx, { organisationId, subject: 'tender', id })
  return position
}

/**
 * Tells many organisations the same at once: one notification each with one instant, and one mail to each of their
 * owners and editors. Publicity is never put off, and never differs by who reads it.
 */
export async function tellAll<Kind extends NoticeKind>(
  trx: Transaction<DB>,
  { sendJob }: Pick<Tendering, 'sendJob'>,
  organisations: string[],
  notice: { kind: Kind; eventId: number | null; data: Notices[Kind] },
  mail: Mail,
): Promise<void> {
  await notifyAll(trx, organisations, { needId: null, ...notice })
  await writeToMembers(trx, sendJob, { organisations, kind: 'publicity', mail })
}

/** Whoever was told of a tender, and whoever has asked something about it. */
export async function followersOf(trx: Transaction<DB>, tenderId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('tenderTold')
    .select('organisationId')
    .where('tenderId', '=', tenderId)
    .orderBy('organisationId')
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

/** From now on these are told of what happens to a tender. */
export async function follow(trx: Transaction<DB>, tenderId: string, organisations: string[]): Promise<void> {
  if (organisations.length === 0) return
  await trx
    .insertInto('tenderTold')
    .values(organisations.map(organisationId => ({ tenderId, organisationId })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
