import { type Kysely, sql } from 'kysely'

/**
 * Rankings of the engine before say nothing of whose people work where, nor of machines that are only assumed. They are
 * derived from needs and firms: the server makes them again at its start. What was told to whom is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from ranking`.execute(db)
}
