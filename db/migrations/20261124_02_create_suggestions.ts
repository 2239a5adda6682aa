import { type Kysely, sql } from 'kysely'

/**
 * Needs that firms are still to be told of: the best go at once, a few a day, the others in the day's digest. What was
 * told is kept with what it said, so that a firm is told again only when that has changed; of what was told before this
 * nothing is known, and nothing of it is told again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table suggestion (
      organisation_id uuid not null references organisation (id) on delete cascade,
      need_id uuid not null references need (id) on delete cascade,
      change text not null,
      rank integer not null,
      score real not null,
      feasible boolean not null,
      in_first_ten boolean not null,
      need_digest text not null,
      work text[] not null,
      event_id bigint not null references event (id),
      data jsonb not null,
      -- Left out of the day's best: it waits for the digest.
      deferred boolean not null default false,
      at timestamptz not null default now(),
      constraint suggestion_pkey primary key (organisation_id, need_id)
    )`.execute(db)
  await sql`create index suggestion_need_id_index on suggestion (need_id)`.execute(db)
  await sql`alter table told add column need_digest text, add column work text[]`.execute(db)
  await sql`create index notification_kind_index on notification (organisation_id, kind, at)`.execute(db)
}
