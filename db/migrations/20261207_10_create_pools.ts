import { type Kysely, sql } from 'kysely'

/**
 * Pools: buyers who buy one item together, the agreement that each has signed in which version, and the needs that each brings.
 * A need is in one pool at most.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pool (
      id uuid not null constraint pool_pkey primary key,
      coordinator_id uuid not null references organisation (id) on delete cascade,
      -- The operator that proposed it.
      proposed_by uuid references organisation (id) on delete set null,
      item text not null,
      title text not null,
      legal_form text not null,
      rule_slug text not null,
      rule_revision integer not null,
      purchase text not null,
      pays text not null,
      orders text not null,
      text text not null,
      access text not null,
      join_by date not null,
      state text not null default 'forming',
      -- Of the agreement: each change is signed anew.
      version integer not null default 1,
      -- The need that all of it is bought as.
      need_id uuid constraint pool_need_id_key unique references need (id),
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      constraint pool_legal_form_check check (legal_form in ('group', 'central-buyer', 'hospital-group')),
      constraint pool_purchase_check check (purchase in ('order', 'framework')),
      constraint pool_doers_check check (pays in ('each', 'coordinator') and orders in ('each', 'coordinator')),
      constraint pool_access_check check (access in ('open', 'invited')),
      constraint pool_state_check check (state in ('proposed', 'forming', 'fixed', 'dissolved')),
      constraint pool_fixed_check check (state <> 'fixed' or need_id is not null)
    )`.execute(db)
  await sql`create index pool_coordinator_id_index on pool (coordinator_id)`.execute(db)
  await sql`
    create table pool_member (
      pool_id uuid not null references pool (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      state text not null,
      minimum integer not null default 0,
      -- Its own estimate of its most, ex tax.
      estimate_cents bigint,
      signed_version integer,
      signed_by uuid references "user" (id) on delete set null,
      signed_at timestamptz,
      reason text not null default '',
      constraint pool_member_pkey primary key (pool_id, organisation_id),
      constraint pool_member_state_check check (state in ('invited', 'joined', 'left')),
      constraint pool_member_minimum_check check (minimum >= 0),
      constraint pool_member_estimate_check check (estimate_cents > 0),
      constraint pool_member_signed_check check (signed_version is null or state = 'joined')
    )`.execute(db)
  await sql`create index pool_member_organisation_id_index on pool_member (organisation_id)`.execute(db)
  await sql`
    create table pool_consent (
      pool_id uuid not null,
      organisation_id uuid not null,
      version integer not null,
      by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      -- The agreement as it was signed.
      content jsonb not null,
      constraint pool_consent_pkey primary key (pool_id, organisation_id, version),
      constraint pool_consent_member_fkey foreign key (pool_id, organisation_id)
        references pool_member (pool_id, organisation_id) on delete cascade
    )`.execute(db)
  await sql`
    create table pool_share (
      pool_id uuid not null,
      need_id uuid not null constraint pool_share_pkey primary key references need (id),
      organisation_id uuid not null,
      address text not null,
      lines jsonb not null,
      was_published boolean not null default false,
      constraint pool_share_member_fkey foreign key (pool_id, organisation_id)
        references pool_member (pool_id, organisation_id) on delete cascade
    )`.execute(db)
  await sql`create index pool_share_pool_id_index on pool_share (pool_id)`.execute(db)
}
