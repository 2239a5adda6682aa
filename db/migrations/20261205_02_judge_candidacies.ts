import { type Kysely, sql } from 'kysely'

/** What a tender asks of candidates, and what its buyer holds each of them to be, apart from what it offers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tender
      add column conditions jsonb not null default '{"economic": "", "technical": ""}'`.execute(db)
  await sql`
    create table candidacy (
      offer_id uuid not null references offer (id) on delete cascade,
      -- The bidder, or a partner of its group.
      organisation_id uuid not null references organisation (id) on delete cascade,
      verdict text,
      ground text,
      reason text not null default '',
      judged_by uuid references "user" (id) on delete set null,
      judged_at timestamptz,
      -- What it was asked to complete.
      text text,
      due date,
      asked_by uuid references "user" (id) on delete set null,
      asked_at timestamptz,
      answer text,
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      constraint candidacy_pkey primary key (offer_id, organisation_id),
      constraint candidacy_verdict_check check (verdict in ('admitted', 'set-aside')
        and (verdict is null) = (judged_at is null)),
      -- Whoever is set aside learns by which article, and why.
      constraint candidacy_ground_check check ((verdict is not distinct from 'set-aside') = (ground is not null)
        and (ground is null or reason <> '')),
      constraint candidacy_asked_check check ((text is null) = (due is null) and (text is null) = (asked_at is null)),
      constraint candidacy_answer_check check ((answer is null) = (answered_at is null)
        and (answer is null or text is not null))
    )`.execute(db)
}
