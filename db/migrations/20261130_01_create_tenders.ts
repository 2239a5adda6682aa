import { type Kysely, sql } from 'kysely'

/** Tenders with their lots, what was published of them, questions and answers, who was told, and who holds their key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tender (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      state text not null default 'draft',
      -- 0 until it is published; each amendment adds one.
      revision integer not null default 0,
      version integer not null default 1,
      title text not null,
      procedure text not null,
      -- Whether whoever can answer may, or the firms that were asked alone.
      access text not null,
      description text not null default '',
      criteria jsonb not null,
      questions_until timestamptz,
      deadline timestamptz,
      -- Days for which an offer binds its bidder, from the deadline.
      validity_days integer not null default 90,
      negotiation boolean not null default false,
      several_offers boolean not null default false,
      -- Of the rule the procedure follows, on the day of publication.
      least_answer_days integer,
      standstill_days integer,
      public_key bytea,
      relaunched_from uuid references tender (id) on delete set null,
      ended_reason text,
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      opened_at timestamptz,
      ended_at timestamptz,
      constraint tender_state_check check (state in
        ('draft', 'published', 'opened', 'awarded', 'concluded', 'unsuccessful', 'cancelled')),
      constraint tender_procedure_check check (procedure in ('without-publicity', 'adapted', 'formal', 'quotes')),
      constraint tender_access_check check (access in ('open', 'invited')),
      constraint tender_validity_days_check check (validity_days between 1 and 365),
      -- Nothing is published without a day to answer by, and a key to seal what is answered.
      constraint tender_published_check check (state = 'draft' or revision > 0
        and deadline is not null and questions_until < deadline and public_key is not null
        and published_at is not null),
      constraint tender_ended_check check ((state in ('unsuccessful', 'cancelled')) = (ended_reason is not null))
    )`.execute(db)
  await sql`create index tender_organisation_id_index on tender (organisation_id, created_at)`.execute(db)
  await sql`create index tender_published_index on tender (deadline) where state <> 'draft'`.execute(db)

  await sql`
    create table tender_lot (
      tender_id uuid not null references tender (id) on delete cascade,
      number integer not null,
      need_id uuid not null references need (id),
      need_revision integer not null,
      title text not null,
      item text,
      family text,
      -- Sizes by dates of delivery: what a price is asked for.
      lines jsonb not null,
      packaging text,
      norms text[] not null default '{}',
      commune text not null,
      reserved_for text[] not null default '{}',
      sample_count integer not null default 0,
      sample_due date,
      sample_test text not null default '',
      constraint tender_lot_pkey primary key (tender_id, number),
      constraint tender_lot_need_id_key unique (tender_id, need_id),
      constraint tender_lot_number_check check (number > 0),
      constraint tender_lot_subject_check check ((item is null) <> (family is null)),
      constraint tender_lot_reserved_for_check check (reserved_for <@ array['esat', 'ea', 'siae']),
      constraint tender_lot_sample_check check (sample_count >= 0 and (sample_count > 0) = (sample_due is not null))
    )`.execute(db)
  await sql`create index tender_lot_need_id_index on tender_lot (need_id)`.execute(db)

  await sql`
    create table tender_revision (
      tender_id uuid not null references tender (id) on delete cascade,
      revision integer not null,
      content jsonb not null,
      -- Why it was amended; empty for the first.
      reason text not null,
      at timestamptz not null default now(),
      constraint tender_revision_pkey primary key (tender_id, revision)
    )`.execute(db)

  await sql`
    create table tender_told (
      tender_id uuid not null references tender (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      at timestamptz not null default now(),
      constraint tender_told_pkey primary key (tender_id, organisation_id)
    )`.execute(db)

  await sql`
    create table tender_question (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      -- Never shown: the answer is to all.
      asked_by_organisation_id uuid not null references organisation (id) on delete cascade,
      asked_by uuid references "user" (id) on delete set null,
      text text not null,
      asked_at timestamptz not null default now(),
      answer text,
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint tender_question_answer_check check ((answer is null) = (answered_at is null))
    )`.execute(db)
  await sql`create index tender_question_tender_id_index on tender_question (tender_id, asked_at)`.execute(db)

  await sql`
    create table tender_key_part (
      tender_id uuid not null references tender (id) on delete cascade,
      part integer not null,
      -- A person who holds it, or whoever wrote the recovery code down.
      user_id uuid references "user" (id) on delete set null,
      recovery boolean not null,
      public_key bytea not null,
      -- Under the holder's passphrase, or the recovery code.
      locked_private_key bytea not null,
      -- A third of the tender's private key, sealed to this holder; none before publication.
      sealed_part bytea,
      taken_at timestamptz not null default now(),
      constraint tender_key_part_pkey primary key (tender_id, part),
      constraint tender_key_part_part_check check (part between 1 and 3),
      constraint tender_key_part_recovery_check check (recovery = (part = 3))
    )`.execute(db)
  await sql`
    create unique index tender_key_part_holder_key on tender_key_part (tender_id, user_id) where not recovery`.execute(
    db,
  )
  await sql`
    create table tender_key_given (
      tender_id uuid not null,
      from_part integer not null,
      to_part integer not null,
      -- The giver's third, sealed to the other holder.
      sealed_part bytea not null,
      at timestamptz not null default now(),
      constraint tender_key_given_pkey primary key (tender_id, from_part, to_part),
      constraint tender_key_given_from_fkey foreign key (tender_id, from_part)
        references tender_key_part (tender_id, part) on delete cascade,
      constraint tender_key_given_to_fkey foreign key (tender_id, to_part)
        references tender_key_part (tender_id, part) on delete cascade,
      constraint tender_key_given_other_check check (from_part <> to_part)
    )`.execute(db)
}
