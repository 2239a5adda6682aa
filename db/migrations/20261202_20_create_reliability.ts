import { type Kysely, sql } from 'kysely'

/** What firms have kept, as far as it may be told, and the facts that an organisation holds to be wrong. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table firm_record (
      organisation_id uuid primary key references organisation (id) on delete cascade,
      -- Counts over many contracts and buyers: on time, accepted at first, answered; each null where too little is known.
      told jsonb not null,
      counted_on date not null
    )`.execute(db)
  await sql`
    create table fact_report (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      -- Which fact of it: its kind and what it is about.
      fact text not null,
      reason text not null,
      reported_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      decision text,
      said text not null default '',
      decided_by uuid references "user" (id) on delete set null,
      decided_at timestamptz,
      constraint fact_report_fact_key unique (organisation_id, fact),
      constraint fact_report_decision_check check (
        (decision is null or decision in ('left-out', 'kept')) and (decision is null) = (decided_at is null))
    )`.execute(db)
}
