import { type Kysely, sql } from 'kysely'

/** Firms that a buyer has asked about a need, what was asked, and what they said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sourcing_contact (
      need_id uuid not null references need (id) on delete cascade,
      firm_id uuid not null references organisation (id) on delete cascade,
      -- Of the partnership it was asked as a member of.
      partnership_key text,
      -- What it would do there, as the engine found it then.
      work jsonb not null,
      state text not null default 'asked',
      text text not null,
      asked_by uuid references "user" (id) on delete set null,
      asked_at timestamptz not null default now(),
      reminded_at timestamptz,
      reminders integer not null default 0,
      reason text,
      answer text not null default '',
      answered_by uuid references "user" (id) on delete set null,
      answered_at timestamptz,
      version integer not null default 1,
      constraint sourcing_contact_pkey primary key (need_id, firm_id),
      constraint sourcing_contact_state_check check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
      constraint sourcing_contact_reason_check check ((state = 'declined') = (reason is not null)
        and (reason is null or reason in ('no-capacity', 'too-late', 'not-our-work', 'too-small', 'price', 'other')))
    )`.execute(db)
  await sql`create index sourcing_contact_firm_id_index on sourcing_contact (firm_id, asked_at)`.execute(db)
}
