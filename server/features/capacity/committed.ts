/** What firms have agreed to make of each item: ordered of them, or accepted from a plan and not ordered yet. */
import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { type Kysely, sql } from 'kysely'
import { orderedIn, withoutOrdered } from '../plans/ordered.ts'
import { addedByWeek, planMondays } from '../plans/weeks.ts'

const DAYS_A_WEEK = 7

/** Units of an item that a firm makes in some weeks, counted from the first of those that are looked at. */
export interface Committed {
  firm: string
  item: string
  /** Which operation of them; null where the whole piece is ordered of it. */
  operation: string | null
  weeks: number[]
}

/** `mondays`: the weeks that are looked at. What is ordered for them is spread evenly over all of them: goods are made before their day. */
export async function committedBy(db: Kysely<DB>, mondays: readonly string[]): Promise<Committed[]> {
  return [...(await ordered(db, mondays)), ...(await promised(db, mondays))]
}

/** Order lines of contracts in force, due in these weeks. */
async function ordered(db: Kysely<DB>, mondays: readonly string[]): Promise<Committed[]> {
  const [from, last] = [mondays[0] ?? '', mondays.at(-1) ?? '']
  const until = dateOf(dayOf(last) + DAYS_A_WEEK)
  const { rows } = await sql<{ firm: string; item: string; quantity: number }>`
    select contract_party.firm_id as firm, order_line.item, sum(order_line.quantity)::float8 as quantity
    from order_line
    join contract_party on contract_party.id = order_line.party_id
    join contract on contract.id = order_line.contract_id
    left join call_off on call_off.id = order_line.call_off_id
    where contract_party.firm_id is not null and contract.state = 'in-force'
      and (call_off.id is null or call_off.state = 'accepted')
      and due >= ${from}::date and due < ${until}::date
    group by contract_party.firm_id, order_line.item
    order by contract_party.firm_id, order_line.item`.execute(db)
  return rows.map(({ firm, item, quantity }) => ({
    firm,
    item,
    operation: null,
    weeks: mondays.map(() => quantity / mondays.length),
  }))
}

/** What firms have accepted from a plan and no contract has ordered, each operation of it. */
async function promised(db: Kysely<DB>, mondays: readonly string[]): Promise<Committed[]> {
  const rows = await db
    .selectFrom('planLine')
    .innerJoin('planProposal', 'planProposal.id', 'planLine.proposalId')
    .innerJoin('plan', 'plan.id', 'planLine.planId')
    .select([
      'proposalId',
      'planLine.firmId',
      'planLine.item',
      'operation',
      'agreed',
      'plan.asOf',
      'plan.asked',
    ])
    .where('planProposal.state', 'in', ['accepted', 'adjusted'])
    .where('planProposal.keptUntil', '>=', mondays[0] ?? '')
    .orderBy('planLine.id')
    .execute()
  const taken = await orderedIn(
    db,
    rows.flatMap(({ proposalId }) => proposalId ?? []),
  )
  return rows.map(({ proposalId, firmId: firm, item, operation, agreed, asOf, asked }) => {
    const left = withoutOrdered(agreed ?? [], taken.get(proposalId ?? '') ?? 0)
    const byMonday = new Map(planMondays(asOf, asked.weeks).map((monday, at) => [monday, left[at] ?? 0]))
    return { firm, item, operation, weeks: mondays.map(monday => byMonday.get(monday) ?? 0) }
  })
}

/**
 * Pieces of one item by week. What is ordered adds up; of what is promised, one firm cuts what another sews: so many pieces as
 * of the operation of which most is done.
 */
export function piecesByWeek(committed: readonly Committed[], weeks: number): number[] {
  const operations = [...Map.groupBy(committed, ({ operation }) => operation)].map(([operation, own]) => ({
    operation,
    units: addedByWeek(
      own.map(one => one.weeks),
      weeks,
    ),
  }))
  const ordered = operations.find(({ operation }) => operation === null)
  const promised = operations.filter(({ operation }) => operation !== null)
  return Array.from(
    { length: weeks },
    (_, week) => (ordered?.units[week] ?? 0) + Math.max(0, ...promised.map(({ units }) => units[week] ?? 0)),
  )
}
