import { type Kysely, sql } from 'kysely'

/** What a partner of a group asks for its part, sealed to the lead's key, and to its own to read it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bidder_group_price (
      group_id uuid not null,
      organisation_id uuid not null,
      -- The version of the composition that it was sent for.
      version integer not null,
      for_lead bytea not null,
      -- Null once the partner has chosen another code, which does not open it.
      own bytea,
      -- SHA-256 of what is sealed for the lead.
      digest text not null,
      sent_by uuid references "user" (id) on delete set null,
      sent_at timestamptz not null,
      constraint bidder_group_price_pkey primary key (group_id, organisation_id),
      constraint bidder_group_price_member_fkey foreign key (group_id, organisation_id)
        references bidder_group_member (group_id, organisation_id) on delete cascade
    )`.execute(db)
}
