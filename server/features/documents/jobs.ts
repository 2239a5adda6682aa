import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import { type Kysely, sql } from 'kysely'
import { recordEvent } from '../../events.ts'
import type { FileStore } from '../../files/store.ts'
import { sweepOfferDocuments } from '../offers/documents.ts'

const EVERY_HOUR = '17 * * * *'

/**
 * Lets go of documents that nothing has taken within a day, and of those whose bytes stopped arriving an hour ago; then
 * deletes the bytes and the rows of all that were let go of. Stopped anywhere, it goes on where it was at its next time.
 */
export async function sweepDocuments({ db, files }: { db: Kysely<DB>; files: FileStore }): Promise<void> {
  await db.transaction().execute(async trx => {
    const forgotten = await trx
      .updateTable('document')
      .set({ removedAt: sql<Date>`now()` })
      .where('subjectKind', 'is', null)
      .where('removedAt', 'is', null)
      .where(
        sql<boolean>`created_at < now() - case when stored_at is null then interval '1 hour' else interval '1 day' end`,
      )
      .returning(['id', 'organisationId'])
      .execute()
    for (const { id, organisationId } of forgotten)
      await recordEvent(trx, {
        verb: 'document.removed',
        actor: null,
        organisationId,
        subjectKind: 'document',
        subjectId: id,
      })
  })
  const removed = await db.selectFrom('document').select('id').where('removedAt', 'is not', null).execute()
  for (const { id } of removed) {
    await files.remove(id)
    await db.deleteFrom('document').where('id', '=', id).where('removedAt', 'is not', null).execute()
  }
}

/** Cleans up among the documents every hour. */
export const documentJobs = fp(
  async app => {
    await app.handleJobs('sweep-documents', async () => {
      await sweepDocuments(app)
      await sweepOfferDocuments(app)
    })
    await app.scheduleJob('sweep-documents', EVERY_HOUR)
  },
  { name: 'document-jobs', dependencies: ['database', 'jobs', 'files'] },
)
