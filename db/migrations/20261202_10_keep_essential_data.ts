import { type Kysely, sql } from 'kysely'

/** What the essential data of a public contract need beside the contract itself, as its buyer gives it, and since when they are public. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table essential_data (
      contract_id uuid primary key references contract (id) on delete cascade,
      content jsonb not null,
      published_on date not null,
      written_by uuid references "user" (id) on delete set null,
      updated_at timestamptz not null default now(),
      version integer not null default 1
    )`.execute(db)
}
