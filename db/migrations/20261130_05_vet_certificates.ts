import { type Kysely, sql } from 'kysely'

/** What a certificate covers, what was decided about it by whom and until when, and what its firm was told of its end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table certificate
      -- The model, the reference or the quality system, in the firm's words.
      add column scope text not null default '',
      add column site_id uuid references site (id) on delete set null,
      -- When its firm sent it to the operator; it waits for an answer while it is declared.
      add column sent_at timestamptz,
      add column sent_by uuid references "user" (id) on delete set null,
      add column checked_at timestamptz,
      add column checked_by uuid references "user" (id) on delete set null,
      add column checked_how text,
      add column checked_reason text,
      -- The last day that what was decided holds.
      add column checked_until date,
      add constraint certificate_checked_check check (checked_at is null or (sent_at is not null and checked_how is not null)),
      add constraint certificate_checked_until_check check (checked_until is null or checked_at is not null)`.execute(
    db,
  )
  await sql`create index certificate_sent_index on certificate (sent_at) where sent_at is not null and status = 'declared'`.execute(
    db,
  )
  await sql`
    create table certificate_told (
      certificate_id uuid not null references certificate (id) on delete cascade,
      valid_until date not null,
      -- So many days before it ends.
      days integer not null,
      at timestamptz not null default now(),
      constraint certificate_told_pkey primary key (certificate_id, valid_until, days)
    )`.execute(db)
}
