import { type Kysely, sql } from 'kysely'

/** What buyers use of each item, declared by week, by a rule or by a fleet of reusables; and an operator's scenarios. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consumption (
      organisation_id uuid not null references organisation (id) on delete cascade,
      item text not null,
      basis text not null,
      rule jsonb,
      fleet jsonb,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      primary key (organisation_id, item),
      constraint consumption_basis_check check (basis in ('declared', 'rule', 'fleet')
        and (basis = 'rule') = (rule is not null) and (basis = 'fleet') = (fleet is not null))
    )`.execute(db)
  await sql`
    create table consumption_week (
      organisation_id uuid not null,
      item text not null,
      week date not null check (extract(isodow from week) = 1),
      quantity integer not null check (quantity >= 0),
      primary key (organisation_id, item, week),
      constraint consumption_week_consumption_fkey foreign key (organisation_id, item)
        references consumption (organisation_id, item) on delete cascade
    )`.execute(db)
  await sql`
    create table demand_scenario (
      operator_id uuid not null references organisation (id) on delete cascade,
      key text not null,
      parts jsonb not null,
      updated_at timestamptz not null default now(),
      primary key (operator_id, key),
      constraint demand_scenario_key_check check (key in ('calm', 'wave', 'surge'))
    )`.execute(db)
}
