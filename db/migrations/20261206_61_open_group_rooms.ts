import { type Kysely, sql } from 'kysely'

/**
 * Rooms: threads of more than two, whose readers come and go. Each reads what was written since it came. Threads between two
 * stay as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table thread
      alter column first_id drop not null,
      alter column second_id drop not null,
      drop constraint thread_parties_check,
      -- A room is nobody's in particular: its readers are its parties.
      add constraint thread_parties_check
        check ((first_id is null) = (second_id is null) and (first_id is null or first_id < second_id))`.execute(
    db,
  )
  await sql`create unique index thread_room_key on thread (subject_kind, subject_id) where first_id is null`.execute(
    db,
  )
  await sql`
    alter table thread_party
      -- The last message that was there before it came: it reads what was written since.
      add column since_seq integer not null default 0`.execute(db)
}
