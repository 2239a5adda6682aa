import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import type { Environment } from '../environment.ts'
import { meiliIndex } from './meilisearch/meili-index.ts'
import { postgresIndex } from './postgres/postgres-index.ts'
import type { SearchIndex } from './search-index.ts'
import type { WordReader } from './words.ts'

/** The indexes of a server: the database's, and the search server's where one is named. */
export interface Indexes {
  postgres: SearchIndex
  meilisearch: SearchIndex | null
}

/** `words` is asked for when an index is first used: compiling the words of the trade takes a tenth of a second. */
export function indexesOf(
  db: Kysely<DB>,
  catalogue: Catalogue,
  words: () => WordReader,
  { meiliUrl, meiliKey }: Pick<Environment, 'meiliUrl' | 'meiliKey'>,
): Indexes {
  const reader: WordReader = {
    read: (text, typing) => words().read(text, typing),
    lexemesIn: text => words().lexemesIn(text),
    saidIn: text => words().saidIn(text),
    asserted: text => words().asserted(text),
    mentions: (text, lexemes) => words().mentions(text, lexemes),
    nameOf: lexeme => words().nameOf(lexeme),
  }
  return {
    postgres: postgresIndex(db, reader),
    meilisearch:
      meiliUrl === undefined ? null : meiliIndex(db, { url: meiliUrl, key: meiliKey }, catalogue, reader),
  }
}
