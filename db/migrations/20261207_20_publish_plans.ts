import { type Kysely, sql } from 'kysely'

/**
 * Plans that are published: what each firm is proposed of an item, and what it answers. What it accepts takes hours that
 * everybody counts until a day, so that a committed hour of a plan may have an end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table plan
      add column published_at timestamptz,
      add column published_by uuid references "user" (id) on delete set null,
      add constraint plan_published_check check (published_at is null or state = 'made')`.execute(db)
  await sql`
    create table plan_proposal (
      id uuid primary key,
      plan_id uuid not null references plan (id) on delete cascade,
      firm_id uuid not null references organisation (id),
      item text not null,
      claim text not null,
      state text not null default 'proposed',
      -- In the firm's words; for the operator alone.
      reason text not null default '',
      -- The last day on which it may be answered, and the last on which its hours are kept where it is accepted.
      reply_by date not null,
      kept_until date not null,
      answered_at timestamptz,
      answered_by uuid references "user" (id) on delete set null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      constraint plan_proposal_key unique (plan_id, firm_id, item, claim),
      constraint plan_proposal_kept_until_check check (kept_until >= reply_by),
      constraint plan_proposal_reason_check check (state not in ('refused', 'left') or reason <> ''),
      constraint plan_proposal_state_check check (
        state in ('proposed', 'accepted', 'adjusted', 'refused', 'left', 'withdrawn', 'lapsed'))
    )`.execute(db)
  await sql`create index plan_proposal_firm_id_index on plan_proposal (firm_id, created_at)`.execute(db)
  await sql`
    alter table plan_line
      add column proposal_id uuid references plan_proposal (id) on delete set null,
      -- Units by week that the firm agreed to; null where it has not.
      add column agreed jsonb,
      -- The line of an earlier plan that this one takes over as it was agreed.
      add column agreed_line_id uuid`.execute(db)
  await sql`create index plan_line_proposal_id_index on plan_line (proposal_id)`.execute(db)
  await sql`
    alter table capacity_ledger
      drop constraint capacity_ledger_expires_at_check,
      add constraint capacity_ledger_expires_at_check
        check (state = 'held' or expires_at is null or cause = 'plan-line')`.execute(db)
}
