import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { SearchDocument } from '../document.ts'
import type { Rebuild, SearchIndex } from '../search-index.ts'
import type { WordReader } from '../words.ts'
import { postgresSearch } from './postgres-search.ts'
import { applyChanges, writeDocuments } from './write.ts'

/** The index in the database itself: a change and its place in the log are one transaction. */
export function postgresIndex(db: Kysely<DB>, words: WordReader): SearchIndex {
  return {
    name: 'postgres',
    search: postgresSearch(db, words),
    apply: (changes, moved) =>
      db.transaction().execute(async trx => {
        await moved(trx)
        await applyChanges(trx, changes)
      }),
    rebuild: () => startRebuild(db),
    keys: () => db.selectFrom('searchDocument').select(['kind', 'id']).execute(),
    async read(keys) {
      const { rows } = await sql<{ document: SearchDocument }>`
        select document from search_document join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
          as key (kind text, id text) using (kind, id)`.execute(db)
      return rows.map(({ document }) => document)
    },
  }
}

const dropNext = async (db: Kysely<DB>) => {
  await sql`drop table if exists search_document_unsorted, search_document_next, search_word_next`.execute(db)
}

/**
 * Rows are gathered aside and put in order, the best profiles first: a question that many answer reads no further than
 * it has to, and meets these first.
 */
async function startRebuild(db: Kysely<DB>): Promise<Rebuild> {
  await dropNext(db)
  await sql`create unlogged table search_document_unsorted (like search_document, primary key (kind, id))`.execute(
    db,
  )
  return {
    write: documents => writeDocuments(db, documents, 'search_document_unsorted'),
    drop: () => dropNext(db),
    async swap(moved) {
      await sql`create table search_document_next (like search_document including constraints including storage)
        with (toast_tuple_target = 2048, fillfactor = 85)`.execute(db)
      await sql`
        insert into search_document_next select * from search_document_unsorted
        order by kind = 'firm', standing desc, id`.execute(db)
      await sql`alter table search_document_next add constraint search_document_next_pkey primary key (kind, id)`.execute(
        db,
      )
      await sql`create index search_document_next_vector on search_document_next using gin (vector)`.execute(
        db,
      )
      await sql`create index search_document_next_others on search_document_next using gin (vector)
        where kind <> 'firm'`.execute(db)
      await sql`create table search_word_next (like search_word)`.execute(db)
      await sql`
        insert into search_word_next (word, audience, documents)
        select word, audience, count(*) from search_document_next, unnest(search_words(document)) word
        group by word, audience`.execute(db)
      await sql`alter table search_word_next add constraint search_word_next_pkey primary key (word, audience)`.execute(
        db,
      )
      await sql`create index search_word_next_prefix on search_word_next (word text_pattern_ops)`.execute(db)
      await sql`create index search_word_next_trigram on search_word_next using gin (word gin_trgm_ops)
        where word !~ '[^[:alpha:]]'`.execute(db)
      await sql`analyze search_document_next, search_word_next`.execute(db)
      await db.transaction().execute(async trx => {
        // First the cursor, as everyone who writes does: whoever waits for it then finds it moved.
        await moved(trx)
        for (const [table, parts] of Object.entries({
          search_document: ['vector', 'others'],
          search_word: ['prefix', 'trigram'],
        })) {
          const next = `${table}_next`
          await sql`drop table ${sql.table(table)}`.execute(trx)
          await sql`alter table ${sql.table(next)} rename to ${sql.ref(table)}`.execute(trx)
          await sql`alter table ${sql.table(table)} rename constraint ${sql.ref(`${next}_pkey`)} to ${sql.ref(`${table}_pkey`)}`.execute(
            trx,
          )
          for (const part of parts)
            await sql`alter index ${sql.ref(`${next}_${part}`)} rename to ${sql.ref(`${table}_${part}`)}`.execute(
              trx,
            )
        }
      })
      await dropNext(db)
    },
  }
}
