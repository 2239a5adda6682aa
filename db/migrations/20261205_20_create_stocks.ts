import { type Kysely, sql } from 'kysely'

/**
 * Depots, lots, and the ledger of what moves between accounts. A movement names both of its accounts, so that what one gives
 * the other takes; balances are kept by the database itself, which lets no place fall below nothing, whoever writes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table depot (
      id uuid primary key,
      organisation_id uuid not null references organisation (id),
      name text not null,
      address text not null default '',
      commune text not null,
      department text not null,
      latitude double precision not null,
      longitude double precision not null,
      precision text not null,
      closed_at timestamptz,
      -- How many times it was counted: who counts names the count before.
      counts integer not null default 0,
      created_at timestamptz not null default now(),
      constraint depot_name_key unique (organisation_id, name)
    )`.execute(db)
  await sql`
    create table stock_lot (
      id uuid primary key,
      -- Whoever brought it into the ledger: it may lie in depots of others since.
      organisation_id uuid not null references organisation (id),
      item text not null,
      size text,
      number text not null,
      maker text not null,
      expires_on date,
      regime text not null,
      certificate text not null default '',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      constraint stock_lot_regime_check check (regime in ('normal', 'eu-emergency', 'national-derogation')),
      constraint stock_lot_key unique nulls not distinct (organisation_id, item, size, maker, number)
    )`.execute(db)
  await sql`
    create table surplus (
      id uuid primary key,
      firm_id uuid not null references organisation (id),
      operator_id uuid not null references organisation (id),
      item text not null,
      size text,
      number text not null,
      quantity integer not null check (quantity > 0),
      expires_on date,
      regime text not null,
      certificate text not null default '',
      note text not null default '',
      state text not null default 'offered',
      reason text not null default '',
      offered_at timestamptz not null default now(),
      answered_at timestamptz,
      constraint surplus_state_check check (state in ('offered', 'taken', 'refused', 'withdrawn')),
      constraint surplus_regime_check check (regime in ('normal', 'eu-emergency', 'national-derogation')),
      constraint surplus_reason_check check (state <> 'refused' or reason <> '')
    )`.execute(db)
  await sql`create index surplus_firm_id_index on surplus (firm_id, offered_at)`.execute(db)
  await sql`create index surplus_operator_id_index on surplus (operator_id, offered_at)`.execute(db)
  await sql`
    create table stock_movement (
      id uuid primary key,
      -- The order in which movements were written.
      number bigint generated always as identity unique,
      -- Whose stock-keeper wrote it.
      organisation_id uuid not null references organisation (id),
      kind text not null,
      lot_id uuid not null references stock_lot (id),
      quantity integer not null check (quantity > 0),
      from_account text not null,
      from_depot_id uuid references depot (id),
      to_account text not null,
      to_depot_id uuid references depot (id),
      day date not null,
      note text not null default '',
      delivery_id uuid references delivery (id),
      surplus_id uuid references surplus (id),
      reverses_id uuid unique references stock_movement (id),
      recorded_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      constraint stock_movement_kind_check check (
        (kind, from_account, to_account) in (('in', 'supplier', 'depot'), ('take-back', 'supplier', 'depot'),
          ('out', 'depot', 'consumed'), ('transfer', 'depot', 'transit'), ('arrival', 'transit', 'depot'),
          ('loss', 'depot', 'lost'), ('loss', 'transit', 'lost'),
          ('count', 'adjustment', 'depot'), ('count', 'depot', 'adjustment'))
        or (reverses_id is not null and
          (kind, to_account, from_account) in (('in', 'supplier', 'depot'), ('take-back', 'supplier', 'depot'),
          ('out', 'depot', 'consumed'), ('transfer', 'depot', 'transit'), ('arrival', 'transit', 'depot'),
          ('loss', 'depot', 'lost'), ('loss', 'transit', 'lost')))),
      constraint stock_movement_depot_check check (
        (from_account in ('depot', 'transit')) = (from_depot_id is not null)
        and (to_account in ('depot', 'transit')) = (to_depot_id is not null)),
      constraint stock_movement_surplus_check check ((kind = 'take-back') = (surplus_id is not null))
    )`.execute(db)
  await sql`create index stock_movement_lot_id_index on stock_movement (lot_id, number)`.execute(db)
  await sql`create index stock_movement_from_depot_id_index on stock_movement (from_depot_id, number)`.execute(
    db,
  )
  await sql`create index stock_movement_to_depot_id_index on stock_movement (to_depot_id, number)`.execute(db)
  await sql`create unique index stock_movement_delivery_id_key on stock_movement (delivery_id)
    where reverses_id is null`.execute(db)
  await sql`create unique index stock_movement_surplus_id_key on stock_movement (surplus_id)
    where reverses_id is null`.execute(db)
  await createBalances(db)
  await createCounts(db)
  await sql`
    create table stock_target (
      organisation_id uuid not null references organisation (id),
      item text not null,
      days integer not null check (days between 1 and 730),
      primary key (organisation_id, item)
    )`.execute(db)
  // What was last told of an item: told again when it changes.
  await sql`
    create table stock_told (
      organisation_id uuid not null references organisation (id),
      item text not null,
      state text not null,
      primary key (organisation_id, item),
      constraint stock_told_state_check check (state in ('out', 'low', 'enough'))
    )`.execute(db)
  // Where what is delivered under a contract comes in by itself.
  await sql`
    create table contract_depot (
      contract_id uuid primary key references contract (id) on delete cascade,
      depot_id uuid not null references depot (id)
    )`.execute(db)
}

async function createBalances(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stock_balance (
      lot_id uuid not null references stock_lot (id),
      account text not null,
      depot_id uuid references depot (id),
      quantity bigint not null,
      constraint stock_balance_key unique nulls not distinct (lot_id, account, depot_id),
      constraint stock_balance_place_check check (account not in ('depot', 'transit') or quantity >= 0)
    )`.execute(db)
  await sql`create index stock_balance_depot_id_index on stock_balance (depot_id)`.execute(db)
  await sql`
    create function add_to_stock_balance(lot uuid, named text, depot uuid, added bigint) returns void
    language plpgsql as $$
    begin
      update stock_balance set quantity = quantity + added
        where lot_id = lot and account = named and depot_id is not distinct from depot;
      if found then return; end if;
      -- A check is judged before a conflict is looked for: what is taken from a place has to be there already.
      insert into stock_balance (lot_id, account, depot_id, quantity) values (lot, named, depot, added)
        on conflict on constraint stock_balance_key do update set quantity = stock_balance.quantity + added;
    end $$`.execute(db)
  await sql`
    create function post_stock_movement() returns trigger language plpgsql as $$
    begin
      if new.reverses_id is not null and not exists (
        select from stock_movement as before where before.id = new.reverses_id and before.reverses_id is null
          and before.lot_id = new.lot_id and before.quantity = new.quantity and before.kind = new.kind
          and (before.from_account, before.to_account) = (new.to_account, new.from_account)
          and before.from_depot_id is not distinct from new.to_depot_id
          and before.to_depot_id is not distinct from new.from_depot_id
      ) then
        raise exception 'a reversal is the contrary of what it reverses' using errcode = 'check_violation';
      end if;
      perform add_to_stock_balance(new.lot_id, new.from_account, new.from_depot_id, -new.quantity);
      perform add_to_stock_balance(new.lot_id, new.to_account, new.to_depot_id, new.quantity);
      return null;
    end $$`.execute(db)
  await sql`
    create trigger stock_movement_posts after insert on stock_movement
    for each row execute function post_stock_movement()`.execute(db)
  await sql`
    create function keep_stock_movement() returns trigger language plpgsql as $$
    begin
      -- Whoever wrote it may have their account erased; nothing else changes.
      if tg_op = 'UPDATE' and to_jsonb(new) - 'recorded_by' = to_jsonb(old) - 'recorded_by' then return new; end if;
      raise exception 'movements of stock are never changed, only reversed' using errcode = 'check_violation';
    end $$`.execute(db)
  await sql`
    create trigger stock_movement_stays before update or delete on stock_movement
    for each row execute function keep_stock_movement()`.execute(db)
}

async function createCounts(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stock_count (
      id uuid primary key,
      depot_id uuid not null references depot (id),
      number integer not null,
      day date not null,
      counted_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      constraint stock_count_number_key unique (depot_id, number)
    )`.execute(db)
  await sql`
    create table stock_count_line (
      count_id uuid not null references stock_count (id),
      lot_id uuid not null references stock_lot (id),
      book integer not null,
      counted integer not null check (counted >= 0),
      movement_id uuid unique references stock_movement (id),
      -- The last movement that was written before it.
      after_movement bigint not null,
      primary key (count_id, lot_id),
      constraint stock_count_line_movement_check check ((book = counted) = (movement_id is null))
    )`.execute(db)
  await sql`create index stock_count_line_lot_id_index on stock_count_line (lot_id)`.execute(db)
}
