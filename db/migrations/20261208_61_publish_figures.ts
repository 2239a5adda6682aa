import { type Kysely, sql } from 'kysely'

/** Whether an operator shows the region's figures to everybody: nobody does until somebody there decides it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public_figures (
      operator_id uuid not null constraint public_figures_pkey primary key references organisation (id) on delete cascade,
      shown boolean not null,
      decided_by uuid references "user" (id) on delete set null,
      decided_at timestamptz not null default now()
    )`.execute(db)
}
