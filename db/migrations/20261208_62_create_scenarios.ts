import { type Kysely, sql } from 'kysely'

/** Scenarios that an operator puts together, and what came of its plan in them. A run keeps the scenarios as they were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table scenario (
      id uuid primary key,
      operator_id uuid not null references organisation (id) on delete cascade,
      name text not null,
      parts jsonb not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz,
      constraint scenario_name_check check (name <> '')
    )`.execute(db)
  await sql`create index scenario_operator_id_index on scenario (operator_id, created_at)`.execute(db)
  await sql`
    create table scenario_run (
      id uuid primary key,
      operator_id uuid not null references organisation (id) on delete cascade,
      -- Of this operator's runs.
      number integer not null,
      state text not null default 'waiting',
      as_of date not null,
      asked jsonb not null,
      -- How many it looks ahead, from the Monday of the week of as_of on.
      weeks integer not null,
      progress jsonb,
      result jsonb,
      problem text,
      detail text not null default '',
      catalogue_version text,
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      finished_at timestamptz,
      constraint scenario_run_number_key unique (operator_id, number),
      constraint scenario_run_state_check check (state in ('waiting', 'running', 'made', 'failed', 'cancelled')),
      constraint scenario_run_result_check check ((state = 'made') = (result is not null)),
      constraint scenario_run_problem_check check (
        (state = 'failed') = (problem is not null)
        and problem in ('no-demand', 'no-firm', 'time-limit', 'no-solution', 'error'))
    )`.execute(db)
}
