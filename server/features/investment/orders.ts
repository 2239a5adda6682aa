import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'

export interface ItemAmount {
  item: string
  day: string
  quantity: number
}

/**
 * What is firmly ordered: order lines of contracts in force or completed, exercised options, call-offs that were accepted.
 * Of one firm, or of all. What a contract gave up by its end is no longer ordered.
 */
export async function orderedOf(db: Kysely<DB>, firmId: string | null): Promise<ItemAmount[]> {
  const { rows } = await sql<ItemAmount>`
    select order_line.item, due as day, sum(order_line.quantity)::float8 as quantity
    from order_line
    join contract_party on contract_party.id = order_line.party_id
    join contract on contract.id = order_line.contract_id
    left join call_off on call_off.id = order_line.call_off_id
    where contract_party.firm_id is not null and (${firmId}::uuid is null or contract_party.firm_id = ${firmId})
      and contract.state in ('in-force', 'completed') and (call_off.id is null or call_off.state = 'accepted')
    group by order_line.item, due
    order by due`.execute(db)
  return rows
}

/**
 * What a firm was only asked for: open needs on which buyers contacted it and it did not decline, contracts proposed to it
 * that it may still accept, and tenders not yet decided that it has answered. Whole quantities: what of them would be its
 * part nobody knows yet. A need counts once, and no more once it is ordered of it.
 */
export async function askedOf(
  db: Kysely<DB>,
  firmId: string,
): Promise<{ item: string | null; family: string | null; day: string; quantity: number }[]> {
  const { rows } = await sql<{
    item: string | null
    family: string | null
    day: string
    quantity: number
  }>`
    with asking as (
      select need_id from sourcing_contact where firm_id = ${firmId} and state in ('asked', 'accepted')
      union
      select need_id from contract_need
      join contract on contract.id = contract_id
      join contract_party on contract_party.contract_id = contract.id
      where firm_id = ${firmId} and contract.state = 'proposed' and contract_party.state != 'declined'
      union
      select need_id from tender_lot
      join tender on tender.id = tender_id
      join offer on offer.tender_id = tender.id
      where offer.organisation_id = ${firmId} and offer.state in ('sealed', 'late', 'opened')
        and tender.state in ('published', 'opened')
    )
    select need.item, need.family, need_tranche.due as day, need_tranche.quantity
    from asking
    join need on need.id = asking.need_id
    join need_tranche on need_tranche.need_id = need.id
    where need.state = 'published' and not exists (
      select from order_line join contract_party on contract_party.id = party_id
      join contract on contract.id = order_line.contract_id
      where order_line.need_id = need.id and contract_party.firm_id = ${firmId}
        and contract.state in ('in-force', 'completed', 'terminated')
    )
    order by need_tranche.due, need.id`.execute(db)
  return rows
}

/** What open needs of the region ask for, whoever makes it. */
export async function needed(
  db: Kysely<DB>,
): Promise<{ item: string | null; family: string | null; day: string; quantity: number }[]> {
  return db
    .selectFrom('need')
    .innerJoin('needTranche', 'needTranche.needId', 'need.id')
    .select(['need.item', 'need.family', 'needTranche.due as day', 'needTranche.quantity'])
    .where('need.state', '=', 'published')
    .orderBy('needTranche.due')
    .execute()
}
