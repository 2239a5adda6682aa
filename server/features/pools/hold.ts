import type { DB } from '@maillage/db/tables/database.ts'
import type { PoolMemberTable, PoolTable } from '@maillage/db/tables/pools.ts'
import type { FastifyInstance } from 'fastify'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { type Moment, type PoolVerb, step, wrongState } from './life-cycle.ts'

export type Pool = Selectable<PoolTable>
export type Member = Selectable<PoolMemberTable>

/** Who changes a pool, and what the change needs beside its rows. */
export interface Pooling {
  /** Null for what the server does by itself. */
  actor: string | null
  organisationId: string
  /** The day in France. */
  today: string
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

/** What becomes of a pool depends on beside its own row: the tender and the contracts of its need. */
export async function momentOf(db: Kysely<DB>, { state, joinBy, needId }: Pool): Promise<Moment> {
  if (needId === null) return { state, joinBy, tendered: false, bought: false }
  const tender = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .select('tender.id')
    .where('needId', '=', needId)
    .where('state', 'in', ['published', 'opened', 'negotiating', 'awarded'])
    .executeTakeFirst()
  const contract = await db
    .selectFrom('contractNeed')
    .innerJoin('contract', 'contract.id', 'contractNeed.contractId')
    .select('contract.id')
    .where('needId', '=', needId)
    .where('state', 'not in', ['declined', 'withdrawn'])
    .executeTakeFirst()
  return { state, joinBy, tendered: tender !== undefined, bought: contract !== undefined }
}

/**
 * Holds a pool until the transaction ends, for a step that may be taken now; or says why not. Its needs are held before it, in
 * the order of their ids, as whoever buys them holds them first.
 */
export async function holdPool(
  trx: Transaction<DB>,
  poolId: string,
  verb: PoolVerb,
  today: string,
): Promise<{ pool: Pool; members: Member[]; state: Pool['state'] } | Refusal> {
  await sql`select id from need where id in (
      select need_id from pool where id = ${poolId} union select need_id from pool_share where pool_id = ${poolId}
    ) order by id for no key update`.execute(trx)
  const pool = await trx
    .selectFrom('pool')
    .selectAll()
    .where('id', '=', poolId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (pool === undefined) return { refused: 'not-found' }
  const next = step(await momentOf(trx, pool), verb, today)
  if ('because' in next) return wrongState(next.because)
  const members = await trx
    .selectFrom('poolMember')
    .selectAll()
    .where('poolId', '=', poolId)
    .orderBy('organisationId')
    .execute()
  return { pool, members, state: next.state }
}

/** The same, for its coordinator alone. */
export async function holdOwnPool(
  trx: Transaction<DB>,
  { organisationId, today }: Pick<Pooling, 'organisationId' | 'today'>,
  poolId: string,
  verb: PoolVerb,
): Promise<{ pool: Pool; members: Member[]; state: Pool['state'] } | Refusal> {
  const held = await holdPool(trx, poolId, verb, today)
  if (isRefusal(held)) return held
  return held.pool.coordinatorId === organisationId ? held : { refused: 'not-allowed' }
}

/** Those who take part: joined, the coordinator among them. */
export const joined = (members: readonly Member[]): Member[] =>
  members.filter(({ state }) => state === 'joined')
