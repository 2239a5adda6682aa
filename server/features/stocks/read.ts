import type { DB } from '@maillage/db/tables/database.ts'
import { balanceOf, contraryOf, keyOf } from '@maillage/matching/stocks/ledger.ts'
import { isUsable, pickFirstExpired } from '@maillage/matching/stocks/pick.ts'
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { communeName } from '../../places.ts'
import { destinationsFor } from './depots.ts'
import { toTakeIn } from './deliver.ts'
import { accountFrom } from './move.ts'
import { mayMoveStock } from './policy.ts'
import { expiringOf } from './rotation.ts'
import type { DepotShown, LotShown, MovementShown, StocksShown } from './schemas.ts'
import { lotColumns, lotThere, standingOf, storedIn } from './standing.ts'
import { useOfLot, withLastDay } from './use-of-lots.ts'

/** So many of the last movements are shown; all of them are in the file for spreadsheets. */
const SHOWN = 50

/** Who reads whose stocks, on which day. */
export interface Reading {
  organisationId: string
  personId: string
  today: string
}

async function depotLines(
  db: Kysely<DB>,
  organisationId: string,
): Promise<(StocksShown['depots'][number] & { counts: number })[]> {
  const rows = await db
    .selectFrom('depot')
    .select(['id', 'name', 'address', 'commune', 'latitude', 'longitude', 'precision', 'closedAt', 'counts'])
    .select(eb => [
      eb
        .selectFrom('stockBalance')
        .whereRef('stockBalance.depotId', '=', 'depot.id')
        .where('stockBalance.quantity', '>', 0)
        .select(sql<number>`count(distinct lot_id)::integer`.as('lots'))
        .as('lots'),
      eb
        .selectFrom('stockCount')
        .whereRef('stockCount.depotId', '=', 'depot.id')
        .select(sql<string>`max(day)`.as('day'))
        .as('lastCounted'),
    ])
    .where('organisationId', '=', organisationId)
    .orderBy('closedAt', order => order.asc().nullsFirst())
    .orderBy('name')
    .execute()
  return rows.map(({ closedAt, lots, ...row }) => ({
    ...row,
    lots: lots ?? 0,
    communeName: communeName(row.commune),
    closed: closedAt !== null,
  }))
}

/** The stocks of an organisation: its depots, how each item stands, what would expire, and what waits to be taken in. */
export async function readStocks(
  db: Kysely<DB>,
  { organisationId, personId, today }: Reading,
  isOperator: boolean,
): Promise<StocksShown> {
  const standing = await standingOf(db, organisationId, today)
  return {
    mayMove: await mayMoveStock(db, organisationId, personId),
    depots: (await depotLines(db, organisationId)).map(({ counts: _, ...depot }) => depot),
    items: standing.map(({ wasted: _, leaves: _leaves, ...item }) => item),
    expiring: await expiringOf(db, { organisationId, isOperator, standing, today }),
    toTakeIn: await toTakeIn(db, organisationId),
  }
}

type Filter = Expression<SqlBool>

/** Movements that touch an organisation's depots, or that it wrote, the last first. */
export async function movementsOf(
  db: Kysely<DB>,
  organisationId: string,
  filter: Filter,
  limit: number,
): Promise<MovementShown[]> {
  const rows = await db
    .selectFrom('stockMovement as movement')
    .innerJoin('stockLot', 'stockLot.id', 'movement.lotId')
    .leftJoin('depot as source', 'source.id', 'movement.fromDepotId')
    .leftJoin('depot as target', 'target.id', 'movement.toDepotId')
    .leftJoin('user', 'user.id', 'movement.recordedBy')
    .leftJoin('stockMovement as contrary', 'contrary.reversesId', 'movement.id')
    .selectAll('movement')
    .select(['stockLot.item', 'stockLot.size', 'stockLot.number as lotNumber', 'user.name as by'])
    .select(['source.name as sourceName', 'source.organisationId as sourceOwner'])
    .select(['target.name as targetName', 'target.organisationId as targetOwner'])
    .select('contrary.id as contraryId')
    .where(filter)
    .where(eb =>
      eb.or([
        eb('movement.organisationId', '=', organisationId),
        eb('source.organisationId', '=', organisationId),
        eb('target.organisationId', '=', organisationId),
      ]),
    )
    .orderBy('movement.number', 'desc')
    .limit(limit)
    .execute()
  const place = (
    account: MovementShown['from']['account'],
    id: string | null,
    name: string | null,
    owner: string | null,
  ) => ({ account, depot: id === null ? null : { id, name: name ?? '', own: owner === organisationId } })
  return rows.map(row => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    lot: { id: row.lotId, item: row.item, size: row.size, number: row.lotNumber },
    quantity: row.quantity,
    from: place(row.fromAccount, row.fromDepotId, row.sourceName, row.sourceOwner),
    to: place(row.toAccount, row.toDepotId, row.targetName, row.targetOwner),
    day: row.day,
    at: row.at.toISOString(),
    note: row.note,
    by: row.organisationId === organisationId ? row.by : null,
    reverses: row.reversesId !== null,
    reversed: row.contraryId !== null,
    mayReverse:
      row.organisationId === organisationId &&
      row.reversesId === null &&
      row.contraryId === null &&
      row.kind !== 'count',
  }))
}

