import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { bringableOf } from './bring.ts'
import { shareFaults } from './check.ts'
import { formOf, memberFault } from './forms.ts'
import { holdPool, joined, type Pooling } from './hold.ts'
import { wrongState } from './life-cycle.ts'
import { buyerNamed } from './open.ts'
import { said } from './said.ts'
import type { ShareInput } from './schemas.ts'
import { sumOf } from './split.ts'
import { recordPool, tellPool, wakePool } from './tell.ts'

/**
 * A buyer joins a pool with what it brings, or changes what it brings: its needs, each with its delivery point and with how
 * much of it at most, and the least it will take. A member is in a pool once; of firm quantities the least is all of it.
 */
export async function bringShare(
  trx: Transaction<DB>,
  pooling: Pooling,
  poolId: string,
  share: ShareInput,
): Promise<Refusal | null> {
  const { organisationId, today } = pooling
  const held = await holdPool(trx, poolId, 'join', today)
  if (isRefusal(held)) return held
  const { pool, members } = held
  const own = members.find(one => one.organisationId === organisationId)
  if ((own === undefined || own.state === 'left') && pool.access === 'invited')
    return { refused: 'not-found' }
  const isCoordinator = organisationId === pool.coordinatorId
  const [buyer, coordinator] = [
    await buyerNamed(trx, organisationId),
    await buyerNamed(trx, pool.coordinatorId),
  ]
  if (buyer === undefined || coordinator === undefined) return { refused: 'not-allowed' }
  const barred = isCoordinator ? null : memberFault(await formOf(trx, pool), coordinator, buyer)
  if (barred !== null) return wrongState(barred)

  const needs = await bringableOf(trx, organisationId, { ids: share.needs.map(({ needId }) => needId) })
  const faults = shareFaults(share, { pool, needs, today })
  // A coordinator may buy for others alone.
  if (share.needs.length === 0 && !isCoordinator) faults.push({ field: '/needs', message: said.noNeed })
  if (share.needs.length > 0 && share.estimateCents === null)
    faults.push({ field: '/estimateCents', message: said.estimate })
  if (faults.length > 0) return invalid(faults)

  const maximum = sumOf(share.needs.flatMap(({ lines }) => lines))
  const minimum = pool.purchase === 'order' ? maximum : share.minimum
  const row = { state: 'joined' as const, minimum, estimateCents: share.estimateCents, reason: '' }
  await trx
    .insertInto('poolMember')
    .values({ poolId, organisationId, ...row })
    .onConflict(conflict => conflict.columns(['poolId', 'organisationId']).doUpdateSet(row))
    .execute()
  await trx
    .deleteFrom('poolShare')
    .where('poolId', '=', poolId)
    .where('organisationId', '=', organisationId)
    .execute()
  if (share.needs.length > 0)
    await trx
      .insertInto('poolShare')
      .values(
        share.needs.map(({ needId, address, lines }) => ({
          poolId,
          needId,
          organisationId,
          address: address.trim(),
          lines: JSON.stringify(lines),
        })),
      )
      .execute()
  const eventId = await recordPool(trx, pooling, poolId, 'pool.joined', { minimum, maximum })
  const everybody = [...joined(members).map(one => one.organisationId), organisationId]
  if (own?.state === 'joined') await wakePool(trx, everybody, poolId)
  else await tellPool(trx, pooling, pool, [pool.coordinatorId], { happened: 'joined', eventId })
  return null
}

/** Takes what an organisation has brought out of a pool. */
export async function takeOut(
  trx: Transaction<DB>,
  poolId: string,
  organisationId: string,
  reason: string,
): Promise<void> {
  await trx
    .deleteFrom('poolShare')
    .where('poolId', '=', poolId)
    .where('organisationId', '=', organisationId)
    .execute()
  await trx
    .updateTable('poolMember')
    .set({
      state: 'left',
      reason: reason.trim(),
      minimum: 0,
      estimateCents: null,
      signedVersion: null,
      signedBy: null,
      signedAt: sql<null>`null`,
    })
    .where('poolId', '=', poolId)
    .where('organisationId', '=', organisationId)
    .execute()
}
