import { type Kysely, sql } from 'kysely'

/**
 * Changes of the catalogue that an operator prepares and brings into force: several records together, as a new product
 * with its material and its recipe. What a change makes of a record is a revision of it, and so is what taking it back
 * makes; a record that is removed keeps its content, and is no part of the catalogue.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table catalogue_change (
      id uuid primary key,
      organisation_id uuid not null references organisation (id),
      title text not null,
      reason text not null default '',
      state text not null default 'draft',
      -- In the order in which changes came into force.
      number integer,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      created_by uuid references "user" (id) on delete set null,
      activated_at timestamptz,
      activated_by uuid references "user" (id) on delete set null,
      undone_at timestamptz,
      undone_by uuid references "user" (id) on delete set null,
      constraint catalogue_change_number_key unique (number),
      constraint catalogue_change_state_check check (state in ('draft', 'active', 'undone')),
      constraint catalogue_change_number_check check (
        (number is null) = (state = 'draft') and (activated_at is null) = (state = 'draft')),
      constraint catalogue_change_undone_check check ((undone_at is not null) = (state = 'undone'))
    )`.execute(db)
  await sql`
    create table catalogue_change_record (
      change_id uuid not null references catalogue_change (id) on delete cascade,
      kind text not null,
      slug text not null,
      -- The revision that was changed; 0 where the change adds the record.
      base_revision integer not null,
      removed boolean not null default false,
      content jsonb not null,
      constraint catalogue_change_record_pkey primary key (change_id, kind, slug),
      constraint catalogue_change_record_base_check check (base_revision >= 0)
    )`.execute(db)
  await sql`
    alter table catalogue_record
      add column removed boolean not null default false,
      add column change_id uuid references catalogue_change (id)`.execute(db)
  await sql`create index catalogue_record_change_id_index on catalogue_record (change_id)`.execute(db)
}
