import { type Kysely, sql } from 'kysely'

/**
 * Groups of firms as they are formed: who makes which lot and for what share, which version of that each has consented to,
 * and each partner's own copy of its price. What of the offers rests on them is kept with these. Tenders until now said nowhere that a
 * firm may answer once alone, so it is forbidden in none of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bidder_group_part (
      group_id uuid not null,
      organisation_id uuid not null,
      lot integer not null,
      -- Hundredths of a per cent of the lot, of a partner: those of all partners make 10,000. Of a subcontractor, what of the
      -- lot a partner gives it; the others need none.
      share integer,
      work text not null,
      constraint bidder_group_part_pkey primary key (group_id, organisation_id, lot),
      constraint bidder_group_part_member_fkey foreign key (group_id, organisation_id)
        references bidder_group_member (group_id, organisation_id) on delete cascade,
      constraint bidder_group_part_share_check check (share between 1 and 10000)
    )`.execute(db)
  await sql`
    insert into bidder_group_part (group_id, organisation_id, lot, share, work)
    select group_id, organisation_id, number, round(share_percent * 100)::integer, work
    from bidder_group_member join bidder_group on bidder_group.id = group_id
      join tender_lot on tender_lot.tender_id = bidder_group.tender_id`.execute(db)
  await sql`
    alter table bidder_group_member
      drop column share_percent,
      drop column work,
      -- Why it declined, or left.
      add column reason text,
      -- What its own copy of the price is sealed to; the private key is locked with a code that it chose.
      add column public_key bytea,
      add column locked_private_key bytea,
      add constraint bidder_group_member_reason_check check (reason is null or state = 'declined'),
      add constraint bidder_group_member_keys_check
        check ((public_key is null) = (locked_private_key is null))`.execute(db)
  await sql`
    alter table bidder_group
      -- Whether partners see their own price of the offer, or all of it.
      add column shows text not null default 'whole',
      add column created_by uuid references "user" (id) on delete set null,
      add constraint bidder_group_shows_check check (shows = 'whole' or shows = 'own' and form <> 'solidaire')`.execute(
    db,
  )
  await sql`create index bidder_group_tender_id_index on bidder_group (tender_id)`.execute(db)
  await sql`
    create table bidder_group_consent (
      group_id uuid not null references bidder_group (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      version integer not null,
      by uuid references "user" (id) on delete set null,
      at timestamptz not null,
      -- What was consented to: form, members, parts, and the lead's power.
      composition jsonb not null,
      constraint bidder_group_consent_pkey primary key (group_id, organisation_id, version)
    )`.execute(db)
  await sql`
    alter table offer
      -- The version of its group that it was sealed for.
      add column group_version integer,
      -- Lots it answers, where the tender lets a firm answer each once alone.
      add column lots integer[]`.execute(db)
  await sql`
    create table offer_member_copy (
      offer_id uuid not null references offer (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      -- Under the partner's public key.
      sealed bytea not null,
      constraint offer_member_copy_pkey primary key (offer_id, organisation_id)
    )`.execute(db)
  await sql`alter table tender alter column several_offers set default true`.execute(db)
  await sql`update tender set several_offers = true`.execute(db)
}
