import { type Kysely, sql } from 'kysely'

/** Needs with their sizes, tranches and norms, and each published revision as it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table need (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      state text not null default 'draft',
      revision integer not null default 0,
      version integer not null default 1,
      item text,
      family text,
      claim text not null,
      quantity integer not null,
      packaging text,
      commune text not null,
      department text not null,
      latitude double precision not null,
      longitude double precision not null,
      precision text not null,
      regional_depth text not null default 'item',
      minimum_washes integer,
      recyclable boolean not null default false,
      text text not null default '',
      ceiling_cents bigint,
      maximum_partners integer not null default 4,
      weights jsonb,
      visibility text not null default 'members',
      excluded_firms uuid[] not null default '{}',
      reserved_for text[] not null default '{}',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      search tsvector generated always as (to_tsvector('french_unaccent', text)) stored not null,
      constraint need_state_check check (state in ('draft', 'published', 'withdrawn')),
      constraint need_subject_check check ((item is null) <> (family is null)),
      constraint need_claim_check check (claim in ('protects-patient', 'protects-wearer', 'none')),
      constraint need_quantity_check check (quantity > 0),
      constraint need_precision_check check (precision in ('address', 'commune', 'postal-code', 'area')),
      constraint need_regional_depth_check check (regional_depth in ('item', 'first-inputs', 'all')),
      constraint need_minimum_washes_check check (minimum_washes > 0),
      constraint need_ceiling_cents_check check (ceiling_cents > 0),
      constraint need_maximum_partners_check check (maximum_partners between 1 and 5),
      constraint need_visibility_check check (visibility in ('public', 'members', 'invited')),
      constraint need_reserved_for_check check (reserved_for <@ array['esat', 'ea', 'siae'])
    )`.execute(db)
  await sql`create index need_organisation_id_index on need (organisation_id, created_at)`.execute(db)
  await sql`create index need_published_index on need (published_at) where state = 'published'`.execute(db)
  await sql`create index need_search_index on need using gin (search)`.execute(db)
  await sql`
    create table need_size (
      need_id uuid not null references need (id) on delete cascade,
      size text not null,
      quantity integer not null,
      position integer not null,
      constraint need_size_pkey primary key (need_id, size),
      constraint need_size_quantity_check check (quantity > 0)
    )`.execute(db)
  await sql`
    create table need_tranche (
      need_id uuid not null references need (id) on delete cascade,
      due date not null,
      quantity integer not null,
      constraint need_tranche_pkey primary key (need_id, due),
      constraint need_tranche_quantity_check check (quantity > 0)
    )`.execute(db)
  await sql`
    create table need_norm (
      need_id uuid not null references need (id) on delete cascade,
      norm text not null,
      position integer not null,
      constraint need_norm_pkey primary key (need_id, norm)
    )`.execute(db)
  await sql`
    create table need_revision (
      need_id uuid not null references need (id) on delete cascade,
      revision integer not null,
      content jsonb not null,
      at timestamptz not null default now(),
      constraint need_revision_pkey primary key (need_id, revision)
    )`.execute(db)
}
