/** What contracts order of what firms have accepted from a plan: those hours are the contract's from then on. */
import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanOrderTable } from '@maillage/db/tables/plans.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { hoursTaken, type HoursActor, takeForProposal } from './proposal-hours.ts'
import { planMondays, sumOf } from './weeks.ts'

type Cause = Pick<PlanOrderTable, 'cause' | 'causeId'>

/** So many units of an item that a firm is to deliver. */
interface Ordered {
  firmId: string
  item: string
  quantity: number
}

/** What a firm agreed to by week, without the first units of it, which are ordered. */
export function withoutOrdered(agreed: readonly number[], ordered: number): number[] {
  let open = ordered
  return agreed.map(units => {
    const taken = Math.min(units, open)
    open -= taken
    return units - taken
  })
}

/** Units of each proposal that contracts have ordered. */
export async function orderedIn(
  db: Kysely<DB>,
  proposalIds: readonly string[],
): Promise<Map<string, number>> {
  if (proposalIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('planOrder')
    .select('proposalId')
    .select(({ fn }) => fn.sum<string>('quantity').as('quantity'))
    .where('proposalId', 'in', proposalIds)
    .groupBy('proposalId')
    .execute()
  return new Map(rows.map(({ proposalId, quantity }) => [proposalId, Number(quantity)]))
}

/**
 * What a firm accepted of an item and no contract has ordered yet, the proposal that was made first before others. Units: those of
 * the operation of which it does most, as all of them are of the same pieces. Locks the proposals.
 */
async function openOf(
  trx: Transaction<DB>,
  { firmId, item }: Pick<Ordered, 'firmId' | 'item'>,
): Promise<{ id: string; open: number }[]> {
  const proposals = await trx
    .selectFrom('planProposal')
    .select('id')
    .where('firmId', '=', firmId)
    .where('item', '=', item)
    .where('state', 'in', ['accepted', 'adjusted'])
    .orderBy('createdAt')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const ids = proposals.map(({ id }) => id)
  if (ids.length === 0) return []
  const lines = await trx
    .selectFrom('planLine')
    .select(['proposalId', 'agreed'])
    .where('proposalId', 'in', ids)
    .execute()
  const ordered = await orderedIn(trx, ids)
  return ids.map(id => {
    const agreed = lines.filter(({ proposalId }) => proposalId === id).map(line => sumOf(line.agreed ?? []))
    return { id, open: Math.max(0, ...agreed) - (ordered.get(id) ?? 0) }
  })
}

/** How much of what is ordered a firm has already given hours for, because it accepted it from a plan. */
export async function promisedOf(trx: Transaction<DB>, ordered: Ordered): Promise<number> {
  const open = await openOf(trx, ordered)
  return Math.min(ordered.quantity, sumOf(open.map(one => Math.max(0, one.open))))
}

/** An order that stands takes over what its firm had accepted of the item, as far as it goes: the plan gives those hours back. */
export async function orderFromPlan(
  trx: Transaction<DB>,
  by: HoursActor,
  cause: Cause,
  ordered: Ordered,
): Promise<void> {
  let left = ordered.quantity
  for (const { id, open } of await openOf(trx, ordered)) {
    const quantity = Math.min(left, open)
    if (quantity <= 0) continue
    left -= quantity
    await trx
      .insertInto('planOrder')
      .values({ ...cause, proposalId: id, quantity })
      .onConflict(conflict =>
        conflict
          .columns(['cause', 'causeId', 'proposalId'])
          .doUpdateSet({ quantity: sql`plan_order.quantity + excluded.quantity` }),
      )
      .execute()
    await retake(trx, by, id)
  }
}

/** An order that came to nothing leaves to the plan what it had taken over of it, where that still stands. */
export async function leaveToPlan(trx: Transaction<DB>, by: HoursActor, cause: Cause): Promise<void> {
  const left = await trx
    .deleteFrom('planOrder')
    .where('cause', '=', cause.cause)
    .where('causeId', '=', cause.causeId)
    .returning('proposalId')
    .execute()
  for (const { proposalId } of left.toSorted((a, b) => (a.proposalId < b.proposalId ? -1 : 1)))
    await retake(trx, by, proposalId)
}

/** Takes the hours of what a firm has agreed to and no contract has ordered; none where it does not stand any more. */
async function retake(trx: Transaction<DB>, by: HoursActor, proposalId: string): Promise<void> {
  const proposal = await trx
    .selectFrom('planProposal')
    .innerJoin('plan', 'plan.id', 'planProposal.planId')
    .select(['planProposal.id', 'firmId', 'planProposal.state', 'keptUntil', 'asOf', 'asked'])
    .where('planProposal.id', '=', proposalId)
    .executeTakeFirstOrThrow()
  if (proposal.state !== 'accepted' && proposal.state !== 'adjusted') return
  const lines = await trx
    .selectFrom('planLine')
    .select(['siteId', 'machine', 'machineMinutes', 'labour', 'agreed'])
    .where('proposalId', '=', proposalId)
    .orderBy('id')
    .execute()
  const ordered = (await orderedIn(trx, [proposalId])).get(proposalId) ?? 0
  const taken = lines.map(line => ({ ...line, units: withoutOrdered(line.agreed ?? [], ordered) }))
  const mondays = planMondays(proposal.asOf, proposal.asked.weeks)
  await takeForProposal(trx, by, proposal, {
    state: 'committed',
    until: proposal.keptUntil,
    hours: hoursTaken(taken, mondays),
  })
}
