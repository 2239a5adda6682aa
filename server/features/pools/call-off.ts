import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { CallOffInput } from '../contracts/schemas.ts'
import { beyondShare, said } from './said.ts'
import { sumOf } from './split.ts'

/**
 * Whether an organisation may call these lines off: for whom the agreement of their pool lets it, and each need within what its
 * member takes at most of each size. Lines of no pool are nobody's business here but the buyer's, whom the route has let in.
 */
export async function withinShares(
  trx: Transaction<DB>,
  { contractId, buyerId, organisationId }: { contractId: string; buyerId: string; organisationId: string },
  lines: CallOffInput['lines'],
): Promise<Refusal | null> {
  const ids = lines.map(({ needId }) => needId)
  const shares = await trx
    .selectFrom('poolShare')
    .innerJoin('pool', 'pool.id', 'poolShare.poolId')
    .select(['poolShare.needId', 'poolShare.organisationId', 'poolShare.lines', 'pool.orders'])
    .where('pool.state', '=', 'fixed')
    .where(sql<boolean>`pool_share.need_id = any(${ids}::uuid[])`)
    .execute()
  const ordered = await trx
    .selectFrom('orderLine')
    .innerJoin('callOff', 'callOff.id', 'orderLine.callOffId')
    .select(['orderLine.needId', 'orderLine.size', 'orderLine.quantity'])
    .where('orderLine.contractId', '=', contractId)
    .where('callOff.state', 'in', ['placed', 'accepted'])
    .execute()
  const faults: Fault[] = []
  const taken = [...ordered]
  for (const [at, { needId, size, quantity }] of lines.entries()) {
    const fault = (field: string, message: Fault['message']) =>
      faults.push({ field: `/lines/${at}/${field}`, message })
    const share = shares.find(one => one.needId === needId)
    if (share === undefined) {
      if (organisationId !== buyerId) fault('needId', said.memberOrders)
      continue
    }
    if (share.orders === 'coordinator' && organisationId !== buyerId) fault('needId', said.coordinatorOrders)
    else if (share.orders === 'each' && organisationId !== share.organisationId)
      fault('needId', said.memberOrders)
    const same = (row: { size: string | null }) => row.size === size
    const left =
      sumOf(share.lines.filter(same)) - sumOf(taken.filter(row => row.needId === needId && same(row)))
    if (quantity > left) fault('quantity', beyondShare(Math.max(0, left)))
    taken.push({ needId, size, quantity })
  }
  return faults.length > 0 ? invalid(faults) : null
}
