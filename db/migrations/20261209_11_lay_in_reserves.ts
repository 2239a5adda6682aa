import { type Kysely, sql } from 'kysely'

/** Runs made before what is good in all scenarios held reserves: theirs have none, and nothing is known of a better one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update scenario_run
    set result = jsonb_set(result, '{robust}', result -> 'robust' || '{"reserve": [], "bound": null}')
    where jsonb_typeof(result -> 'robust') = 'object'`.execute(db)
}
