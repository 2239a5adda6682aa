import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { communeName } from '../../places.ts'
import type { ContractShown } from '../contracts/schemas.ts'
import { sumOf } from './split.ts'

/** Where the members of the pools of some needs are delivered, and how much of it each takes. */
async function pointsFor(db: Kysely<DB>, poolIds: readonly string[]) {
  if (poolIds.length === 0) return []
  const rows = await db
    .selectFrom('poolShare')
    .innerJoin('pool', 'pool.id', 'poolShare.poolId')
    .innerJoin('poolMember', join =>
      join
        .onRef('poolMember.poolId', '=', 'poolShare.poolId')
        .onRef('poolMember.organisationId', '=', 'poolShare.organisationId'),
    )
    .innerJoin('organisation', 'organisation.id', 'poolShare.organisationId')
    .innerJoin('need', 'need.id', 'poolShare.needId')
    .select(['poolShare.needId', 'poolShare.organisationId', 'poolShare.address', 'poolShare.lines'])
    .select([
      'poolMember.minimum',
      'organisation.name',
      'need.commune',
      'pool.pays',
      'pool.orders',
      'pool.id',
    ])
    .where('pool.id', 'in', [...poolIds])
    .orderBy('organisation.name')
    .orderBy('poolShare.needId')
    .execute()
  return rows.map(({ id, organisationId, name, commune, ...row }) => ({
    ...row,
    poolId: id,
    organisation: { id: organisationId, name },
    communeName: communeName(commune),
    maximum: sumOf(
      rows
        .filter(one => one.organisationId === organisationId && one.id === id)
        .flatMap(({ lines }) => lines),
    ),
  }))
}

type Point = Omit<ContractShown['members'][number], 'isMine'>

/** The points that a contract is delivered to, where it is a pool's. */
export async function pointsOf(db: Kysely<DB>, contractId: string): Promise<Point[]> {
  const pools = await db
    .selectFrom('contractNeed')
    .innerJoin('pool', 'pool.needId', 'contractNeed.needId')
    .select('pool.id')
    .where('contractId', '=', contractId)
    .execute()
  const points = await pointsFor(
    db,
    pools.map(({ id }) => id),
  )
  return points.map(({ poolId: _, ...point }) => point)
}

/** Where the lot of a need is delivered, member by member, as firms read it; empty where it is no fixed pool's. */
export async function publishedPoints(db: Kysely<DB>, needId: string): Promise<Omit<Point, 'needId'>[]> {
  const pool = await db
    .selectFrom('pool')
    .select('id')
    .where('needId', '=', needId)
    .where('state', '=', 'fixed')
    .executeTakeFirst()
  const points = pool === undefined ? [] : await pointsFor(db, [pool.id])
  return points.map(({ poolId: _, needId: _need, ...point }) => point)
}

/** The buyers whose need a delivery meets: the one that it is delivered to. */
export async function receiversOf(db: Kysely<DB>, deliveryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
    .innerJoin('need', 'need.id', 'orderLine.needId')
    .select('need.organisationId')
    .where('delivery.id', '=', deliveryId)
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}
