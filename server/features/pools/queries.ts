import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { communeName } from '../../places.ts'
import { formOf, shownForm } from './forms.ts'
import { missingOf } from './missing.ts'
import { momentOf, type Pool } from './hold.ts'
import { type PoolVerb, poolVerbs, step } from './life-cycle.ts'
import type { PoolLine, PoolMember, PoolShown } from './schemas.ts'
import { addUp, sumOf } from './split.ts'

/** Who reads pools: a member of this organisation. */
export interface Reader {
  organisationId: string
  isOperator: boolean
  today: string
}

type Reading = PoolLine['reading']

/** As what an organisation reads a pool; null where it does not. */
function readingOf(
  { coordinatorId, access, state }: Pick<Pool, 'coordinatorId' | 'access' | 'state'>,
  own: 'invited' | 'joined' | 'left' | null,
  { organisationId, isOperator }: Reader,
): Reading | null {
  if (coordinatorId === organisationId) return 'coordinator'
  // What the operator has proposed is asked of nobody before its coordinator has taken it on.
  if (own === 'joined') return 'member'
  if (own === 'invited' && state !== 'proposed') return 'invited'
  if (isOperator) return 'operator'
  if (own === 'left') return 'visitor'
  return access === 'open' && state === 'forming' ? 'visitor' : null
}

/** What each reader may do of what the pool lets anybody do. */
const doers: Record<PoolVerb, Reading[]> = {
  'take-on': ['coordinator'],
  change: ['coordinator'],
  invite: ['coordinator'],
  join: ['coordinator', 'member', 'invited', 'visitor'],
  sign: ['member'],
  leave: ['member', 'invited'],
  fix: ['coordinator'],
  reopen: ['coordinator'],
  dissolve: ['coordinator'],
}

