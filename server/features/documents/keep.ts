/** Documents as other features use them: taken along with a subject, published with it, listed below it. */
import type { DB } from '@maillage/db/tables/database.ts'
import type { DocumentTable } from '@maillage/db/tables/documents.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { DocumentShown } from './schemas.ts'

/** What documents belong to. Who reads them is said by its kind, in `access.ts`. */
export interface Subject {
  kind: string
  id: string
}

const notYours: Text = {
  fr: 'Ce document n’est plus là, ou sert déjà ailleurs : déposez-le de nouveau.',
  en: 'This document is no longer here, or is used elsewhere: send it again.',
}

/** The documents of a subject, in the order they came in. */
export async function documentsOf(db: Kysely<DB>, { kind, id }: Subject): Promise<DocumentShown[]> {
  return (await documentsBySubject(db, kind, [id])).get(id) ?? []
}

/** The documents of many subjects of one kind, by the subject's id; those without any are not in it. */
export async function documentsBySubject(
  db: Kysely<DB>,
  kind: string,
  ids: string[],
): Promise<Map<string, DocumentShown[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('subjectKind', '=', kind)
    .where('subjectId', 'in', ids)
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const bySubject = Map.groupBy(rows, ({ subjectId }) => subjectId ?? '')
  return new Map([...bySubject].map(([id, documents]) => [id, documents.map(shown)]))
}

/** A document without what is nobody's business. */
export function shown(row: Selectable<DocumentTable>): DocumentShown {
  const { id, name, mediaType, bytes, digest, createdAt } = row
  return { id, name, mediaType, bytes, digest, at: createdAt.toISOString() }
}

/**
 * Takes documents that an organisation has sent for a subject. Refuses one that is not its own, is no longer there or
 * belongs to another subject, by its place in the list at `field`; nothing is taken then. Taking one twice is no error.
 */
export async function keepDocuments(
  trx: Transaction<DB>,
  { organisationId, ids, subject }: { organisationId: string; ids: string[]; subject: Subject },
  field = '/documents',
): Promise<null | Refusal> {
  if (ids.length === 0) return null
  const free = await trx
    .selectFrom('document')
    .select('id')
    .where('id', 'in', ids)
    .where('organisationId', '=', organisationId)
    .where('storedAt', 'is not', null)
    .where('removedAt', 'is', null)
    .where(eb =>
      eb.or([
        eb('subjectKind', 'is', null),
        eb.and([eb('subjectKind', '=', subject.kind), eb('subjectId', '=', subject.id)]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const found = new Set(free.map(({ id }) => id))
  const faults = ids.flatMap((id, at) =>
    found.has(id) ? [] : [{ field: `${field}/${at}`, message: notYours }],
  )
  if (faults.length > 0) return invalid(faults)
  await trx
    .updateTable('document')
    .set({ subjectKind: subject.kind, subjectId: subject.id })
    .where('id', 'in', ids)
    .execute()
  return null
}

/** Has the documents of a subject stay for good: others may have read them, or decided by them. */
export async function publishDocuments(trx: Transaction<DB>, { kind, id }: Subject): Promise<void> {
  await trx
    .updateTable('document')
    .set({ publishedAt: sql<Date>`now()` })
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .where('publishedAt', 'is', null)
    .where('removedAt', 'is', null)
    .execute()
}

/** Lets go of a document of one's own. What was published stays. */
export async function removeDocument(
  trx: Transaction<DB>,
  { actor, id, organisations }: { actor: string; id: string; organisations: string[] },
): Promise<null | Refusal> {
  const document = await trx
    .selectFrom('document')
    .select(['organisationId', 'publishedAt'])
    .where('id', '=', id)
    .where('storedAt', 'is not', null)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (document === undefined || !organisations.includes(document.organisationId))
    return { refused: 'not-found' }
  if (document.publishedAt !== null) return { refused: 'document-published' }
  await trx
    .updateTable('document')
    .set({ removedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  await recordEvent(trx, {
    verb: 'document.removed',
    actor,
    organisationId: document.organisationId,
    subjectKind: 'document',
    subjectId: id,
  })
  return null
}
