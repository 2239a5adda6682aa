import { type Kysely, sql } from 'kysely'

/**
 * Documents sent with offers. Each is encrypted as it arrives, under a key that the offer alone holds, sealed: what is kept of it before
 * the opening is how long it is and the digest of what was encrypted, which goes into the receipt.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table offer_document (
      id uuid primary key,
      tender_id uuid not null references tender (id) on delete cascade,
      organisation_id uuid not null references organisation (id) on delete cascade,
      uploaded_by uuid references "user" (id) on delete set null,
      -- Of what is encrypted: its length, and SHA-256 in hexadecimal.
      bytes integer not null,
      digest text not null,
      -- The offer that holds its key; null while it waits to be taken.
      offer_id uuid references offer (id) on delete set null,
      created_at timestamptz not null default now(),
      -- Null while its bytes arrive.
      stored_at timestamptz,
      constraint offer_document_bytes_check check (bytes > 0)
    )`.execute(db)
  await sql`create index offer_document_waiting_index on offer_document (created_at) where offer_id is null`.execute(
    db,
  )
  await sql`create index offer_document_offer_id_index on offer_document (offer_id)`.execute(db)
  await sql`alter table offer_receipt add column documents jsonb not null default '[]'`.execute(db)
  await sql`alter table offer_receipt alter column documents drop default`.execute(db)
}