const lines = (db: Kysely<DB>, organisationId: string) =>
  db
    .selectFrom('pool')
    .innerJoin('organisation as coordinator', 'coordinator.id', 'pool.coordinatorId')
    .leftJoin('organisation as operator', 'operator.id', 'pool.proposedBy')
    .leftJoin('poolMember as own', join =>
      join.onRef('own.poolId', '=', 'pool.id').on('own.organisationId', '=', organisationId),
    )
    .selectAll('pool')
    .select(['coordinator.name as coordinatorName', 'operator.name as operatorName'])
    .select(['own.state as ownState', 'own.signedVersion'])
    .select(
      sql<number>`(select count(*) from pool_member where pool_id = pool.id and state = 'joined')::integer`.as(
        'memberCount',
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

function lineOf(row: Row, reader: Reader): PoolLine | null {
  const reading = readingOf(row, row.ownState, reader)
  if (reading === null) return null
  const { id, item, title, legalForm, purchase, joinBy, state, coordinatorId, coordinatorName } = row
  const unsigned = row.ownState === 'joined' && row.signedVersion !== row.version
  return {
    id,
    item,
    title,
    legalForm,
    purchase,
    joinBy,
    state,
    coordinator: { id: coordinatorId, name: coordinatorName },
    proposedBy: row.operatorName,
    members: row.memberCount,
    reading,
    waits:
      (state === 'proposed' && reading === 'coordinator') ||
      (state === 'forming' && (unsigned || reading === 'invited')),
  }
}

/** Pools that an organisation reads: what waits for it first, then the last opened. */
export async function listPools(db: Kysely<DB>, reader: Reader): Promise<PoolLine[]> {
  const rows = await lines(db, reader.organisationId)
    .where(eb =>
      eb.or([
        eb('pool.coordinatorId', '=', reader.organisationId),
        eb('own.state', 'is not', null),
        eb.and([eb('pool.access', '=', 'open'), eb('pool.state', '=', 'forming')]),
        eb.val(reader.isOperator),
      ]),
    )
    .orderBy('pool.createdAt', 'desc')
    .orderBy('pool.id')
    .limit(500)
    .execute()
  return rows
    .flatMap(row => lineOf(row, reader) ?? [])
    .toSorted((one, other) => Number(other.waits) - Number(one.waits))
}

/** What was ordered for each need of a pool by its contracts, and of that accepted where it was delivered. */
async function boughtOf(db: Kysely<DB>, poolId: string) {
  const { rows } = await sql<{ needId: string; ordered: number; accepted: number }>`
    select line.need_id, sum(line.quantity)::float8 ordered, sum((
        select coalesce(sum(received - removed), 0) from delivery
        where delivery.order_line_id = line.id and delivery.state = 'accepted'))::float8 accepted
    from pool join contract_need on contract_need.need_id = pool.need_id
      join contract on contract.id = contract_need.contract_id
      join order_line line on line.contract_id = contract.id
      left join call_off on call_off.id = line.call_off_id
    where pool.id = ${poolId} and contract.state not in ('declined', 'withdrawn')
      and coalesce(call_off.state in ('placed', 'accepted'), true)
    group by line.need_id`.execute(db)
  return new Map(rows.map(({ needId, ...bought }) => [needId, bought]))
}

async function membersShown(db: Kysely<DB>, poolId: string): Promise<PoolMember[]> {
  const bought = await boughtOf(db, poolId)
  const rows = await db
    .selectFrom('poolMember')
    .innerJoin('organisation', 'organisation.id', 'poolMember.organisationId')
    .selectAll('poolMember')
    .select(['organisation.name', 'organisation.buyerKind'])
    .where('poolId', '=', poolId)
    .orderBy('organisation.name')
    .execute()
  const shares = await db
    .selectFrom('poolShare')
    .innerJoin('need', 'need.id', 'poolShare.needId')
    .select(['needId', 'poolShare.organisationId', 'address', 'lines', 'commune'])
    .where('poolId', '=', poolId)
    .orderBy('needId')
    .execute()
  return rows.map(({ organisationId, name, buyerKind, signedAt, ...row }) => {
    const needs = shares
      .filter(share => share.organisationId === organisationId)
      .map(({ needId, commune, address, lines: own }) => ({
        needId,
        commune,
        communeName: communeName(commune),
        address,
        lines: own,
        ...(bought.get(needId) ?? { ordered: 0, accepted: 0 }),
      }))
    return {
      organisation: { id: organisationId, name, kind: buyerKind },
      state: row.state,
      minimum: row.minimum,
      maximum: sumOf(needs.flatMap(({ lines: own }) => own)),
      needs,
      signedVersion: row.signedVersion,
      signedAt: signedAt?.toISOString() ?? null,
      reason: row.reason,
      ordered: needs.reduce((sum, { ordered }) => sum + ordered, 0),
      accepted: needs.reduce((sum, { accepted }) => sum + accepted, 0),
    }
  })
}

async function tenderOf(db: Kysely<DB>, needId: string | null): Promise<PoolShown['tender']> {
  const tender = await db
    .selectFrom('tenderLot')
    .innerJoin('tender', 'tender.id', 'tenderLot.tenderId')
    .select(['tender.id', 'tender.title', 'tender.state'])
    .where('needId', '=', needId)
    .orderBy('tender.createdAt', 'desc')
    .executeTakeFirst()
  return tender ?? null
}

const contractsOf = (db: Kysely<DB>, needId: string | null) =>
  db
    .selectFrom('contractNeed')
    .innerJoin('contract', 'contract.id', 'contractNeed.contractId')
    .select(['contract.id', 'number', 'title', 'state'])
    .where('needId', '=', needId)
    .orderBy('contract.writtenAt')
    .execute()

/** A pool as a member of an organisation reads it; undefined where it does not. */
export async function readPool(
  db: Kysely<DB>,
  reader: Reader,
  poolId: string,
): Promise<PoolShown | undefined> {
  const row = await lines(db, reader.organisationId).where('pool.id', '=', poolId).executeTakeFirst()
  const line = row === undefined ? null : lineOf(row, reader)
  if (row === undefined || line === null) return undefined
  const { reading } = line
  const inside = reading !== 'visitor'
  const all = await membersShown(db, poolId)
  // Whoever only looks for a pool to join reads who is in it, and no quantity.
  const members = inside
    ? all
    : all
        .filter(({ state }) => state === 'joined')
        .map(member => ({
          ...member,
          minimum: 0,
          maximum: 0,
          needs: [],
          ordered: 0,
          accepted: 0,
          reason: '',
        }))
  const own = await db
    .selectFrom('poolMember')
    .select(['organisationId', 'estimateCents'])
    .where('poolId', '=', poolId)
    .where('state', '=', 'joined')
    .execute()
  const estimate = own.reduce((sum, { estimateCents }) => sum + (estimateCents ?? 0), 0)
  const moment = await momentOf(db, row)
  const { version, pays, orders, text, access, needId } = row
  return {
    ...line,
    version,
    pays,
    orders,
    text,
    access,
    rule: shownForm(await formOf(db, row)),
    members,
    minimum: members.reduce((sum, { minimum }) => sum + minimum, 0),
    maximum: members.reduce((sum, { maximum }) => sum + maximum, 0),
    lines: addUp(members.flatMap(({ needs }) => needs)),
    estimateCents: reading === 'coordinator' && estimate > 0 ? estimate : null,
    ownEstimateCents:
      own.find(({ organisationId }) => organisationId === reader.organisationId)?.estimateCents ?? null,
    need: inside ? needId : null,
    tender: inside ? await tenderOf(db, needId) : null,
    contracts: inside ? await contractsOf(db, needId) : [],
    may: poolVerbs.filter(
      verb => doers[verb].includes(reading) && !('because' in step(moment, verb, reader.today)),
    ),
    missing: reading === 'coordinator' && row.state === 'forming' ? await missingOf(db, row) : [],
  }
}
