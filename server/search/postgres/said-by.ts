import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { Lexeme } from '../document.ts'
import { anyOf, lexeme, saidLexeme } from './tsquery.ts'

/** A firm in whose own words one of some things stands, and these words as it wrote them. */
export interface SpokenOf {
  firm: string
  written: string[]
}

/**
 * Firms whose own words speak of each of some things, any lexeme of which will do: all of them, or null where more than
 * `most` of the firms that members see speak of it. Firms that hide themselves are found, and count for nothing in that: the
 * answer about anybody else is the same with and without them.
 */
export async function saidBy(
  db: Kysely<DB>,
  things: readonly (readonly Lexeme[])[],
  most: number,
): Promise<(SpokenOf[] | null)[]> {
  if (things.length === 0) return []
  const asked = things.map((any, at) => ({
    at,
    lexemes: any,
    question: anyOf(any.map(one => lexeme(saidLexeme(one)))),
  }))
  const { rows } = await sql<SpokenOf & { at: number; isShown: boolean }>`
    select asked.at, found.id firm, found.audience <> 'operator' "isShown", array(
      select one ->> 'written' from jsonb_array_elements(found.document -> 'said') one
      where asked.lexemes ? (one ->> 'lexeme')) written
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) asked (at integer, lexemes jsonb, question text), lateral (
      (select id, audience, document from search_document
        where vector @@ asked.question::tsquery and audience <> 'operator' limit ${most + 1})
      union all
      (select id, audience, document from search_document
        where vector @@ asked.question::tsquery and audience = 'operator' limit ${most})
    ) found order by asked.at, found.id`.execute(db)
  return things.map((_, at) => {
    const found = rows.filter(row => row.at === at)
    if (found.filter(({ isShown }) => isShown).length > most) return null
    return found.map(({ firm, written }) => ({ firm, written }))
  })
}
