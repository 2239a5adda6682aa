import { type Kysely, sql } from 'kysely'

/**
 * What plans are bound to, and why they are as they are. Plans that were made before were bound to nothing but what may be spent,
 * and nobody reckoned why: they have no explanation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan add column explanation jsonb`.execute(db)
  await sql`
    update plan set asked = asked
      || '{"bounds": {"dependence": null, "regional": null, "recyclable": null, "difficultyHours": null, "items": []}}'`.execute(
    db,
  )
  await sql`update plan set result = '{"bounds": [], "conflicts": []}'::jsonb || result where result is not null`.execute(
    db,
  )
}
