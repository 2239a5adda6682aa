import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { newId } from '../../ids.ts'

const HOUR_MILLISECONDS = 3_600_000
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MILLISECONDS)

/** What an invented firm and an invented buyer have written to each other, the oldest first, and how many hours ago. */
const written = [
  {
    by: 'firm',
    hours: 50,
    text: 'Bonjour, vos surblouses peuvent-elles être en polyester-coton 65/35, 115 g/m², si le drapé est le même ? C’est ce que nous tissons déjà.',
  },
  {
    by: 'buyer',
    hours: 27,
    text: 'Bonjour, oui, si le tissu tient soixante lavages à 75 °C. Pouvez-vous nous envoyer un mètre avant de vous engager ?',
  },
  { by: 'firm', hours: 26, text: 'Un coupon part demain, avec sa fiche technique.' },
] as const

/**
 * A thread of the demonstration, about the first need of its buyer; read by both but for its last message. Nobody is told:
 * it happened before.
 */
export async function showThread(
  db: Kysely<DB>,
  { firm, buyer }: { firm: string; buyer: string },
): Promise<void> {
  await db.transaction().execute(async trx => {
    const { id: subjectId } = await trx
      .selectFrom('need')
      .select('id')
      .where('organisationId', '=', buyer)
      .orderBy(sql`item = 'gown-washable'`, 'desc')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const [firstId = '', secondId = ''] = [firm, buyer].sort()
    const lastSeq = written.length
    const thread = { id: newId(), subjectKind: 'need', subjectId, firstId, secondId, lastSeq }
    await trx
      .insertInto('thread')
      .values({ ...thread, lastAt: hoursAgo(written.at(-1)?.hours ?? 0) })
      .execute()
    await trx
      .insertInto('threadParty')
      .values([
        { threadId: thread.id, organisationId: firm, readSeq: lastSeq },
        { threadId: thread.id, organisationId: buyer, readSeq: lastSeq - 1 },
      ])
      .execute()
    await trx
      .insertInto('message')
      .values(
        written.map(({ by, hours, text }, index) => ({
          id: newId(),
          threadId: thread.id,
          seq: index + 1,
          organisationId: by === 'firm' ? firm : buyer,
          userId: null,
          text,
          at: hoursAgo(hours),
          hiddenAt: null,
          hiddenBy: null,
          hiddenReason: null,
        })),
      )
      .execute()
  })
}
