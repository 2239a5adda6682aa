import { type Kysely, sql } from 'kysely'

/** A firm may publish how hard it is hit, as a band and never as figures. Nobody who has said so before has chosen to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table distress add column published boolean not null default false`.execute(db)
}
