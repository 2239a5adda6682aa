import { type Kysely, sql } from 'kysely'

/** How contracts are carried out: milestones, approved samples, deliveries, and their inspection. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Level and acceptable quality limits of ISO 2859-1, by which the lots of a contract are inspected.
  await sql`
    alter table contract
      add column inspection_level text not null default 'II',
      add column aql_major double precision not null default 2.5,
      add column aql_minor double precision not null default 4,
      add constraint contract_inspection_level_check check (
        inspection_level in ('I', 'II', 'III', 'S-1', 'S-2', 'S-3', 'S-4'))`.execute(db)
  await sql`
    create table milestone (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      party_id uuid not null references contract_party (id) on delete cascade,
      kind text not null,
      note text not null default '',
      due date not null,
      reached_on date,
      written_by uuid references "user" (id) on delete set null,
      constraint milestone_kind_check check (
        kind in ('materials-in', 'sample-ready', 'first-pieces', 'half-made', 'all-made', 'other'))
    )`.execute(db)
  await sql`create index milestone_contract_id_index on milestone (contract_id, due)`.execute(db)
  await sql`
    create table approved_sample (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      line_id uuid not null references contract_line (id) on delete cascade,
      description text not null,
      approved_on date not null,
      approved_by uuid references "user" (id) on delete set null,
      constraint approved_sample_line_id_key unique (line_id)
    )`.execute(db)
  await sql`create index approved_sample_contract_id_index on approved_sample (contract_id)`.execute(db)
  await sql`
    create table delivery (
      id uuid primary key,
      contract_id uuid not null references contract (id) on delete cascade,
      order_line_id uuid not null references order_line (id) on delete cascade,
      party_id uuid not null references contract_party (id) on delete cascade,
      number integer not null,
      -- The maker's own name of the lot.
      batch text not null,
      quantity integer not null,
      planned_on date not null,
      state text not null,
      -- A lot that was refused may be sorted and presented once more.
      presentation integer not null default 1,
      received_on date,
      received integer,
      -- Taken out of it when it was sorted, and so delivered no more.
      removed integer not null default 0,
      decided_on date,
      replaces_id uuid references delivery (id) on delete cascade,
      -- What its maker declares of it.
      conformity text not null default '',
      declared_by uuid references "user" (id) on delete set null,
      payment_due date,
      paid_on date,
      at timestamptz not null default now(),
      constraint delivery_number_key unique (contract_id, number),
      constraint delivery_state_check check (
        state in ('announced', 'received', 'accepted', 'rejected', 'returned', 'cancelled')),
      constraint delivery_quantity_check check (quantity > 0 and received between 1 and quantity
        and removed >= 0 and removed < coalesce(received, quantity + 1)),
      constraint delivery_received_check check ((state in ('announced', 'cancelled')) = (received is null)
        and (received is null) = (received_on is null)),
      constraint delivery_presentation_check check (presentation in (1, 2)),
      constraint delivery_paid_on_check check (paid_on is null or state = 'accepted'),
      constraint delivery_replaces_id_key unique (replaces_id)
    )`.execute(db)
  await sql`create index delivery_order_line_id_index on delivery (order_line_id)`.execute(db)
  await sql`
    create table inspection (
      id uuid primary key,
      delivery_id uuid not null references delivery (id) on delete cascade,
      presentation integer not null,
      kind text not null,
      -- Of the standard whose values were used; null where every piece was looked at.
      edition text,
      level text,
      lot_size integer not null,
      sample_size integer not null,
      -- For each class of defects: limit, severity, sample, accepted up to, found.
      classes jsonb not null,
      conforms_to_sample boolean,
      verdict text not null,
      note text not null default '',
      inspected_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      constraint inspection_delivery_key unique (delivery_id, presentation),
      constraint inspection_kind_check check (kind in ('series', 'isolated', 'full')),
      constraint inspection_verdict_check check (verdict in ('accepted', 'refused'))
    )`.execute(db)
  await sql`
    create table inspection_severity (
      buyer_id uuid not null references organisation (id),
      -- A firm's id, or the number or name of one that is not on the platform.
      supplier text not null,
      item text not null,
      class text not null,
      -- What the switching rules remember of the lots before.
      switching jsonb not null,
      constraint inspection_severity_pkey primary key (buyer_id, supplier, item, class),
      constraint inspection_severity_class_check check (class in ('major', 'minor'))
    )`.execute(db)
  await sql`
    create table risk_told (
      contract_id uuid not null references contract (id) on delete cascade,
      -- The order line or milestone at risk.
      subject_id uuid not null,
      kind text not null,
      at timestamptz not null default now(),
      constraint risk_told_pkey primary key (contract_id, subject_id, kind)
    )`.execute(db)
}
