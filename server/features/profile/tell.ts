import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import { summariseChange } from './save.ts'
import type { Profile } from './schemas.ts'

/** Writes that a profile was saved, has its needs looked for again, and tells the pages that show it. */
export async function tellSaved(
  trx: Transaction<DB>,
  app: Pick<FastifyInstance, 'sendJob'>,
  saved: { actor: string; organisationId: string; before: Profile; after: Profile },
): Promise<void> {
  const { actor, organisationId, before, after } = saved
  const position = await recordEvent(trx, {
    verb: 'profile.saved',
    actor,
    organisationId,
    subjectKind: 'firm',
    subjectId: organisationId,
    data: summariseChange(before, after),
  })
  const shownToOthers = before.audience !== after.audience
  await app.sendJob(trx, 'match-firm', { firmId: organisationId, position, shownToOthers })
  await announceChange(trx, { organisationId, subject: 'profile', id: organisationId })
}
