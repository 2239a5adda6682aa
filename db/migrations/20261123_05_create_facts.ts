import { type Kysely, sql } from 'kysely'

/**
 * Events, notifications and mail. `event` is the audit log and what keeps every server's engine current: readers take
 * only rows whose transaction is below the oldest one still running, in (transaction, id) order, so that a late commit
 * is never skipped. NOTIFY only wakes; the truth is in the tables.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table event (
      id bigint generated always as identity primary key,
      transaction_id xid8 not null default pg_current_xact_id(),
      at timestamptz not null default now(),
      actor uuid,
      organisation_id uuid,
      verb text not null,
      subject_kind text not null,
      subject_id uuid not null,
      data jsonb not null
    )`.execute(db)
  await sql`create index event_position_index on event (transaction_id, id)`.execute(db)
  await sql`create index event_subject_index on event (subject_kind, subject_id, id)`.execute(db)

  await sql`
    create table notification (
      organisation_id uuid not null references organisation (id) on delete cascade,
      seq bigint not null,
      kind text not null,
      need_id uuid references need (id) on delete cascade,
      partnership_key text,
      event_id bigint references event (id),
      data jsonb not null,
      at timestamptz not null default now(),
      read_at timestamptz,
      constraint notification_pkey primary key (organisation_id, seq)
    )`.execute(db)
  await sql`create index notification_unread_index on notification (organisation_id) where read_at is null`.execute(
    db,
  )

  await sql`
    create function wake_event_readers() returns trigger language plpgsql as $$
    begin perform pg_notify('event', ''); return null; end $$`.execute(db)
  await sql`
    create trigger event_wakes after insert on event
      for each statement execute function wake_event_readers()`.execute(db)
  await sql`
    create function wake_notification_readers() returns trigger language plpgsql as $$
    begin perform pg_notify('notification', new.organisation_id::text); return null; end $$`.execute(db)
  await sql`
    create trigger notification_wakes after insert on notification
      for each row execute function wake_notification_readers()`.execute(db)

  await sql`
    create table mail (
      id uuid primary key,
      recipient text not null,
      subject text not null,
      body text not null,
      at timestamptz not null default now(),
      sent_at timestamptz
    )`.execute(db)
  await sql`create index mail_at_index on mail (at)`.execute(db)
}
