import { type Kysely, sql } from 'kysely'

/**
 * What the words of profiles brought to a ranking: firms with a score and the words, as they went into it. Null where it
 * was ranked without them, since the index was not there in time: it is ranked again as soon as it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table ranking add column text_hits jsonb`.execute(db)
  await sql`create index ranking_without_words on ranking (need_id) where text_hits is null`.execute(db)
}
