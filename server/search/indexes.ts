import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Environment } from '../environment.ts'
import { meiliIndex } from './meilisearch/meili-index.ts'
import { postgresIndex } from './postgres/postgres-index.ts'
import type { DocumentMaker } from './firm-document.ts'
import type { SearchIndex } from './search-index.ts'
import type { WordReader } from './words.ts'

/** The indexes of a server: the database's, and the search server's where one is named. */
export interface Indexes {
  postgres: SearchIndex
  meilisearch: SearchIndex | null
}

/**
 * `maker` is asked for at each use, so that its words are those of the catalogue in force; first when an index is first
 * used: compiling the words of the trade takes a tenth of a second.
 */
export function indexesOf(
  db: Kysely<DB>,
  maker: () => DocumentMaker,
  { meiliUrl, meiliKey }: Pick<Environment, 'meiliUrl' | 'meiliKey'>,
): Indexes {
  const reader: WordReader = {
    read: (text, typing) => maker().words.read(text, typing),
    lexemesIn: text => maker().words.lexemesIn(text),
    saidIn: text => maker().words.saidIn(text),
    asserted: text => maker().words.asserted(text),
    mentions: (text, lexemes) => maker().words.mentions(text, lexemes),
    nameOf: lexeme => maker().words.nameOf(lexeme),
  }
  return {
    postgres: postgresIndex(db, reader),
    meilisearch:
      meiliUrl === undefined
        ? null
        : meiliIndex(db, { url: meiliUrl, key: meiliKey }, () => maker().catalogue, reader),
  }
}
