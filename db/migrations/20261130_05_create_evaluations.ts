import { type Kysely, sql } from 'kysely'

/** What a buyer holds opened offers to be, marks, prices to be justified, awards and the letters that told of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table offer_judgement (
      offer_id uuid not null references offer (id) on delete cascade,
      lot integer not null,
      verdict text not null,
      reason text not null,
      judged_by uuid references "user" (id) on delete set null,
      judged_at timestamptz not null default now(),
      constraint offer_judgement_pkey primary key (offer_id, lot),
      constraint offer_judgement_verdict_check check (verdict in
        ('regular', 'irregular', 'unacceptable', 'inappropriate', 'abnormally-low')),
      -- Whoever is turned away learns why.
      constraint offer_judgement_reason_check check (verdict = 'regular' or reason <> '')
    )`.execute(db)
  await sql`
    create table offer_mark (
      offer_id uuid not null references offer (id) on delete cascade,
      lot integer not null,
      -- Its place among the tender's criteria. The price has none here: a formula marks it.
      criterion integer not null,
      mark integer not null,
      justification text not null,
      marked_by uuid references "user" (id) on delete set null,
      marked_at timestamptz not null default now(),
      constraint offer_mark_pkey primary key (offer_id, lot, criterion),
      constraint offer_mark_mark_check check (mark between 0 and 100),
      constraint offer_mark_justification_check check (justification <> '')
    )`.execute(db)
  await sql`
    create table price_question (
      offer_id uuid not null references offer (id) on delete cascade,
      lot integer not null,
      text text not null,
      due date not null,
      asked_by uuid references "user" (id) on delete set null,
      asked_at timestamptz not null default now(),
      answer text,
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint price_question_pkey primary key (offer_id, lot),
      constraint price_question_answer_check check ((answer is null) = (answered_at is null))
    )`.execute(db)
  await sql`
    create table award (
      tender_id uuid primary key references tender (id) on delete cascade,
      awarded_by uuid references "user" (id) on delete set null,
      at timestamptz not null default now(),
      signable_from date not null
    )`.execute(db)
  await sql`
    create table lot_award (
      tender_id uuid not null,
      lot integer not null,
      -- Null where no offer was regular.
      offer_id uuid references offer (id),
      reason text not null,
      contract_id uuid references contract (id),
      constraint lot_award_pkey primary key (tender_id, lot),
      constraint lot_award_lot_fkey foreign key (tender_id, lot)
        references tender_lot (tender_id, number) on delete cascade,
      constraint lot_award_contract_check check (contract_id is null or offer_id is not null)
    )`.execute(db)
  await sql`
    create table decision_letter (
      offer_id uuid primary key references offer (id) on delete cascade,
      content jsonb not null,
      sent_at timestamptz not null default now()
    )`.execute(db)
}
