import { type Kysely, sql } from 'kysely'

/** The notice that says to whom a tender was awarded, as it was published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table award_notice (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      content jsonb not null,
      published_by uuid references "user" (id) on delete set null,
      published_at timestamptz not null default now(),
      constraint award_notice_tender_id_key unique (tender_id)
    )`.execute(db)
}
