import { type Kysely, sql } from 'kysely'

/**
 * People, their sessions and accounts: the tables better-auth reads and writes. Its calls cannot join our
 * transactions, so nothing else lives here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table "user" (
      id uuid primary key,
      name text not null,
      email text not null constraint user_email_key unique,
      email_verified boolean not null default false,
      image text,
      language text not null default 'fr',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table session (
      id uuid primary key,
      token text not null constraint session_token_key unique,
      user_id uuid not null references "user" (id) on delete cascade,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index session_user_id_index on session (user_id)`.execute(db)
  await sql`
    create table account (
      id uuid primary key,
      account_id text not null,
      provider_id text not null,
      user_id uuid not null references "user" (id) on delete cascade,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index account_user_id_index on account (user_id)`.execute(db)
  await sql`
    create table verification (
      id uuid primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index verification_identifier_index on verification (identifier)`.execute(db)
}