/** A depot with what it holds and its last movements; undefined where the organisation has none of this id. */
export async function readDepot(
  db: Kysely<DB>,
  { organisationId, personId, today }: Reading,
  depotId: string,
): Promise<DepotShown | undefined> {
  const line = (await depotLines(db, organisationId)).find(({ id }) => id === depotId)
  if (line === undefined) return undefined
  const stored = await storedIn(db, { depotId })
  const touching = sql<boolean>`(movement.from_depot_id = ${depotId} or movement.to_depot_id = ${depotId})`
  const mayMove = await mayMoveStock(db, organisationId, personId)
  const destinations = mayMove ? await destinationsFor(db, organisationId) : []
  return {
    ...line,
    mayMove,
    stored: stored.map(({ organisationId: _, owner: _owner, version: _version, ...lot }) => ({
      ...lot,
      expired: !isUsable(lotThere(lot), today),
    })),
    movements: await movementsOf(db, organisationId, touching, SHOWN),
    destinations: destinations.filter(({ id }) => id !== depotId),
  }
}

/** What to take out of a depot so that what expires first goes first. */
export async function proposePick(
  db: Kysely<DB>,
  { today }: Reading,
  depotId: string,
  wanted: { item: string; size: string | undefined; quantity: number },
) {
  const stored = (await storedIn(db, { depotId })).filter(
    lot => lot.item === wanted.item && (wanted.size === undefined || lot.size === wanted.size),
  )
  const { lines, missing } = pickFirstExpired(stored.map(lotThere), wanted.quantity, today)
  return {
    lines: lines.flatMap(({ id, quantity }) =>
      stored
        .filter(lot => lot.id === id)
        .map(({ organisationId: _, owner: _owner, version: _version, onTheRoad: _road, ...lot }) => ({
          ...lot,
          quantity,
          there: lot.quantity,
        })),
    ),
    missing,
  }
}

/** A lot with where it is and its movements, as far as they concern the organisation; undefined where nothing does. */
export async function readLot(
  db: Kysely<DB>,
  { organisationId, personId, today }: Reading,
  lotId: string,
): Promise<LotShown | undefined> {
  const found = await db.selectFrom('stockLot').select(lotColumns).where('id', '=', lotId).execute()
  const [lot] = await withLastDay(db, found)
  if (lot === undefined) return undefined
  const movements = await movementsOf(db, organisationId, sql<boolean>`movement.lot_id = ${lotId}`, 500)
  if (movements.length === 0 && lot.organisationId !== organisationId) return undefined
  const balances = await db
    .selectFrom('stockBalance')
    .leftJoin('depot', 'depot.id', 'stockBalance.depotId')
    .select(['account', 'depotId', 'quantity', 'depot.name', 'depot.organisationId as owner'])
    .where('lotId', '=', lotId)
    .where('quantity', '!=', 0)
    .execute()
  const held = new Map(
    balances.map(row => [keyOf(lotId, accountFrom(row.account, row.depotId)), row.quantity]),
  )
  const mayMove = await mayMoveStock(db, organisationId, personId)
  const { organisationId: broughtInBy, ...facts } = lot
  return {
    ...facts,
    use: await useOfLot(db, lot, today),
    mayMove,
    mayCorrect: mayMove && broughtInBy === organisationId,
    places: balances
      .filter(row => row.owner === organisationId)
      .map(row => ({
        account: row.account,
        depot: row.depotId === null ? null : { id: row.depotId, name: row.name ?? '', own: true },
        quantity: row.quantity,
      })),
    // What has gone on from where a movement put it cannot be taken back.
    movements: movements.map(movement => ({
      ...movement,
      mayReverse: mayMove && movement.mayReverse && isStillThere(held, lotId, movement),
    })),
  }
}

function isStillThere(
  held: ReadonlyMap<string, number>,
  lot: string,
  { quantity, from, to }: MovementShown,
): boolean {
  const account = ({ account: kind, depot }: MovementShown['from']) => accountFrom(kind, depot?.id ?? null)
  const { from: source } = contraryOf({ lot, quantity, from: account(from), to: account(to) })
  return source.depot === null || balanceOf(held, lot, source) >= quantity
}
