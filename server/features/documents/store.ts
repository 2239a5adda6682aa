import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { recordEvent } from '../../events.ts'
import type { FileStore } from '../../files/store.ts'
import { newId } from '../../ids.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Reader } from '../../reader/reader.ts'
import { documentName } from './name.ts'
import { shown } from './keep.ts'
import type { DocumentShown } from './schemas.ts'

/** Documents of one organisation that wait to be taken: more than anybody needs, and no way to fill a disk. */
const MOST_WAITING = 60

interface NewDocument {
  organisationId: string
  /** Who sends it; null for what nobody has sent. */
  actor: string | null
  name: string
  bytes: Buffer
}

/** What a file is and the name it is kept under, judged by its content; or why it is not kept. */
export async function checkDocument(
  reader: Reader,
  { name, bytes }: Pick<NewDocument, 'name' | 'bytes'>,
): Promise<{ name: string; mediaType: string } | Refusal> {
  if (bytes.length === 0) return { refused: 'document-empty' }
  const type = await reader.mediaType(bytes)
  if (isRefusal(type)) return type.refused === 'file-unsupported' ? { refused: 'document-type' } : type
  return documentName(name, type) ?? { refused: 'document-mismatch' }
}

/**
 * Keeps the bytes of a document. Its row is there before them and says that they arrive; it can be taken for a subject
 * once they are stored. A server that dies between leaves a row that the clean-up finds, and never a file without one.
 */
export async function storeDocument(
  { db, files }: { db: Kysely<DB>; files: FileStore },
  { organisationId, actor, bytes, ...said }: NewDocument & { mediaType: string },
): Promise<DocumentShown | Refusal> {
  const id = newId()
  const digest = createHash('sha256').update(bytes).digest('hex')
  const row = { id, organisationId, uploadedBy: actor, ...said, bytes: bytes.length, digest }
  const refusal = await db.transaction().execute(async trx => {
    // Two who send at once are counted one after the other.
    await trx
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId)
      .forNoKeyUpdate()
      .execute()
    const { waiting } = await trx
      .selectFrom('document')
      .select(document => document.fn.countAll<number>().as('waiting'))
      .where('organisationId', '=', organisationId)
      .where('subjectKind', 'is', null)
      .executeTakeFirstOrThrow()
    if (waiting >= MOST_WAITING) return { refused: 'too-many-documents' } as const
    await trx.insertInto('document').values(row).execute()
    return null
  })
  if (refusal !== null) return refusal
  await files.put(id, bytes)
  return db.transaction().execute(async trx => {
    const stored = await trx
      .updateTable('document')
      .set({ storedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordEvent(trx, {
      verb: 'document.added',
      actor,
      organisationId,
      subjectKind: 'document',
      subjectId: id,
      data: { digest, bytes: bytes.length, mediaType: said.mediaType },
    })
    return shown(stored)
  })
}
