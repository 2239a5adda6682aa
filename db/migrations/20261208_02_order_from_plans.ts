import { type Kysely, sql } from 'kysely'

/** Units of what a firm accepted from a plan that a contract or a call-off has ordered since: their hours are its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table plan_order (
      cause text not null,
      -- Of the contract or the call-off.
      cause_id uuid not null,
      proposal_id uuid not null references plan_proposal (id) on delete cascade,
      quantity integer not null,
      constraint plan_order_pkey primary key (cause, cause_id, proposal_id),
      constraint plan_order_cause_check check (cause in ('contract', 'call-off')),
      constraint plan_order_quantity_check check (quantity > 0)
    )`.execute(db)
  await sql`create index plan_order_proposal_id_index on plan_order (proposal_id)`.execute(db)
}
