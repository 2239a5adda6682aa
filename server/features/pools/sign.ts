import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { holdPool, type Pooling } from './hold.ts'
import { wrongState } from './life-cycle.ts'
import { said } from './said.ts'
import { recordPool, wakePool } from './tell.ts'

/** Keeps that an organisation has signed an agreement as it now stands, and what it says. */
export async function keepConsent(
  trx: Transaction<DB>,
  { actor, organisationId }: Pick<Pooling, 'actor' | 'organisationId'>,
  poolId: string,
): Promise<void> {
  const pool = await trx
    .selectFrom('pool')
    .select(['version', 'title', 'item', 'legalForm', 'ruleSlug', 'ruleRevision', 'purchase', 'pays'])
    .select(['orders', 'text', 'coordinatorId'])
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  const { version } = pool
  await trx
    .updateTable('poolMember')
    .set({ signedVersion: version, signedBy: actor, signedAt: sql<Date>`now()` })
    .where('poolId', '=', poolId)
    .where('organisationId', '=', organisationId)
    .execute()
  await trx
    .insertInto('poolConsent')
    .values({ poolId, organisationId, version, by: actor, content: JSON.stringify(pool) })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** A member signs the agreement as it looked at it. */
export async function signPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  poolId: string,
  version: number,
): Promise<Refusal | null> {
  const held = await holdPool(trx, poolId, 'sign', pooling.today)
  if (isRefusal(held)) return held
  const { pool, members } = held
  const own = members.find(({ organisationId }) => organisationId === pooling.organisationId)
  if (own === undefined && pool.access === 'invited') return { refused: 'not-found' }
  if (own?.state !== 'joined') return wrongState(said.notMember)
  if (pool.version !== version) return { refused: 'stale-version' }
  if (own.signedVersion === version) return null
  await keepConsent(trx, pooling, poolId)
  await recordPool(trx, pooling, poolId, 'pool.signed', { version })
  await wakePool(trx, [pool.coordinatorId, pooling.organisationId], poolId)
  return null
}
