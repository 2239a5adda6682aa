import type { DB } from '@maillage/db/tables/database.ts'
import type { Arrival } from '@maillage/matching/stocks/cover.ts'
import { type Kysely, sql } from 'kysely'

/**
 * What is firmly ordered by buyers and has not been accepted yet, by buyer and item: of contracts in force and call-offs that
 * were accepted. It is expected when it is due.
 */
export async function orderedBy(
  db: Kysely<DB>,
  buyers: readonly string[],
): Promise<(Arrival & { buyerId: string; item: string })[]> {
  const { rows } = await sql<Arrival & { buyerId: string; item: string }>`
    with brought as (
      select order_line_id, sum(coalesce(received, quantity) - removed) as quantity
      from delivery where state = 'accepted' group by order_line_id
    )
    select contract.buyer_id as "buyerId", order_line.item, order_line.due as day,
      (order_line.quantity - coalesce(brought.quantity, 0))::float8 as quantity
    from order_line
    join contract on contract.id = order_line.contract_id
    left join call_off on call_off.id = order_line.call_off_id
    left join brought on brought.order_line_id = order_line.id
    where contract.buyer_id = any(${buyers}::uuid[]) and contract.state = 'in-force'
      and (call_off.id is null or call_off.state = 'accepted')
      and order_line.quantity > coalesce(brought.quantity, 0)
    order by order_line.due, order_line.id`.execute(db)
  return rows
}
