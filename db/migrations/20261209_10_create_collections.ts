import { type Kysely, sql } from 'kysely'

/**
 * Used articles, from an agreement between who holds them and who collects them to what became of each weighing. Weights are whole
 * grams; the database itself lets nobody sort more than was weighed, nor give back more than was recycled.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table collection_agreement (
      id uuid not null constraint collection_agreement_pkey primary key,
      holder_id uuid not null references organisation (id),
      partner_id uuid not null references organisation (id),
      -- A stream of db/recycling: polyester, cotton…
      stream text not null,
      starts_on date not null,
      every_weeks integer not null,
      -- What the holder expects to hand over each time.
      expected_grams integer not null,
      note text not null default '',
      state text not null default 'proposed',
      reason text not null default '',
      -- Who says for the holder that nothing infectious is handed over; null in a demonstration.
      attested_by uuid references "user" (id) on delete set null,
      proposed_at timestamptz not null default now(),
      answered_at timestamptz,
      ended_at timestamptz,
      constraint collection_agreement_state_check
        check (state in ('proposed', 'agreed', 'refused', 'withdrawn', 'ended')),
      constraint collection_agreement_parties_check check (holder_id <> partner_id),
      constraint collection_agreement_figures_check check (every_weeks between 1 and 52 and expected_grams > 0)
    )`.execute(db)
  // Two of the same parties about the same material, at the same time, would be one.
  await sql`create unique index collection_agreement_key on collection_agreement (holder_id, partner_id, stream)
    where state in ('proposed', 'agreed')`.execute(db)
  await sql`create index collection_agreement_partner_index on collection_agreement (partner_id)`.execute(db)
  await sql`
    create table collection_round (
      id uuid not null constraint collection_round_pkey primary key,
      agreement_id uuid not null references collection_agreement (id) on delete cascade,
      day date not null,
      state text not null default 'planned',
      reason text not null default '',
      constraint collection_round_state_check check (state in ('planned', 'collected', 'cancelled'))
    )`.execute(db)
  await sql`create unique index collection_round_planned_key on collection_round (agreement_id)
    where state = 'planned'`.execute(db)
  await sql`create index collection_round_agreement_index on collection_round (agreement_id)`.execute(db)
  await sql`
    create table collected_lot (
      id uuid not null constraint collected_lot_pkey primary key,
      round_id uuid not null references collection_round (id) on delete cascade,
      item text not null,
      grams integer not null,
      sorted_grams integer not null default 0,
      constraint collected_lot_item_key unique (round_id, item),
      constraint collected_lot_grams_check check (grams > 0),
      constraint collected_lot_sorted_check check (sorted_grams between 0 and grams)
    )`.execute(db)
  await sql`
    create table sorted_lot (
      id uuid not null constraint sorted_lot_pkey primary key,
      lot_id uuid not null references collected_lot (id) on delete cascade,
      outcome text not null,
      -- What it is recycled into: an item of the catalogue.
      material text,
      grams integer not null,
      day date not null,
      note text not null default '',
      -- The material made of it, weighed, and who took it.
      given_grams integer,
      given_on date,
      given_to text not null default '',
      constraint sorted_lot_outcome_check check (outcome in ('reuse', 'recycle', 'disposal')),
      constraint sorted_lot_grams_check check (grams > 0),
      constraint sorted_lot_material_check check ((outcome = 'recycle') = (material is not null)),
      constraint sorted_lot_given_check check (
        (given_grams is null) = (given_on is null)
        and (given_grams is null or (outcome = 'recycle' and given_grams between 0 and grams))
      )
    )`.execute(db)
  await sql`create index sorted_lot_lot_index on sorted_lot (lot_id)`.execute(db)
}
