import { type Kysely, sql } from 'kysely'

/** What two organisations write to each other about something, how far each has read, and what was reported as abuse. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table thread (
      id uuid primary key,
      subject_kind text not null,
      subject_id uuid not null,
      -- The two, in the order of their ids.
      first_id uuid not null references organisation (id) on delete restrict,
      second_id uuid not null references organisation (id) on delete restrict,
      last_seq integer not null default 0,
      last_at timestamptz not null default now(),
      created_at timestamptz not null default now(),
      constraint thread_subject_key unique (subject_kind, subject_id, first_id, second_id),
      constraint thread_parties_check check (first_id < second_id)
    )`.execute(db)
  await sql`
    create table thread_party (
      thread_id uuid not null references thread (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete restrict,
      -- The last message that one of its members has seen.
      read_seq integer not null default 0,
      constraint thread_party_pkey primary key (thread_id, organisation_id)
    )`.execute(db)
  await sql`create index thread_party_organisation_id_index on thread_party (organisation_id)`.execute(db)
  await sql`
    create table message (
      id uuid primary key,
      thread_id uuid not null references thread (id) on delete cascade,
      seq integer not null,
      organisation_id uuid not null references organisation (id) on delete restrict,
      user_id uuid references "user" (id) on delete set null,
      text text not null,
      at timestamptz not null default now(),
      hidden_at timestamptz,
      hidden_by uuid references "user" (id) on delete set null,
      hidden_reason text,
      constraint message_seq_key unique (thread_id, seq),
      constraint message_hidden_check check ((hidden_at is null) = (hidden_reason is null))
    )`.execute(db)
  await sql`create index message_organisation_id_index on message (organisation_id, at)`.execute(db)
  await sql`
    create table message_report (
      message_id uuid not null references message (id) on delete cascade,
      -- Of whoever reports it.
      organisation_id uuid not null references organisation (id) on delete restrict,
      reason text not null,
      reported_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      settled_at timestamptz,
      settled_by uuid references "user" (id) on delete set null,
      constraint message_report_pkey primary key (message_id, organisation_id)
    )`.execute(db)
  await sql`create index message_report_open_index on message_report (at) where settled_at is null`.execute(
    db,
  )
}
