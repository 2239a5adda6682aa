import { type Kysely, sql } from 'kysely'

/**
 * Tables that were taken, so that one can be taken back: which drafts came of it, or the profile as it was before and the
 * version that it made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_applied (
      id uuid not null,
      organisation_id uuid not null references organisation (id) on delete cascade,
      kind text not null,
      -- Needs made as drafts, or lines of machines and people.
      count integer not null,
      profile_before jsonb,
      profile_version integer,
      at timestamptz not null default now(),
      undone_at timestamptz,
      constraint import_applied_pkey primary key (id),
      constraint import_applied_kind_check check (kind in ('machines', 'needs')),
      constraint import_applied_profile_check
        check ((kind = 'machines') = (profile_before is not null and profile_version is not null))
    )`.execute(db)
  await sql`create index import_applied_organisation_id_index on import_applied (organisation_id, at)`.execute(
    db,
  )
  await sql`
    create table import_need (
      import_id uuid not null references import_applied (id) on delete cascade,
      need_id uuid not null references need (id) on delete cascade,
      constraint import_need_pkey primary key (import_id, need_id)
    )`.execute(db)
  await sql`create index import_need_need_id_index on import_need (need_id)`.execute(db)
}
