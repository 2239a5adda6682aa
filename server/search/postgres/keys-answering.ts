import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import type { DocumentKey } from '../document.ts'
import type { SearchQuestion } from '../text-search.ts'
import { allowed } from './allowed.ts'
import { anyhow, narrowing, prepare } from './tiers.ts'
import { allOf } from './tsquery.ts'

/**
 * Keys of the documents that answer all of a question; of some of them only, where `among` is given. Nothing where a part
 * of it is in no document.
 */
export async function keysAnswering(
  db: Kysely<DB>,
  question: SearchQuestion,
  among?: DocumentKey[],
): Promise<(DocumentKey & { owner: string | null; title: Text })[]> {
  const { terms, lost } = await prepare(db, question)
  if (lost.length > 0) return []
  const asked = allOf([...terms.map(anyhow), narrowing(question)])
  const within =
    among === undefined
      ? sql`true`
      : sql`(kind, id) in (select * from jsonb_to_recordset(${JSON.stringify(among)}::jsonb) as key (kind text, id text))`
  const { rows } = await sql<DocumentKey & { owner: string | null; title: Text }>`
    select kind, id, owner, document -> 'title' title from search_document
    where kind = any(${[...question.kinds]}::text[]) and ${allowed(question, asked)} and ${within}
    order by kind, id`.execute(db)
  return rows
}
