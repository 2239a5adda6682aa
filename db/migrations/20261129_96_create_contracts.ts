import { type Kysely, sql } from 'kysely'

/**
 * Contracts with their parties, lines, options and call-offs, what of a need each quantity covers. A contract outlives what
 * it came from, so whoever is party to one is not deleted under it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contract (
      id uuid primary key,
      buyer_id uuid not null references organisation (id),
      -- Its place among the buyer's contracts of the year.
      number text not null,
      title text not null,
      form text not null,
      origin text not null,
      -- The procedure, the procedure run elsewhere, or the tender it comes from.
      origin_id uuid,
      state text not null,
      -- How call-offs go round among several holders, as it was published.
      allocation text,
      minimum_cents bigint,
      maximum_cents bigint,
      starts date not null,
      ends date,
      answer_by date,
      concluded_on date,
      total_cents bigint not null,
      advance_cents bigint,
      advance_due date,
      advance_paid_on date,
      payment_days integer not null,
      -- Of whoever declined, withdrew or terminated it.
      reason text not null default '',
      written_by uuid references "user" (id) on delete set null,
      written_at timestamptz not null default now(),
      ended_on date,
      version integer not null default 1,
      constraint contract_number_key unique (buyer_id, number),
      constraint contract_form_check check (form in ('order', 'framework')),
      constraint contract_origin_check check (origin in ('direct', 'private', 'elsewhere', 'tender')),
      constraint contract_state_check check (
        state in ('proposed', 'in-force', 'completed', 'declined', 'withdrawn', 'terminated')),
      constraint contract_allocation_check check (
        allocation is null or (form = 'framework' and allocation in ('cascade', 'rota'))),
      constraint contract_maximum_check check ((form = 'framework') = (maximum_cents is not null)
        and (minimum_cents is null or (form = 'framework' and minimum_cents <= maximum_cents))),
      constraint contract_concluded_check check (
        (state in ('in-force', 'completed', 'terminated')) = (concluded_on is not null)),
      constraint contract_advance_check check ((advance_cents is null) = (advance_due is null)
        and (advance_paid_on is null or advance_cents is not null)),
      constraint contract_payment_days_check check (payment_days between 0 and 365)
    )`.execute(db)
  await sql`create index contract_buyer_id_index on contract (buyer_id, written_at)`.execute(db)

  await sql`
    create table contract_need (
      contract_id uuid not null references contract (id) on delete cascade,
      need_id uuid not null references need (id),
      constraint contract_need_pkey primary key (contract_id, need_id)
    )`.execute(db)
  await sql`create index contract_need_need_id_index on contract_need (need_id)`.execute(db)

  await sql`
    create table contract_party (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      -- Place among the holders of a framework, in the order of its rule; 1 where there is one holder.
      holder integer not null,
      position integer not null,
      -- Null for a firm that is not on the platform.
      firm_id uuid references organisation (id),
      name text not null,
      siren text,
      role text not null,
      is_lead boolean not null,
      -- Hundredths of a per cent of its holder's part; null where none is stated.
      share integer,
      state text not null,
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint contract_party_firm_key unique (contract_id, holder, firm_id),
      constraint contract_party_holder_check check (holder >= 1),
      constraint contract_party_role_check check (role in ('partner', 'subcontractor', 'supplier', 'laboratory')),
      constraint contract_party_lead_check check (not is_lead or role = 'partner'),
      constraint contract_party_share_check check (share between 0 and 10000),
      constraint contract_party_state_check check (state in ('asked', 'accepted', 'declined'))
    )`.execute(db)
  await sql`create unique index contract_party_lead_index on contract_party (contract_id, holder) where is_lead`.execute(
    db,
  )
  await sql`create index contract_party_firm_id_index on contract_party (firm_id)`.execute(db)

  await sql`
    create table contract_line (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      holder integer not null,
      position integer not null,
      -- Whoever delivers it.
      party_id uuid not null references contract_party (id) on delete cascade,
      item text not null,
      size text,
      -- What is ordered; of a framework, the most that may be.
      quantity integer not null,
      unit text not null,
      price_cents bigint not null,
      per_quantity integer not null,
      total_cents bigint not null,
      constraint contract_line_position_key unique (contract_id, position),
      constraint contract_line_quantity_check check (quantity > 0 and per_quantity > 0 and price_cents >= 0)
    )`.execute(db)

  await sql`
    create table contract_option (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      line_id uuid not null references contract_line (id) on delete cascade,
      need_id uuid not null references need (id),
      tranche date not null,
      due date not null,
      quantity integer not null,
      total_cents bigint not null,
      exercise_by date not null,
      exercised_by uuid references "user" (id) on delete set null,
      exercised_at timestamptz,
      constraint contract_option_quantity_check check (quantity > 0)
    )`.execute(db)
  await sql`create index contract_option_contract_id_index on contract_option (contract_id)`.execute(db)

  await sql`
    create table call_off (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      number integer not null,
      holder integer not null,
      -- The one that its holder declined before.
      after_id uuid references call_off (id) on delete cascade,
      state text not null,
      total_cents bigint not null,
      answer_by date not null,
      reason text not null default '',
      placed_by uuid references "user" (id) on delete set null,
      placed_at timestamptz not null default now(),
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint call_off_number_key unique (contract_id, number),
      constraint call_off_state_check check (state in ('placed', 'accepted', 'declined', 'cancelled'))
    )`.execute(db)

  await sql`
    create table order_line (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      line_id uuid not null references contract_line (id) on delete cascade,
      party_id uuid not null references contract_party (id) on delete cascade,
      call_off_id uuid references call_off (id) on delete cascade,
      option_id uuid references contract_option (id) on delete cascade,
      need_id uuid not null references need (id),
      -- The delivery that the need asked for, and the one agreed.
      tranche date not null,
      due date not null,
      item text not null,
      size text,
      quantity integer not null,
      unit text not null,
      total_cents bigint not null,
      constraint order_line_quantity_check check (quantity > 0),
      constraint order_line_cause_check check (call_off_id is null or option_id is null),
      constraint order_line_option_id_key unique (option_id)
    )`.execute(db)
  await sql`create index order_line_contract_id_index on order_line (contract_id, due)`.execute(db)
  await sql`create index order_line_need_id_index on order_line (need_id)`.execute(db)

  await sql`
    create table coverage (
      id uuid primary key,
      need_id uuid not null references need (id) on delete cascade,
      tranche date not null,
      size text,
      quantity integer not null,
      route text not null,
      cause text not null,
      -- The lot, call-off, contract or line of a plan that covers it.
      cause_id uuid not null,
      at timestamptz not null default now(),
      constraint coverage_quantity_check check (quantity > 0),
      constraint coverage_route_check check (
        route in ('direct', 'private', 'elsewhere', 'tender', 'framework', 'plan')),
      constraint coverage_cause_check check (cause in ('lot', 'call-off', 'contract', 'plan-line'))
    )`.execute(db)
  await sql`create index coverage_need_id_index on coverage (need_id, tranche)`.execute(db)
  await sql`create index coverage_cause_id_index on coverage (cause_id)`.execute(db)
}
