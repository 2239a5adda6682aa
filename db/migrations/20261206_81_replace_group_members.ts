import { type Kysely, sql } from 'kysely'

/** That a member of a group is to be replaced (L2141-13), by whom the lead proposes to, and when it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table candidacy
      -- The exclusion for which its buyer asks that it be replaced; null where it asks something else.
      add column replacement_ground text,
      add column replaced_by uuid references organisation (id) on delete restrict,
      add column proposed_at timestamptz,
      add column replaced_at timestamptz,
      add constraint candidacy_replacement_check check (
        (replacement_ground is null or text is not null)
        and (replaced_by is null) = (proposed_at is null)
        and (proposed_at is null or replacement_ground is not null)
        and (replaced_at is null or proposed_at is not null))`.execute(db)
}
