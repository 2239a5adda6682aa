import { type Kysely, sql } from 'kysely'

/** What the engine found for each published need, who was told of it, and the catalogue it computed with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ranking (
      need_id uuid primary key references need (id) on delete cascade,
      need_revision integer not null,
      -- The last event the engine had seen: an older state never overwrites a newer one.
      transaction_id xid8 not null,
      event_id bigint not null,
      as_of date not null,
      engine_version text not null,
      catalogue_version text not null,
      content_digest text not null,
      exact boolean not null,
      candidates integer not null,
      knocked_out jsonb not null,
      weights jsonb not null,
      version integer not null default 1,
      computed_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table match (
      need_id uuid not null references ranking (need_id) on delete cascade,
      partnership_key text not null,
      rank integer not null,
      score real not null,
      feasible boolean not null,
      partnership jsonb not null,
      constraint match_pkey primary key (need_id, partnership_key),
      constraint match_score_check check (score between 0 and 1),
      constraint match_rank_check check (rank > 0)
    )`.execute(db)
  await sql`create index match_rank_index on match (need_id, rank)`.execute(db)
  await sql`
    create table match_member (
      need_id uuid not null,
      partnership_key text not null,
      organisation_id uuid not null references organisation (id) on delete cascade,
      constraint match_member_pkey primary key (need_id, partnership_key, organisation_id),
      constraint match_member_match_fkey foreign key (need_id, partnership_key)
        references match (need_id, partnership_key) on delete cascade
    )`.execute(db)
  await sql`create index match_member_organisation_id_index on match_member (organisation_id)`.execute(db)
  // "Told once": one row a (organisation, kind, need, partnership), with the state it was last told in.
  await sql`
    create table told (
      organisation_id uuid not null references organisation (id) on delete cascade,
      kind text not null,
      need_id uuid not null references need (id) on delete cascade,
      partnership_key text not null,
      feasible boolean not null,
      in_first_ten boolean not null,
      at timestamptz not null default now(),
      constraint told_pkey primary key (organisation_id, kind, need_id, partnership_key)
    )`.execute(db)
  await sql`
    create table catalogue_record (
      kind text not null,
      slug text not null,
      revision integer not null,
      origin text not null,
      valid_from timestamptz not null default now(),
      position integer not null default 0,
      content jsonb not null,
      constraint catalogue_record_pkey primary key (kind, slug, revision),
      constraint catalogue_record_origin_check check (origin in ('shipped', 'operator'))
    )`.execute(db)
  await sql`
    create table catalogue_proposal (
      kind text not null,
      slug text not null,
      content jsonb not null,
      at timestamptz not null default now(),
      constraint catalogue_proposal_pkey primary key (kind, slug)
    )`.execute(db)
}
