import type { DB } from '@maillage/db/tables/database.ts'
import type { PoolTable, ShareLine } from '@maillage/db/tables/pools.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { addUp, bySize } from './split.ts'

/** One of the pools that hold a need: one of its members brought it, or all of it is bought as this need. */
const selectHolding = (db: Kysely<DB>, needId: string) =>
  db
    .selectFrom('pool')
    .leftJoin('poolShare', 'poolShare.poolId', 'pool.id')
    .select(['pool.id', 'pool.title'])
    .where(eb => eb.or([eb('pool.needId', '=', needId), eb('poolShare.needId', '=', needId)]))
    .limit(1)

/** Why a need must stay as it is: its quantities are fixed in a pool, or it is what a fixed pool is bought as. */
export async function pooledRefusal(db: Kysely<DB>, needId: string): Promise<Refusal | null> {
  const pool = await selectHolding(db, needId).where('pool.state', '=', 'fixed').executeTakeFirst()
  return pool === undefined ? null : { refused: 'need-pooled' }
}

/** Why a need may not be deleted: a pool holds it, in whatever state. */
export async function heldByPool(db: Kysely<DB>, needId: string): Promise<Refusal | null> {
  const pool = await selectHolding(db, needId).executeTakeFirst()
  return pool === undefined ? null : { refused: 'need-pooled' }
}

/** The pool that holds a need, the last one that does and is not dissolved. */
export async function poolHolding(
  db: Kysely<DB>,
  needId: string,
): Promise<{ id: string; title: string } | null> {
  const pool = await selectHolding(db, needId)
    .where('pool.state', '!=', 'dissolved')
    .orderBy('pool.createdAt', 'desc')
    .executeTakeFirst()
  return pool ?? null
}

/** A fixed pool by the need that all of it is bought as. */
export interface BoughtTogether {
  pool: Pick<
    Selectable<PoolTable>,
    'id' | 'coordinatorId' | 'legalForm' | 'purchase' | 'pays' | 'orders' | 'title'
  >
  shares: { needId: string; organisationId: string; lines: ShareLine[] }[]
}

/** The pool that is bought as this need, with the share of each member's needs; null where it is no pool's. */
export async function poolOfNeed(db: Kysely<DB>, needId: string): Promise<BoughtTogether | null> {
  const pool = await db
    .selectFrom('pool')
    .select(['id', 'coordinatorId', 'legalForm', 'purchase', 'pays', 'orders', 'title'])
    .where('needId', '=', needId)
    .where('state', '=', 'fixed')
    .executeTakeFirst()
  if (pool === undefined) return null
  const shares = await db
    .selectFrom('poolShare')
    .select(['needId', 'organisationId', 'lines'])
    .where('poolId', '=', pool.id)
    .orderBy('needId')
    .execute()
  return { pool, shares }
}

/** What a lot of a pool asks a price for: what its members ask for together; by size alone in a framework. */
export function lotLines({
  pool,
  shares,
}: BoughtTogether): { size: string | null; due: string; quantity: number }[] {
  const lines = addUp(shares)
  return pool.purchase === 'framework' ? bySize(lines) : lines
}

/** What the members of the pool that is bought as a need have estimated together, in cents ex tax; null where it is no pool's. */
export async function estimateOfMembers(
  db: Kysely<DB>,
  needId: string,
): Promise<{ cents: number; purchase: PoolTable['purchase'] } | null> {
  const row = await db
    .selectFrom('pool')
    .innerJoin('poolMember', 'poolMember.poolId', 'pool.id')
    .select(eb => ['pool.purchase', eb.fn.sum<number>('poolMember.estimateCents').as('cents')])
    .where('pool.needId', '=', needId)
    .where('pool.state', '=', 'fixed')
    .where('poolMember.state', '=', 'joined')
    .groupBy('pool.purchase')
    .executeTakeFirst()
  return row === undefined ? null : { cents: row.cents ?? 0, purchase: row.purchase }
}

/** Buyers that a contract is carried out for beside the one who concluded it: members of its pool. */
export async function membersOf(db: Kysely<DB>, contractId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contractNeed')
    .innerJoin('contract', 'contract.id', 'contractNeed.contractId')
    .innerJoin('need', 'need.id', 'contractNeed.needId')
    .select('need.organisationId')
    .distinct()
    .where('contractId', '=', contractId)
    .whereRef('need.organisationId', '!=', 'contract.buyerId')
    .orderBy('need.organisationId')
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}
