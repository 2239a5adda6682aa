import { type Kysely, sql } from 'kysely'

/** Rounds of negotiation after the opening: who was invited to each, to negotiate what and by when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tender
      add column round integer not null default 1,
      -- Until when offers of a later round are received.
      add column round_deadline timestamptz,
      -- Whether it may be awarded on the first offers although a negotiation is announced (R2123-5).
      add column may_award_first boolean not null default true,
      -- How many of the best are invited to negotiate; null where all are.
      add column negotiates_with integer,
      drop constraint tender_state_check,
      add constraint tender_state_check check (state in
        ('draft', 'published', 'opened', 'negotiating', 'awarded', 'concluded', 'unsuccessful', 'cancelled')),
      add constraint tender_round_check check (round > 0
        and (state <> 'negotiating' or round > 1 and round_deadline is not null)),
      add constraint tender_negotiates_with_check check (negotiates_with between 1 and 50)`.execute(db)
  await sql`
    create table tender_round (
      tender_id uuid not null references tender (id) on delete cascade,
      number integer not null,
      -- What is negotiated, in the one text that all who are invited read.
      points text not null,
      deadline timestamptz not null,
      invited_by uuid references "user" (id) on delete set null,
      invited_at timestamptz not null default now(),
      opened_at timestamptz,
      constraint tender_round_pkey primary key (tender_id, number),
      constraint tender_round_number_check check (number > 1)
    )`.execute(db)
  await sql`
    create table tender_round_invited (
      tender_id uuid not null,
      number integer not null,
      -- The offer that its bidder is invited with, and that stands unless it makes another.
      offer_id uuid not null references offer (id) on delete cascade,
      constraint tender_round_invited_pkey primary key (tender_id, number, offer_id),
      constraint tender_round_invited_round_fkey foreign key (tender_id, number)
        references tender_round (tender_id, number) on delete cascade
    )`.execute(db)
  // An offer that another of a later round has taken the place of is kept as it was opened.
  await sql`
    alter table offer
      drop constraint offer_state_check,
      add constraint offer_state_check check (state in
        ('sealed', 'late', 'withdrawn', 'opened', 'replaced', 'refused')),
      drop constraint offer_opened_check,
      add constraint offer_opened_check check ((state in ('opened', 'replaced')) = (content is not null)
        and (state in ('opened', 'replaced')) = (opened_at is not null))`.execute(db)
}
