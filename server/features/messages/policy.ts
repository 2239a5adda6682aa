import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'

/** Whether one of these organisations reads a message of a thread that it is part of, where it stands there still. */
export async function readsMessage(
  db: Kysely<DB>,
  organisations: string[],
  messageId: string,
): Promise<boolean> {
  if (organisations.length === 0) return false
  const message = await db
    .selectFrom('message')
    .innerJoin('threadParty', 'threadParty.threadId', 'message.threadId')
    .select('message.id')
    .where('message.id', '=', messageId)
    .where('message.hiddenAt', 'is', null)
    .whereRef('message.seq', '>', 'threadParty.sinceSeq')
    .where('threadParty.organisationId', 'in', organisations)
    .executeTakeFirst()
  return message !== undefined
}

/** Whether a message was reported: the operator then reads it, with its files. */
export async function wasReported(db: Kysely<DB>, messageId: string): Promise<boolean> {
  const report = await db
    .selectFrom('messageReport')
    .select('messageId')
    .where('messageId', '=', messageId)
    .executeTakeFirst()
  return report !== undefined
}
