import { type Kysely, sql } from 'kysely'

/**
 * Targets on the internet that an organisation wants told of things, what is sent to each, and each attempt to. A target
 * remembers up to where it has read the log and the notifications, so that nothing is left out when a server dies.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table webhook (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      url text not null,
      groups text[] not null,
      state text not null default 'on',
      -- Sealed with a key of the server: what signs has to be read again.
      secret bytea not null,
      previous_secret bytea,
      previous_until timestamptz,
      last_sequence bigint not null default 0,
      event_transaction xid8 not null,
      event_id bigint not null,
      notification_seq integer not null,
      failures integer not null default 0,
      failing_since timestamptz,
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      constraint webhook_state_check check (state in ('on', 'off', 'failed')),
      constraint webhook_groups_check check (cardinality(groups) > 0),
      constraint webhook_previous_check check ((previous_secret is null) = (previous_until is null)),
      constraint webhook_failing_check check ((failures = 0) = (failing_since is null))
    )`.execute(db)
  await sql`create index webhook_organisation_id_index on webhook (organisation_id, created_at)`.execute(db)
  await sql`
    create table webhook_delivery (
      id uuid primary key,
      webhook_id uuid not null references webhook (id) on delete cascade,
      sequence bigint not null,
      type text not null,
      body text not null,
      state text not null default 'waiting',
      -- Since it was asked for last: a replay begins anew.
      tries integer not null default 0,
      at timestamptz not null default now(),
      constraint webhook_delivery_sequence_key unique (webhook_id, sequence),
      constraint webhook_delivery_state_check check (state in ('waiting', 'delivered', 'given-up'))
    )`.execute(db)
  await sql`create index webhook_delivery_at_index on webhook_delivery (at)`.execute(db)
  await sql`
    create table webhook_attempt (
      id uuid primary key,
      delivery_id uuid not null references webhook_delivery (id) on delete cascade,
      at timestamptz not null default now(),
      milliseconds integer not null,
      status integer,
      failure text,
      excerpt text not null default '',
      constraint webhook_attempt_outcome_check check ((status is null) = (failure is not null))
    )`.execute(db)
  await sql`create index webhook_attempt_delivery_id_index on webhook_attempt (delivery_id, at)`.execute(db)
}
