import { type Kysely, sql } from 'kysely'

/**
 * Hours of machines and people that are taken, week by week: held by an offer that nobody else knows of yet, or committed.
 * What caused an entry is named, not referred to: offers, plans and contracts have tables of their own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table capacity_ledger (
      id uuid primary key,
      site_id uuid not null references site (id) on delete cascade,
      kind text not null,
      -- Machine type, or trade: groups of a profile are written anew with each save.
      resource text not null,
      week date not null,
      minutes integer not null,
      state text not null,
      cause text not null,
      cause_id uuid not null,
      recipe text,
      recipe_revision integer,
      -- When a hold has to be given back.
      expires_at timestamptz,
      at timestamptz not null default now(),
      constraint capacity_ledger_kind_check check (kind in ('machines', 'people')),
      constraint capacity_ledger_week_check check (extract(isodow from week) = 1),
      constraint capacity_ledger_minutes_check check (minutes > 0),
      constraint capacity_ledger_state_check check (state in ('held', 'committed')),
      constraint capacity_ledger_cause_check check (cause in ('offer', 'plan-line', 'call-off', 'contract')),
      constraint capacity_ledger_recipe_check check ((recipe is null) = (recipe_revision is null)),
      constraint capacity_ledger_expires_at_check check (state = 'held' or expires_at is null)
    )`.execute(db)
  await sql`create index capacity_ledger_site_id_index on capacity_ledger (site_id, week)`.execute(db)
  await sql`create index capacity_ledger_cause_id_index on capacity_ledger (cause_id)`.execute(db)
}
