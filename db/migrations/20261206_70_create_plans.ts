import { type Kysely, sql } from 'kysely'

/**
 * Plans of a region: what each was asked with, what came of it, and its lines. A line names its firm and site and refers to
 * neither's rows below them: a site may be gone, and the plan still says what it said.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan (
      id uuid primary key,
      operator_id uuid not null references organisation (id),
      -- Of this operator's plans.
      number integer not null,
      state text not null default 'waiting',
      as_of date not null,
      asked jsonb not null,
      -- Whom the plan is for and what was there, as it was read; null until it was.
      input jsonb,
      input_hash text,
      -- Programmes solved, the best cost so far, and what none goes below.
      progress jsonb,
      -- All that came of it but its lines.
      result jsonb,
      problem text,
      -- What the check found, or what the computation said.
      detail text not null default '',
      engine_version text,
      catalogue_version text,
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      finished_at timestamptz,
      archived_at timestamptz,
      constraint plan_number_key unique (operator_id, number),
      constraint plan_state_check check (state in ('waiting', 'running', 'made', 'failed', 'cancelled')),
      constraint plan_result_check check ((state = 'made') = (result is not null)),
      constraint plan_problem_check check (
        (state = 'failed') = (problem is not null)
        and problem in ('no-demand', 'no-firm', 'time-limit', 'no-solution', 'failed-check', 'error'))
    )`.execute(db)
  await sql`
    create table plan_line (
      id uuid primary key,
      plan_id uuid not null references plan (id) on delete cascade,
      firm_id uuid not null references organisation (id),
      site_id uuid not null,
      item text not null,
      claim text not null,
      recipe text not null,
      operation text not null,
      process text not null,
      machine text,
      reorientations jsonb not null,
      -- Minutes of machines, and of people by trade, for one unit.
      machine_minutes double precision not null,
      labour jsonb not null,
      -- Units by week of the plan, from its first.
      units jsonb not null
    )`.execute(db)
  await sql`create index plan_line_plan_id_index on plan_line (plan_id, firm_id)`.execute(db)
  await sql`create index plan_line_firm_id_index on plan_line (firm_id)`.execute(db)
}
