import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'

/**
 * Who is in the room of a group: its partners, but for those who have declined or left. Subcontractors, suppliers and
 * laboratories do not see who else is in the group, and write with its lead apart.
 */
export async function inRoom(db: Kysely<DB>, groupId: string): Promise<string[]> {
  const partners = await db
    .selectFrom('bidderGroupMember')
    .select('organisationId')
    .where('groupId', '=', groupId)
    .where('role', '=', 'partner')
    .where('state', '!=', 'declined')
    .orderBy('organisationId')
    .execute()
  return partners.map(({ organisationId }) => organisationId)
}

const roomsOf = (db: Kysely<DB>, groupId: string) =>
  db
    .selectFrom('thread')
    .select(['id', 'lastSeq'])
    .where('subjectKind', '=', 'group')
    .where('subjectId', '=', groupId)
    .where('firstId', 'is', null)

/** The room of a group, where it has been written in and this organisation reads it. */
export async function findRoom(
  db: Kysely<DB>,
  groupId: string,
  organisationId: string,
): Promise<string | null> {
  const room = await roomsOf(db, groupId)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('threadParty')
          .select('threadId')
          .whereRef('threadId', '=', 'thread.id')
          .where('organisationId', '=', organisationId),
      ),
    )
    .executeTakeFirst()
  return room?.id ?? null
}

/**
 * Has the readers of a group's room be who is in the group now, in the transaction that changes it: whoever left reads nothing
 * of it any more, and whoever is new reads what is written from now on. Nothing where nobody has written in it yet.
 */
export async function syncRoom(trx: Transaction<DB>, groupId: string): Promise<void> {
  const room = await roomsOf(trx, groupId).forUpdate().executeTakeFirst()
  if (room === undefined) return
  const present = await inRoom(trx, groupId)
  await trx
    .deleteFrom('threadParty')
    .where('threadId', '=', room.id)
    .where(sql<boolean>`organisation_id <> all(${present}::uuid[])`)
    .execute()
  await addTo(trx, room, present)
}

async function addTo(
  trx: Transaction<DB>,
  { id: threadId, lastSeq }: { id: string; lastSeq: number },
  organisations: string[],
): Promise<void> {
  if (organisations.length === 0) return
  await trx
    .insertInto('threadParty')
    .values(
      organisations.map(organisationId => ({
        threadId,
        organisationId,
        readSeq: lastSeq,
        sinceSeq: lastSeq,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/**
 * The room of a group for one who is in it, made where nobody has written in it yet; null for anybody else. It holds the tender
 * as offers do, so that nobody leaves the group between being looked at and being let in.
 */
export async function openRoom(
  trx: Transaction<DB>,
  groupId: string,
  organisationId: string,
): Promise<string | null> {
  await trx
    .selectFrom('tender')
    .select('id')
    .where('id', 'in', trx.selectFrom('bidderGroup').select('tenderId').where('id', '=', groupId))
    .forShare()
    .execute()
  const present = await inRoom(trx, groupId)
  if (!present.includes(organisationId)) return null
  await trx
    .insertInto('thread')
    .values({ id: newId(), subjectKind: 'group', subjectId: groupId, firstId: null, secondId: null })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const room = await roomsOf(trx, groupId).forUpdate().executeTakeFirstOrThrow()
  await addTo(trx, room, present)
  return room.id
}
