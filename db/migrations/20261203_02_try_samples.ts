import { type Kysely, sql } from 'kysely'

/** What samples are tried by, and what became of those that go with offers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tender_lot add column sample_questions text[] not null default '{}'`.execute(db)
  await sql`
    create table offer_sample (
      offer_id uuid not null references offer (id) on delete cascade,
      lot integer not null,
      -- What the bidder says.
      sent_on date,
      sent_note text not null default '',
      said_by uuid references "user" (id) on delete set null,
      -- What the buyer records, once the offers are opened.
      received_on date,
      -- One a question of the lot, from 1 to 5; null where it was not tried.
      scores integer[] not null default '{}',
      remarks text not null default '',
      recorded_by uuid references "user" (id) on delete set null,
      constraint offer_sample_pkey primary key (offer_id, lot),
      constraint offer_sample_scores_check
        check (1 <= all (array_remove(scores, null)) and 5 >= all (array_remove(scores, null))),
      constraint offer_sample_tried_check check (received_on is not null or scores = '{}')
    )`.execute(db)
}
