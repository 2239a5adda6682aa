import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { cover, lockNeeds, uncover } from '../contracts/coverage.ts'
import { type Change, readLocked, tell as tellNeed } from '../needs/change.ts'
import { checkComplete } from '../needs/check.ts'
import { mayPublish } from '../needs/policy.ts'
import { createDraft, numberRevision, replaceContent, setState } from '../needs/save.ts'
import { bringableOf } from './bring.ts'
import { shareFaults } from './check.ts'
import { holdOwnPool, joined, type Member, type Pool, type Pooling } from './hold.ts'
import { asCovers } from './share-among.ts'
import { membersWithShares, missingOf } from './missing.ts'
import { ofMember } from './said.ts'
import { recordPool, tellPool } from './tell.ts'
import { pooledNeed } from './whole.ts'

/** What each member brings is judged again as its needs are today. */
async function sharesFaults(
  trx: Transaction<DB>,
  pool: Pool,
  { members, shares }: Awaited<ReturnType<typeof membersWithShares>>,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { organisationId, name, minimum } of members) {
    const own = shares.filter(share => share.organisationId === organisationId)
    const needs = await bringableOf(trx, organisationId, { ids: own.map(({ needId }) => needId) })
    const found = shareFaults({ minimum, needs: own }, { pool, needs, today })
    faults.push(...found.map(({ message }) => ({ field: '/version', message: ofMember(name, message) })))
  }
  return faults
}

/**
 * The coordinator fixes the quantities: each member's are covered by the pool, so that nobody buys them a second time; what was
 * published of them by itself is asked for together from now on, as one need of the coordinator.
 */
export async function fixPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  change: Change,
  poolId: string,
  version: number,
): Promise<Refusal | null> {
  const held = await holdOwnPool(trx, pooling, poolId, 'fix')
  if (isRefusal(held)) return held
  const { pool, members } = held
  if (pool.version !== version) return { refused: 'stale-version' }
  const closed = mayPublish(change.status, change.production)
  if (closed !== null) return closed
  const missing = await missingOf(trx, pool)
  if (missing.length > 0) return invalid(missing.map(message => ({ field: '/version', message })))
  const brought = await membersWithShares(trx, poolId)
  const { shares } = brought
  const faults = await sharesFaults(trx, pool, brought, pooling.today)
  if (faults.length > 0) return invalid(faults)
  const whole = await pooledNeed(trx, pool, shares)
  const incomplete = Array.isArray(whole) ? whole : checkComplete(whole, change.known, change.today)
  if (Array.isArray(whole) || incomplete.length > 0)
    return invalid(incomplete.map(({ message }) => ({ field: '/version', message })))
  await lockNeeds(
    trx,
    shares.map(({ needId }) => needId),
  )
  const refusal = await cover(trx, asCovers(shares, poolId), () => '/version')
  if (refusal !== null) return refusal

  for (const { needId } of shares) {
    const need = await readLocked(trx, needId)
    const wasPublished = need.state === 'published'
    await trx.updateTable('poolShare').set({ wasPublished }).where('needId', '=', needId).execute()
    if (!wasPublished) continue
    await setState(trx, needId, 'withdrawn')
    await tellNeed(trx, change, 'need.withdrawn', await readLocked(trx, needId))
  }
  const needId = pool.needId ?? (await createDraft(trx, pool.coordinatorId, whole))
  if (pool.needId !== null) await replaceContent(trx, needId, whole)
  await numberRevision(trx, needId)
  await setState(trx, needId, 'published')
  await trx.updateTable('pool').set({ state: 'fixed', needId }).where('id', '=', poolId).execute()
  await tellNeed(trx, change, 'need.published', await readLocked(trx, needId))
  const eventId = await recordPool(trx, pooling, poolId, 'pool.fixed', { need: needId, version })
  await tellPool(trx, pooling, pool, told(members), { happened: 'fixed', eventId })
  return null
}

const told = (members: readonly Member[]) => joined(members).map(({ organisationId }) => organisationId)

/** Undoes what fixing did: members' needs stand by themselves again, as they did before, and the whole is asked for no longer. */
export async function unfix(
  trx: Transaction<DB>,
  change: Change,
  { id, needId }: Pick<Pool, 'id' | 'needId'>,
): Promise<void> {
  await uncover(trx, 'lot', [id])
  const shares = await trx
    .selectFrom('poolShare')
    .select('needId')
    .where('poolId', '=', id)
    .where('wasPublished', '=', true)
    .orderBy('needId')
    .execute()
  for (const share of shares) {
    await setState(trx, share.needId, 'published')
    await tellNeed(trx, change, 'need.published', await readLocked(trx, share.needId))
  }
  await trx.updateTable('poolShare').set({ wasPublished: false }).where('poolId', '=', id).execute()
  if (needId === null) return
  await setState(trx, needId, 'withdrawn')
  await tellNeed(trx, change, 'need.withdrawn', await readLocked(trx, needId))
}

/** The coordinator reopens a pool whose tender is not published: quantities and agreement may change again. */
export async function reopenPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  change: Change,
  poolId: string,
): Promise<Refusal | null> {
  const held = await holdOwnPool(trx, pooling, poolId, 'reopen')
  if (isRefusal(held)) return held
  const { pool, members } = held
  await unfix(trx, change, pool)
  await trx.updateTable('pool').set({ state: 'forming' }).where('id', '=', poolId).execute()
  const eventId = await recordPool(trx, pooling, poolId, 'pool.reopened')
  await tellPool(trx, pooling, pool, told(members), { happened: 'reopened', eventId })
  return null
}
