import { type Kysely, sql } from 'kysely'

/**
 * How often each member is written to of what, what waits for the next mail that gathers, and for which member a mail is:
 * from that its way out is made when it leaves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_preference (
      organisation_id uuid not null,
      user_id uuid not null,
      kind text not null,
      cadence text not null,
      constraint mail_preference_pkey primary key (organisation_id, user_id, kind),
      constraint mail_preference_cadence_check check (cadence in ('immediate', 'daily', 'weekly', 'never')),
      constraint mail_preference_member_fkey foreign key (organisation_id, user_id)
        references member (organisation_id, user_id) on delete cascade
    )`.execute(db)
  await sql`
    create table mail_waiting (
      id uuid primary key,
      organisation_id uuid not null,
      user_id uuid not null,
      kind text not null,
      subject text not null,
      body text not null,
      at timestamptz not null default now(),
      constraint mail_waiting_member_fkey foreign key (organisation_id, user_id)
        references member (organisation_id, user_id) on delete cascade
    )`.execute(db)
  await sql`create index mail_waiting_member_index on mail_waiting (organisation_id, user_id)`.execute(db)
  await sql`
    alter table mail
      add column language text not null default 'fr',
      add column kind text,
      add column organisation_id uuid,
      add column user_id uuid,
      add constraint mail_member_check check ((kind is null) = (organisation_id is null)
        and (kind is null) = (user_id is null))`.execute(db)
}
