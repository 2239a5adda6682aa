import { type Kysely, sql } from 'kysely'

/** How wide, how fine and how heavy a machine works, where its owner says it; null for those of before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table machine
      add column attributes jsonb,
      add constraint machine_attributes_check check (jsonb_typeof(attributes) = 'object')`.execute(db)
}
