import { type Kysely, sql } from 'kysely'

/** Organisations with their roles, their members, invitations and sites; and the French search configuration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists unaccent`.execute(db)
  await sql`create extension if not exists pg_trgm`.execute(db)
  // French stemming that finds "tissees" for "tissées": accents go first.
  await sql`create text search configuration french_unaccent (copy = french)`.execute(db)
  await sql`
    alter text search configuration french_unaccent
      alter mapping for hword, hword_part, word with unaccent, french_stem`.execute(db)

  await sql`
    create table organisation (
      id uuid primary key,
      name text not null,
      roles text[] not null,
      structure text not null,
      buyer_regime text,
      buyer_kind text,
      siren text not null constraint organisation_siren_key unique,
      status text not null default 'unverified',
      demonstration boolean not null default false,
      notification_seq bigint not null default 0,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      constraint organisation_roles_check
        check (roles <@ array['firm', 'buyer', 'operator', 'laboratory'] and cardinality(roles) > 0),
      constraint organisation_structure_check
        check (structure in ('company', 'esat', 'ea', 'siae', 'public-body', 'association')),
      constraint organisation_buyer_regime_check check (buyer_regime in ('public', 'private')),
      constraint organisation_buyer_kind_check
        check (buyer_kind in ('hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator')),
      constraint organisation_buyer_check
        check (not ('buyer' = any (roles)) or (buyer_regime is not null and buyer_kind is not null)),
      constraint organisation_siren_check check (siren ~ '^[0-9]{9}$'),
      constraint organisation_status_check check (status in ('unverified', 'verified', 'suspended'))
    )`.execute(db)
  await sql`create index organisation_name_trigram on organisation using gin (name gin_trgm_ops)`.execute(db)

  await sql`
    create table member (
      organisation_id uuid not null references organisation (id) on delete cascade,
      user_id uuid not null references "user" (id) on delete cascade,
      role text not null,
      duties text[] not null default '{}',
      state text not null default 'active',
      created_at timestamptz not null default now(),
      constraint member_pkey primary key (organisation_id, user_id),
      constraint member_role_check check (role in ('owner', 'editor', 'viewer')),
      constraint member_duties_check
        check (duties <@ array['verifier', 'planner', 'stock-keeper', 'buyer', 'administrator']),
      constraint member_state_check check (state in ('active', 'waiting'))
    )`.execute(db)
  await sql`create index member_user_id_index on member (user_id)`.execute(db)

  await sql`
    create table invitation (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      email text not null,
      role text not null,
      token_hash text not null constraint invitation_token_hash_key unique,
      invited_by uuid references "user" (id) on delete set null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      created_at timestamptz not null default now(),
      constraint invitation_role_check check (role in ('owner', 'editor', 'viewer'))
    )`.execute(db)
  await sql`
    create unique index invitation_pending_key on invitation (organisation_id, lower(email))
      where accepted_at is null`.execute(db)

  await sql`
    create table site (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      name text not null,
      siret text constraint site_siret_key unique,
      address text,
      commune text not null,
      department text not null,
      latitude double precision not null,
      longitude double precision not null,
      precision text not null,
      clean_room boolean not null default false,
      position integer not null default 0,
      created_at timestamptz not null default now(),
      constraint site_siret_check check (siret ~ '^[0-9]{14}$'),
      constraint site_precision_check check (precision in ('address', 'commune', 'postal-code', 'area')),
      constraint site_latitude_check check (latitude between -90 and 90),
      constraint site_longitude_check check (longitude between -180 and 180)
    )`.execute(db)
  await sql`create index site_organisation_id_index on site (organisation_id, position)`.execute(db)
}
