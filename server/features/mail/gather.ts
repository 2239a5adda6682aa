import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { isMailKind } from './kinds.ts'
import { queueMail } from './queue.ts'
import { gathered } from './words.ts'
import { mailReaders } from './write.ts'

interface Member {
  organisationId: string
  userId: string
}

/** Members for whom something waits. */
export async function membersWaiting(db: Kysely<DB>): Promise<Member[]> {
  return db
    .selectFrom('mailWaiting')
    .select(['organisationId', 'userId'])
    .distinct()
    .orderBy('organisationId')
    .orderBy('userId')
    .execute()
}

/**
 * Sends a member in one mail what waits for them: every day what is not chosen weekly, and that as well where it is the
 * day of the week. What they no longer want goes without a word. What is taken is gone in the same transaction, so that
 * it is sent once, whatever dies.
 */
export async function gatherFor(
  trx: Transaction<DB>,
  sendJob: FastifyInstance['sendJob'],
  { organisationId, userId }: Member,
  { weekly, publicUrl }: { weekly: boolean; publicUrl: string },
): Promise<void> {
  const rows = await trx
    .selectFrom('mailWaiting')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .orderBy('at')
    .orderBy('id')
    .forUpdate()
    .execute()
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  const taken: string[] = []
  const due: typeof rows = []
  let address: { email: string; language: 'fr' | 'en' } | undefined
  for (const kind of kinds) {
    const readers = isMailKind(kind) ? await mailReaders(trx, [organisationId], kind) : []
    const reader = readers.find(each => each.userId === userId)
    if (reader?.cadence === 'weekly' && !weekly) continue
    const ofKind = rows.filter(row => row.kind === kind)
    taken.push(...ofKind.map(({ id }) => id))
    if (!reader) continue
    address = reader
    due.push(...ofKind)
  }
  if (taken.length > 0) await trx.deleteFrom('mailWaiting').where('id', 'in', taken).execute()
  const [first] = due
  if (!first || !address) return
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const { email: recipient, language } = address
  const [kind = 'all', ...others] = [...new Set(due.map(row => row.kind))]
  const text =
    due.length === 1 ? first : gathered({ organisation: name, link: publicUrl, mails: due })[language]
  const member = { organisationId, userId, kind: others.length === 0 ? kind : 'all' }
  const { subject, body } = text
  await queueMail(trx, sendJob, { recipient, language, subject, body, member })
}
