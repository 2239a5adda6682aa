import { type Kysely, sql } from 'kysely'

/** Searches that an organisation keeps, to be told of what is new in them; and what it was told of, each thing once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_search (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      user_id uuid not null references "user" (id) on delete cascade,
      name text not null,
      -- As the address of the page of results says it.
      query text not null,
      created_at timestamptz not null default now(),
      constraint saved_search_query_key unique (organisation_id, query)
    )`.execute(db)
  await sql`
    create table saved_search_told (
      saved_search_id uuid not null references saved_search (id) on delete cascade,
      kind text not null,
      id text not null,
      -- In the day's mail, or there already when the search was saved.
      mailed boolean not null,
      at timestamptz not null default now(),
      constraint saved_search_told_pkey primary key (saved_search_id, kind, id)
    )`.execute(db)
  await sql`
    create index saved_search_told_unmailed on saved_search_told (saved_search_id) where not mailed`.execute(
    db,
  )
}
