import { type Kysely, sql } from 'kysely'

/** Files that organisations keep: whose each is, what it holds, and what it belongs to. The bytes are in the file store. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table document (
      id uuid primary key,
      organisation_id uuid not null references organisation (id) on delete restrict,
      name text not null,
      -- By its content.
      media_type text not null,
      bytes integer not null,
      -- SHA-256, in hexadecimal.
      digest text not null,
      -- What it belongs to; none while it waits to be taken.
      subject_kind text,
      subject_id uuid,
      uploaded_by uuid references "user" (id) on delete set null,
      created_at timestamptz not null default now(),
      -- Null while its bytes arrive.
      stored_at timestamptz,
      -- From then on it is never deleted.
      published_at timestamptz,
      -- Its bytes go, then its row.
      removed_at timestamptz,
      constraint document_bytes_check check (bytes > 0),
      constraint document_digest_check check (digest ~ '^[0-9a-f]{64}$'),
      constraint document_subject_check check ((subject_kind is null) = (subject_id is null)
        and (subject_kind is null or stored_at is not null)),
      constraint document_published_at_check check (published_at is null
        or (subject_kind is not null and removed_at is null))
    )`.execute(db)
  await sql`create index document_subject_index on document (subject_kind, subject_id)`.execute(db)
  await sql`create index document_loose_index on document (organisation_id, created_at)
    where subject_kind is null or removed_at is not null`.execute(db)
}
