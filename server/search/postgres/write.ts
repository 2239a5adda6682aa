import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { DocumentKey, SearchDocument, Weight } from '../document.ts'
import { capacityWords } from '../capacity.ts'
import type { Changes } from '../text-search.ts'
import { saidLexeme, vectorOf } from './tsquery.ts'

/** Documents written by one statement. */
export const writtenAtOnce = 500

/** The row of a document, but for its vector, which PostgreSQL makes of its words and of these lexemes. */
function rowOf(document: SearchDocument) {
  const {
    kind,
    id,
    audience,
    owner,
    until,
    standing,
    place,
    facets,
    capacity,
    title,
    places,
    sentences,
    concepts,
    said,
    codes,
  } = document
  const values = Object.entries(facets).flatMap(([facet, ids]) => ids.map(value => `${facet}/${value}`))
  const lexemes: { lexeme: string; weight: Weight }[] = [
    ...concepts,
    ...said.map(({ lexeme }) => ({ lexeme: saidLexeme(lexeme), weight: 'C' as const })),
    ...codes.map(code => ({ lexeme: `=${code}`, weight: 'B' as const })),
    ...values.map(value => ({ lexeme: `#${value}`, weight: 'D' as const })),
    ...capacityWords(capacity).map(word => ({ lexeme: `#weekly/${word}`, weight: 'D' as const })),
    { lexeme: `#kind/${kind}`, weight: 'D' },
  ]
  return {
    kind,
    id,
    audience,
    owner,
    until,
    standing,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    facets: values,
    names: [...new Set([title.fr, title.en])].join(' \n '),
    places: places.join(' \n '),
    sentences,
    lexemes: vectorOf(lexemes),
    capacity,
    document,
  }
}

/** Writes documents, new or changed, into the index's table or the one that is to take its place. */
export async function writeDocuments(
  db: Kysely<DB>,
  documents: SearchDocument[],
  into: 'search_document' | 'search_document_unsorted' = 'search_document',
): Promise<void> {
  for (let from = 0; from < documents.length; from += writtenAtOnce) {
    const rows = JSON.stringify(documents.slice(from, from + writtenAtOnce).map(rowOf))
    await sql`
      insert into ${sql.table(into)} (kind, id, audience, owner, until, standing, latitude, longitude, facets, vector, capacity, document)
      select kind, id, audience, owner, until, standing, latitude, longitude, facets,
        search_vector(names, places, sentences, lexemes::tsvector), capacity, document
      from jsonb_to_recordset(${rows}::jsonb) as row (
        kind text, id text, audience text, owner uuid, until date, standing real, latitude double precision,
        longitude double precision, facets text[], names text, places text, sentences text, lexemes text, capacity jsonb, document jsonb)
      on conflict (kind, id) do update set audience = excluded.audience, owner = excluded.owner, until = excluded.until,
        standing = excluded.standing, latitude = excluded.latitude, longitude = excluded.longitude,
        facets = excluded.facets, vector = excluded.vector, capacity = excluded.capacity, document = excluded.document`.execute(
      db,
    )
  }
}

/** Takes documents out. */
export async function removeDocuments(db: Kysely<DB>, gone: DocumentKey[]): Promise<void> {
  for (const kind of new Set(gone.map(key => key.kind))) {
    const ids = gone.filter(key => key.kind === kind).map(({ id }) => id)
    await db
      .deleteFrom('searchDocument')
      .where('kind', '=', kind)
      .where(sql<boolean>`id = any(${ids}::text[])`)
      .execute()
  }
}

/** New words of changed documents. How many documents have them is counted anew by the next rebuild or check. */
export async function writeWords(db: Kysely<DB>, changed: DocumentKey[]): Promise<void> {
  await sql`
    insert into search_word (word, audience, documents)
    select word, audience, count(*) from search_document, unnest(search_words(document)) word
    where (kind, id) in (select * from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as key (kind text, id text))
    group by word, audience
    on conflict do nothing`.execute(db)
}

/** Applies changes to the index within a transaction. */
export async function applyChanges(db: Kysely<DB>, { documents, gone }: Changes): Promise<void> {
  await removeDocuments(db, gone)
  await writeDocuments(db, documents)
  if (documents.length > 0)
    await writeWords(
      db,
      documents.map(({ kind, id }) => ({ kind, id })),
    )
}
