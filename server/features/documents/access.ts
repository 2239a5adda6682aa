import type { DB } from '@maillage/db/tables/database.ts'
import type { DocumentTable } from '@maillage/db/tables/documents.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Reader } from '../../search/text-search.ts'
import { readsMessage, wasReported } from '../messages/policy.ts'
import { isPartyTo } from '../deliveries/policy.ts'
import { readingOfTender } from '../tenders/policy.ts'

/** Who asks for a document: a person (null: anyone), and what their organisations let them read. */
export interface DocumentReader extends Reader {
  personId: string | null
}

/** A document of a subject, as far as its readers are judged by it. */
export type Judged = Pick<Selectable<DocumentTable>, 'organisationId' | 'publishedAt'> & { subjectId: string }

type MayRead = (db: Kysely<DB>, reader: DocumentReader, document: Judged) => Promise<boolean> | boolean

/**
 * Who reads the documents of each kind of subject, besides the organisation that sent them, which always does. One line
 * a kind; a kind that is not here is read by nobody else.
 */
export const documentReaders: Record<string, MayRead> = {
  // The firm's own, and the operator's, who verifies it; buyers read what was decided.
  certificate: (_db, reader) => reader.operator,
  // Both sides of the thread; the operator, where it was reported.
  message: async (db, { organisations, operator }, { subjectId }) =>
    (await readsMessage(db, organisations, subjectId)) || (operator && (await wasReported(db, subjectId))),
  delivery: (db, { organisations }, { subjectId }) => isPartyTo(db, 'delivery', subjectId, organisations),
  // Whoever reads the tender, once they are published: the same bytes for all.
  tender: async (db, { personId }, { subjectId, publishedAt }) =>
    publishedAt !== null && (await readingOfTender(db, personId, subjectId)) !== null,
  sample: (db, { organisations }, { subjectId }) => isPartyTo(db, 'approvedSample', subjectId, organisations),
}

/** A document that this reader may read; undefined where there is none, or it is not for them. */
export async function documentFor(
  db: Kysely<DB>,
  reader: DocumentReader,
  id: string,
): Promise<Selectable<DocumentTable> | undefined> {
  const document = await db
    .selectFrom('document')
    .selectAll()
    .where('id', '=', id)
    .where('storedAt', 'is not', null)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (document === undefined || reader.organisations.includes(document.organisationId)) return document
  const { subjectKind, subjectId, ...rest } = document
  if (subjectKind === null || subjectId === null) return undefined
  const may = await documentReaders[subjectKind]?.(db, reader, { ...rest, subjectId })
  return may === true ? document : undefined
}
