import { type Kysely, sql } from 'kysely'

/** Groups of firms, sealed offers with their receipts, when each was received, and when the platform was there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bidder_group (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      lead_id uuid not null references organisation (id) on delete cascade,
      form text not null,
      state text not null default 'forming',
      -- Each change of its members adds one, and their consents fall.
      version integer not null default 1,
      created_at timestamptz not null default now(),
      constraint bidder_group_form_check check (form in ('conjoint', 'conjoint-liable-lead', 'solidaire')),
      constraint bidder_group_state_check check (state in ('forming', 'dissolved'))
    )`.execute(db)
  // R2142-23: one firm leads one group at most in one tender.
  await sql`
    create unique index bidder_group_lead_key on bidder_group (tender_id, lead_id) where state <> 'dissolved'`.execute(
    db,
  )
  await sql`
    create table bidder_group_member (
      group_id uuid not null references bidder_group (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      role text not null,
      -- Of the whole, for partners; the others need none.
      share_percent numeric(5, 2),
      work text not null default '',
      state text not null default 'invited',
      -- The version of the group that it has consented to.
      consented_version integer,
      invited_at timestamptz not null default now(),
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint bidder_group_member_pkey primary key (group_id, organisation_id),
      constraint bidder_group_member_role_check check (role in ('partner', 'subcontractor', 'supplier', 'laboratory')),
      constraint bidder_group_member_state_check check (state in ('invited', 'consented', 'declined')),
      constraint bidder_group_member_share_check check ((share_percent is not null) = (role in ('partner', 'subcontractor'))
        and (share_percent is null or share_percent > 0 and share_percent <= 100)),
      constraint bidder_group_member_consent_check check ((state = 'consented') = (consented_version is not null))
    )`.execute(db)
  await sql`create index bidder_group_member_organisation_id_index on bidder_group_member (organisation_id)`.execute(
    db,
  )

  await sql`
    create table offer (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      -- Whoever offers: alone, or as the lead of a group.
      organisation_id uuid not null references organisation (id) on delete cascade,
      group_id uuid references bidder_group (id) on delete cascade,
      round integer not null default 1,
      state text not null,
      version integer not null default 1,
      -- Under the tender's public key; nobody can read it before the opening.
      sealed bytea not null,
      -- SHA-256 of what is sealed, in hexadecimal.
      digest text not null,
      received_at timestamptz not null,
      -- The bidder's own copy, under the code that it chose.
      copy bytea not null,
      -- What the buyer decided on an offer that was received late.
      late_decision text,
      late_reason text,
      -- What was sealed, once it is opened.
      content jsonb,
      opened_at timestamptz,
      constraint offer_state_check check (state in ('sealed', 'late', 'withdrawn', 'opened', 'refused')),
      constraint offer_late_decision_check check (late_decision in ('accepted', 'refused')
        and late_reason is not null or late_decision is null and late_reason is null),
      constraint offer_opened_check check ((state = 'opened') = (content is not null)
        and (state = 'opened') = (opened_at is not null))
    )`.execute(db)
  await sql`
    create unique index offer_bidder_key on offer (tender_id, organisation_id, round)
      where group_id is null`.execute(db)
  await sql`create unique index offer_group_key on offer (group_id, round)`.execute(db)

  await sql`
    create table offer_receipt (
      offer_id uuid not null references offer (id) on delete cascade,
      version integer not null,
      digest text not null,
      bytes integer not null,
      at timestamptz not null,
      by uuid references "user" (id) on delete set null,
      constraint offer_receipt_pkey primary key (offer_id, version)
    )`.execute(db)

  await sql`
    create table offer_attempt (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      by uuid references "user" (id) on delete set null,
      first_byte_at timestamptz not null,
      last_byte_at timestamptz not null,
      outcome text not null,
      constraint offer_attempt_outcome_check check (outcome in ('sealed', 'kept-late', 'refused-late'))
    )`.execute(db)
  await sql`create index offer_attempt_tender_id_index on offer_attempt (tender_id, last_byte_at)`.execute(db)

  await sql`
    create table server_beat (
      server_id uuid not null,
      at timestamptz not null,
      constraint server_beat_pkey primary key (at, server_id)
    )`.execute(db)
}
