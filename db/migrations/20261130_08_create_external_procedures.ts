import { type Kysely, sql } from 'kysely'

/** Procedures that a buyer runs on its own buyer profile: where, how it stands, and by which criteria it means to judge. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table external_procedure (
      id uuid primary key,
      need_id uuid not null references need (id),
      platform text not null,
      address text not null,
      reference text not null default '',
      state text not null,
      published_on date,
      deadline date,
      -- A draft for the tender documents: name, weight in per cent, whether it is about the environment.
      criteria jsonb not null,
      written_by uuid references "user" (id) on delete set null,
      updated_at timestamptz not null default now(),
      version integer not null default 1,
      constraint external_procedure_need_id_key unique (need_id),
      constraint external_procedure_state_check check (state in ('prepared', 'published', 'awarded', 'abandoned')),
      constraint external_procedure_published_check check (state not in ('published', 'awarded') or address <> '')
    )`.execute(db)
}
