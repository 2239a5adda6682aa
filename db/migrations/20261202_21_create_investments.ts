import { type Kysely, sql } from 'kysely'

/** What firms invest to make something else, to be held against what is firmly ordered of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table investment (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      -- What it prepares to make: an item of the catalogue.
      item text not null,
      state text not null,
      text text not null default '',
      begun_on date,
      -- From when it makes so many a month, for so many months.
      ready_on date not null,
      monthly_quantity integer not null,
      months integer not null,
      days integer not null,
      -- Amounts are cents of euro, ex tax: in all, and what of it is spent or promised.
      cents bigint not null,
      engaged_cents bigint not null,
      hires integer not null,
      training_days integer not null,
      advance_cents bigint,
      -- Names, cents and states of what pays for it; quotes with who made them.
      funding jsonb not null,
      quotes jsonb not null,
      -- Whether the operator reads its firm's name beside it.
      named boolean not null default false,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      constraint investment_state_check check (state in ('planned', 'begun', 'done', 'stopped')),
      constraint investment_begun_check check (state = 'planned' or begun_on is not null),
      constraint investment_figures_check check (monthly_quantity > 0 and months between 1 and 36 and days >= 0
        and cents >= 0 and engaged_cents between 0 and cents and hires >= 0 and training_days >= 0
        and advance_cents >= 0)
    )`.execute(db)
  await sql`create index investment_organisation_id_index on investment (organisation_id)`.execute(db)
  await sql`create index investment_item_index on investment (item)`.execute(db)
}
