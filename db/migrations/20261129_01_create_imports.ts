import { type Kysely, sql } from 'kysely'

/**
 * Tables on their way in: what was sent waits here, row by row, until all of it is right; then it becomes a profile or
 * needs in one short transaction, and leaves. Which column was what is remembered by organisation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import (
      id uuid not null,
      organisation_id uuid not null references organisation (id) on delete cascade,
      kind text not null,
      headings text[] not null,
      -- The column of each field, from 0.
      mapping jsonb not null,
      row_count integer not null,
      at timestamptz not null default now(),
      constraint import_pkey primary key (id),
      constraint import_kind_check check (kind in ('machines', 'needs'))
    )`.execute(db)
  await sql`create index import_organisation_id_index on import (organisation_id, at)`.execute(db)
  await sql`
    create table import_chunk (
      import_id uuid not null references import (id) on delete cascade,
      number integer not null,
      rows jsonb not null,
      -- What the rows say, and what is wrong with them; null until they are checked.
      entries jsonb,
      faults jsonb,
      constraint import_chunk_pkey primary key (import_id, number)
    )`.execute(db)
  await sql`
    create table import_mapping (
      organisation_id uuid not null references organisation (id) on delete cascade,
      kind text not null,
      -- The field that stands under a heading.
      fields jsonb not null,
      constraint import_mapping_pkey primary key (organisation_id, kind)
    )`.execute(db)
}
