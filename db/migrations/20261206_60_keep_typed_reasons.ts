import { type Kysely, sql } from 'kysely'

/**
 * What people typed of a sorting, of a round that was extended, and of what a candidate was asked before it was asked again, had
 * no place but the sealed log, where nothing is erased. It gets one; what of it is in the log already is copied there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table delivery add column sorting_note text not null default ''`.execute(db)
  await sql`
    update delivery set sorting_note = coalesce((
      select data->>'note' from event
      where verb = 'delivery.sorted' and subject_kind = 'contract' and subject_id = delivery.contract_id
        and data->>'deliveryId' = delivery.id::text
      order by event.id desc limit 1), '')
    where presentation = 2`.execute(db)
  await sql`alter table tender_round add column extension_reason text`.execute(db)
  await sql`
    update tender_round set extension_reason = (
      select data->>'reason' from event
      where verb = 'tender.round-extended' and subject_kind = 'tender' and subject_id = tender_round.tender_id
        and (data->>'round')::integer = tender_round.number
      order by event.id desc limit 1)`.execute(db)
  await sql`alter table candidacy add column earlier jsonb not null default '[]'`.execute(db)
}
