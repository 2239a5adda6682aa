import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'

/** One notification as it is read and streamed; its sentence is made from `kind` and `data` in the reader's language. */
export interface NotificationView {
  seq: number
  kind: string
  needId: string | null
  data: Record<string, unknown>
  at: string
  read: boolean
}

const columns = ['seq', 'kind', 'needId', 'data', 'at', 'readAt'] as const

function view(row: {
  seq: number
  kind: string
  needId: string | null
  data: Record<string, unknown>
  at: Date
  readAt: Date | null
}): NotificationView {
  const { readAt, at, ...rest } = row
  return { ...rest, at: at.toISOString(), read: readAt !== null }
}

/** What came after a number, oldest first: how a socket resumes. */
export async function notificationsAfter(
  db: Kysely<DB>,
  { organisationId, after, limit }: { organisationId: string; after: number; limit: number },
): Promise<NotificationView[]> {
  const rows = await db
    .selectFrom('notification')
    .select(columns)
    .where('organisationId', '=', organisationId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(view)
}

/** The latest, newest first, below a number where one is given: how a page shows them. */
export async function notificationsBefore(
  db: Kysely<DB>,
  { organisationId, before, limit }: { organisationId: string; before: number | undefined; limit: number },
): Promise<NotificationView[]> {
  const rows = await db
    .selectFrom('notification')
    .select(columns)
    .where('organisationId', '=', organisationId)
    .$if(before !== undefined, query => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(view)
}

/** How many are unread, and the number of the last one. */
export async function countUnread(
  db: Kysely<DB>,
  organisationId: string,
): Promise<{ unread: number; last: number }> {
  const row = await db
    .selectFrom('organisation')
    .select(eb => [
      'notificationSeq as last',
      eb
        .selectFrom('notification')
        .select(count => count.fn.countAll<number>().as('unread'))
        .whereRef('notification.organisationId', '=', 'organisation.id')
        .where('readAt', 'is', null)
        .as('unread'),
    ])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return { unread: row.unread ?? 0, last: row.last }
}

/** Marks everything up to a number as read. */
export async function markRead(
  trx: Transaction<DB>,
  { organisationId, upTo }: { organisationId: string; upTo: number },
): Promise<void> {
  await trx
    .updateTable('notification')
    .set({ readAt: new Date() })
    .where('organisationId', '=', organisationId)
    .where('seq', '<=', upTo)
    .where('readAt', 'is', null)
    .execute()
}
