import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Change } from '../needs/change.ts'
import { unfix } from './fix.ts'
import { holdOwnPool, holdPool, joined, type Pooling } from './hold.ts'
import { wrongState } from './life-cycle.ts'
import { said } from './said.ts'
import { takeOut } from './share.ts'
import { recordPool, tellPool } from './tell.ts'

/**
 * A member leaves, declines, or is left out by the coordinator, with the reason. Where the quantities were fixed they are so no
 * longer: the others agree on them anew. Once firms answer them, nobody leaves.
 */
export async function leavePool(
  trx: Transaction<DB>,
  pooling: Pooling,
  change: Change,
  { poolId, who, reason }: { poolId: string; who: string; reason: string },
): Promise<Refusal | null> {
  const held = await holdPool(trx, poolId, 'leave', pooling.today)
  if (isRefusal(held)) return held
  const { pool, members } = held
  const isCoordinator = pooling.organisationId === pool.coordinatorId
  if (who !== pooling.organisationId && !isCoordinator) return { refused: 'not-allowed' }
  const member = members.find(({ organisationId }) => organisationId === who)
  if (member === undefined) return { refused: 'not-found' }
  if (who === pool.coordinatorId) return wrongState(said.coordinatorStays)
  if (member.state === 'left') return wrongState(said.gone)
  if (pool.state === 'fixed') {
    await unfix(trx, change, pool)
    await trx.updateTable('pool').set({ state: 'forming' }).where('id', '=', poolId).execute()
  }
  await takeOut(trx, poolId, who, reason)
  const eventId = await recordPool(trx, pooling, poolId, 'pool.left', { organisation: who })
  const others = joined(members).map(({ organisationId }) => organisationId)
  if (who === pooling.organisationId)
    await tellPool(trx, pooling, pool, others, { happened: 'left', eventId })
  else await tellPool(trx, pooling, pool, [who], { happened: 'removed', eventId })
  return null
}

/** The coordinator dissolves a pool that firms do not answer: each need stands by itself again. */
export async function dissolvePool(
  trx: Transaction<DB>,
  pooling: Pooling,
  change: Change,
  poolId: string,
): Promise<Refusal | null> {
  const held = await holdOwnPool(trx, pooling, poolId, 'dissolve')
  if (isRefusal(held)) return held
  const { pool, members } = held
  if (pool.state === 'fixed') await unfix(trx, change, pool)
  await trx.deleteFrom('poolShare').where('poolId', '=', poolId).execute()
  await trx.updateTable('pool').set({ state: 'dissolved' }).where('id', '=', poolId).execute()
  const eventId = await recordPool(trx, pooling, poolId, 'pool.dissolved')
  const told = members.filter(({ state }) => state !== 'left').map(({ organisationId }) => organisationId)
  await tellPool(trx, pooling, pool, told, { happened: 'dissolved', eventId })
  return null
}
