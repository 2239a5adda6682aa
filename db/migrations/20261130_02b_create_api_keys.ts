import { type Kysely, sql } from 'kysely'

/**
 * Keys by which a program speaks for an organisation. Behind each stands a member of its own that nobody can sign in as,
 * so that whoever may do what is said once, for people and programs, and the log names the key.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_key (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete cascade,
      user_id uuid not null unique references "user" (id) on delete cascade,
      name text not null,
      -- Only the digest of the secret is kept; its first letters tell keys apart.
      digest text not null unique,
      prefix text not null,
      scopes text[] not null,
      created_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz,
      constraint api_key_scopes_check check (cardinality(scopes) > 0)
    )`.execute(db)
  await sql`create index api_key_organisation_id_index on api_key (organisation_id, created_at)`.execute(db)
}
