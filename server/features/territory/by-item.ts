import type { DB } from '@maillage/db/tables/database.ts'
import { dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { type Kysely, sql } from 'kysely'
import { orderedOf } from '../investment/orders.ts'
import type { TakenHours } from './hours.ts'

interface Part {
  causeId: string
  firmId: string
  item: string
  cents: number
}

/** Which items a contract, a call-off or a proposal is about for each of its firms, with what each costs. */
async function partsOf(db: Kysely<DB>, causes: readonly string[]): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select coalesce(order_line.call_off_id, order_line.contract_id) as "causeId", firm.firm_id as "firmId", order_line.item,
      sum(order_line.total_cents)::float8 as cents
    from order_line
    join contract_party deliverer on deliverer.id = order_line.party_id
    -- What the lead of a group delivers its partners make too.
    join contract_party firm on firm.contract_id = deliverer.contract_id and firm.holder = deliverer.holder
      and firm.role = 'partner' and firm.firm_id is not null
    where coalesce(order_line.call_off_id, order_line.contract_id) = any(${causes}::uuid[])
    group by 1, 2, 3
    union all
    select id, firm_id, item, 1 from plan_proposal where id = any(${causes}::uuid[])
    order by 1, 2, 3`.execute(db)
  return rows
}

/**
 * Hours by firm and item. A contract about several items takes hours as a whole: they are shared out by what each item costs
 * in it. Hours whose order is about nothing any more are of no item, and left out.
 */
export async function hoursByItem(
  db: Kysely<DB>,
  taken: readonly TakenHours[],
): Promise<Map<string, Map<string, number>>> {
  const parts = await partsOf(db, [...new Set(taken.map(({ causeId }) => causeId))])
  const byCause = Map.groupBy(parts, ({ causeId, firmId }) => `${causeId} ${firmId}`)
  const found = new Map<string, Map<string, number>>()
  for (const { causeId, firmId, hours } of taken) {
    const own = byCause.get(`${causeId} ${firmId}`) ?? []
    const whole = own.reduce((sum, { cents }) => sum + cents, 0)
    for (const { item, cents } of own) {
      const items = found.get(firmId) ?? new Map<string, number>()
      const share = whole === 0 ? 1 / own.length : cents / whole
      found.set(firmId, items.set(item, (items.get(item) ?? 0) + hours * share))
    }
  }
  return found
}

/**
 * Units that are ordered of each item for delivery from one day to before another, or agreed in plans for these weeks,
 * whichever is more. The two are never added: an agreed plan is how an order is prepared.
 */
export async function orderedByItem(
  db: Kysely<DB>,
  { from, before }: { from: string; before: string },
): Promise<Map<string, number>> {
  const ordered = new Map<string, number>()
  for (const { item, day, quantity } of await orderedOf(db, null))
    if (day >= from && day < before) ordered.set(item, (ordered.get(item) ?? 0) + quantity)
  for (const [item, quantity] of await agreedByItem(db, { from, before }))
    ordered.set(item, Math.max(ordered.get(item) ?? 0, quantity))
  return ordered
}

/** Units agreed in plans: of its operations, the one of which most is agreed says how many of an item. */
async function agreedByItem(
  db: Kysely<DB>,
  { from, before }: { from: string; before: string },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('planLine')
    .innerJoin('planProposal', 'planProposal.id', 'planLine.proposalId')
    .innerJoin('plan', 'plan.id', 'planLine.planId')
    .select(['planLine.item', 'recipe', 'operation', 'agreed', 'plan.asOf'])
    .where('planProposal.state', 'in', ['accepted', 'adjusted'])
    .where('planProposal.keptUntil', '>=', from)
    .orderBy('planLine.id')
    .execute()
  const byOperation = new Map<string, { item: string; units: number }>()
  for (const { item, recipe, operation, agreed, asOf } of rows) {
    const first = mondayOf(dayOf(asOf))
    const units = (agreed ?? []).reduce((sum, amount, week) => {
      const day = first + week * 7
      return day >= dayOf(from) && day < dayOf(before) ? sum + amount : sum
    }, 0)
    const key = `${item} ${recipe} ${operation}`
    byOperation.set(key, { item, units: (byOperation.get(key)?.units ?? 0) + units })
  }
  const agreed = new Map<string, number>()
  for (const { item, units } of byOperation.values()) agreed.set(item, Math.max(agreed.get(item) ?? 0, units))
  return agreed
}
