import { type Kysely, sql } from 'kysely'

/**
 * When a delivery to a webhook is tried next stands with the delivery: so targets are served side by side, and its log can
 * say when the next attempt is. Deliveries that wait are tried at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table webhook_delivery add column due_at timestamptz not null default now()`.execute(db)
  await sql`create index webhook_delivery_due_at_index on webhook_delivery (due_at) where state = 'waiting'`.execute(
    db,
  )
}
