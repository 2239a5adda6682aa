import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { documentsBySubject } from '../documents/keep.ts'
import { announceChange } from '../live/announce.ts'
import { notify } from '../notifications/notify.ts'
import type { ReportShown, SettleInput } from './schemas.ts'

const LATEST = 100

const said = {
  reason: { fr: 'Dites pourquoi : les deux parties le lisent.', en: 'Say why: both sides read it.' },
  noReason: { fr: 'Un motif va avec un message masqué.', en: 'A reason goes with a hidden message.' },
} satisfies Record<string, Text>

/** Reports a message of another to the operator; once is enough. */
export async function reportMessage(
  trx: Transaction<DB>,
  {
    actor,
    organisationId,
    threadId,
    messageId,
    reason,
  }: { actor: string; organisationId: string; threadId: string; messageId: string; reason: string },
): Promise<null | Refusal> {
  const message = await trx
    .selectFrom('message')
    .innerJoin('threadParty', 'threadParty.threadId', 'message.threadId')
    .select('message.organisationId')
    .where('message.id', '=', messageId)
    .where('message.threadId', '=', threadId)
    .whereRef('message.seq', '>', 'threadParty.sinceSeq')
    .where('threadParty.organisationId', '=', organisationId)
    .executeTakeFirst()
  if (message === undefined || message.organisationId === organisationId) return { refused: 'not-found' }
  const report = await trx
    .insertInto('messageReport')
    .values({ messageId, organisationId, reason: reason.trim(), reportedBy: actor })
    .onConflict(conflict => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()
  if (report === undefined) return null
  const { eventId } = await recordEvent(trx, {
    verb: 'message.reported',
    actor,
    organisationId,
    subjectKind: 'thread',
    subjectId: threadId,
    data: { message: messageId },
  })
  const operators = await trx
    .selectFrom('organisation')
    .select('id')
    .where(sql<boolean>`'operator' = any(roles)`)
    .orderBy('id')
    .execute()
  for (const { id } of operators)
    await notify(trx, { organisationId: id, kind: 'message-reported', needId: null, eventId, data: {} })
  return null
}

/** Messages that were reported, what waits for the operator first, then the last reported. */
export async function listReports(db: Kysely<DB>): Promise<ReportShown[]> {
  const rows = await db
    .selectFrom('messageReport as report')
    .innerJoin('message', 'message.id', 'report.messageId')
    .innerJoin('organisation as author', 'author.id', 'message.organisationId')
    .innerJoin('organisation as reporter', 'reporter.id', 'report.organisationId')
    .leftJoin('user', 'user.id', 'message.userId')
    .select(['message.id', 'message.text', 'message.at', 'message.hiddenReason', 'user.name as writer'])
    .select(['author.id as authorId', 'author.name as authorName'])
    .select(['reporter.id as reporterId', 'reporter.name as reporterName'])
    .select(['report.reason', 'report.at as reportedAt', 'report.settledAt'])
    .orderBy(sql`report.settled_at is null`, 'desc')
    .orderBy('report.at', 'desc')
    .limit(LATEST)
    .execute()
  const documents = await documentsBySubject(
    db,
    'message',
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({
    message: {
      id: row.id,
      text: row.text,
      at: row.at.toISOString(),
      author: row.writer,
      organisation: { id: row.authorId, name: row.authorName },
      documents: documents.get(row.id) ?? [],
      hidden: row.hiddenReason,
    },
    by: { id: row.reporterId, name: row.reporterName },
    reason: row.reason,
    at: row.reportedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }))
}

/** The operator hides a reported message, with the reason that both sides read in its place, or leaves it. */
export async function settleReport(
  trx: Transaction<DB>,
  { actor, operatorId, messageId }: { actor: string; operatorId: string; messageId: string },
  { decision, reason }: SettleInput,
): Promise<null | Refusal> {
  const hides = decision === 'hidden'
  if (hides && reason === null) return invalid([{ field: '/reason', message: said.reason }])
  if (!hides && reason !== null) return invalid([{ field: '/reason', message: said.noReason }])
  const settled = await trx
    .updateTable('messageReport')
    .set({ settledAt: sql<Date>`now()`, settledBy: actor })
    .where('messageId', '=', messageId)
    .where('settledAt', 'is', null)
    .returning('messageId')
    .execute()
  if (settled.length === 0) return { refused: 'not-found' }
  const change = hides
    ? { hiddenAt: sql<Date>`now()`, hiddenBy: actor, hiddenReason: reason }
    : { hiddenAt: null, hiddenBy: null, hiddenReason: null }
  const { threadId } = await trx
    .updateTable('message')
    .set(change)
    .where('id', '=', messageId)
    .returning('threadId')
    .executeTakeFirstOrThrow()
  await recordEvent(trx, {
    verb: hides ? 'message.hidden' : 'message.left',
    actor,
    organisationId: operatorId,
    subjectKind: 'thread',
    subjectId: threadId,
    data: { message: messageId },
  })
  const parties = await trx
    .selectFrom('threadParty')
    .select('organisationId')
    .where('threadId', '=', threadId)
    .execute()
  for (const { organisationId } of parties)
    await announceChange(trx, { organisationId, subject: 'thread', id: threadId })
  return null
}
