import { type Kysely, sql } from 'kysely'

/**
 * The log as a chain of digests, and pseudonyms that stand for people in it. Events so far name people by the ids of
 * their accounts; these are replaced while nothing is sealed yet. The sealer takes them all at the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pseudonym (
      id uuid primary key,
      user_id uuid not null unique references "user" (id) on delete cascade,
      salt uuid not null default gen_random_uuid()
    )`.execute(db)
  // A pseudonym is drawn from the account and a salt that goes with it: nobody can be put in another's place, and once
  // the row is erased nothing leads from one to the other.
  await sql`
    create function pseudonym_of(salt uuid, user_id uuid) returns uuid language sql immutable as $$
      select substr(encode(sha256(uuid_send(salt) || uuid_send(user_id)), 'hex'), 1, 32)::uuid $$`.execute(db)
  await sql`
    create function give_pseudonym() returns trigger language plpgsql as $$
    declare drawn uuid := gen_random_uuid();
    begin
      insert into pseudonym (id, user_id, salt) values (pseudonym_of(drawn, new.id), new.id, drawn);
      return null;
    end $$`.execute(db)
  await sql`
    create trigger user_has_pseudonym after insert on "user" for each row execute function give_pseudonym()`.execute(
    db,
  )
  await sql`
    insert into pseudonym (id, user_id, salt)
      select pseudonym_of(drawn.salt, drawn.id), drawn.id, drawn.salt
      from (select id, gen_random_uuid() as salt from "user") as drawn`.execute(db)

  await sql`
    update event set actor = pseudonym.id from pseudonym where pseudonym.user_id = event.actor`.execute(db)
  await sql`
    update event set subject_id = pseudonym.id from pseudonym
      where event.subject_kind = 'person' and pseudonym.user_id = event.subject_id`.execute(db)
  await sql`
    update event set data = jsonb_set(data, '{member}', to_jsonb(pseudonym.id::text)) from pseudonym
      where event.verb like 'member.%' and event.data ->> 'member' = pseudonym.user_id::text`.execute(db)

  await sql`
    create table event_seal (
      position bigint primary key,
      event_id bigint not null unique,
      previous text not null,
      digest text not null,
      sealed_at timestamptz not null
    )`.execute(db)
  // Where the chain ends. Whoever seals holds this row, so that one seals at a time.
  await sql`
    create table event_seal_head (
      id integer primary key default 1,
      position bigint not null,
      digest text not null,
      transaction_id xid8 not null,
      event_id bigint not null,
      constraint event_seal_head_one_check check (id = 1)
    )`.execute(db)
  await sql`
    insert into event_seal_head (position, digest, transaction_id, event_id)
      values (0, ${'0'.repeat(64)}, '0', 0)`.execute(db)
}
