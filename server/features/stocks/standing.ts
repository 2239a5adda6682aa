import type { DB } from '@maillage/db/tables/database.ts'
import { coverOf, stateOfCover } from '@maillage/matching/stocks/cover.ts'
import { isUsable, type LotThere } from '@maillage/matching/stocks/pick.ts'
import { type Kysely, sql } from 'kysely'
import type { Lot } from './lots.ts'
import type { ItemStock } from './schemas.ts'
import { useOf } from './use.ts'
import { withLastDay } from './use-of-lots.ts'

/** What an organisation has of a lot: in its depots, and on the road to them. */
export type Stored = Omit<Lot, 'createdAt'> & {
  quantity: number
  onTheRoad: number
  /** The last day on which it may be used, by its expiry and its regime; null where nothing ends its use. */
  usableUntil: string | null
}

export const lotColumns = [
  'stockLot.id',
  'stockLot.organisationId',
  'stockLot.item',
  'stockLot.size',
  'stockLot.number',
  'stockLot.maker',
  'stockLot.expiresOn',
  'stockLot.regime',
  'stockLot.certificate',
  'stockLot.version',
] as const

/** What organisations have in their depots, or in one depot, by lot; what expires first first. */
export async function storedIn(
  db: Kysely<DB>,
  of: { organisations: readonly string[] } | { depotId: string },
): Promise<(Stored & { owner: string })[]> {
  const rows = await db
    .selectFrom('stockBalance')
    .innerJoin('depot', 'depot.id', 'stockBalance.depotId')
    .innerJoin('stockLot', 'stockLot.id', 'stockBalance.lotId')
    .select(lotColumns)
    .select('depot.organisationId as owner')
    .select(
      sql<number>`sum(case when account = 'depot' then stock_balance.quantity else 0 end)::float8`.as(
        'quantity',
      ),
    )
    .select(
      sql<number>`sum(case when account = 'transit' then stock_balance.quantity else 0 end)::float8`.as(
        'onTheRoad',
      ),
    )
    .where(eb =>
      'depotId' in of
        ? eb('depot.id', '=', of.depotId)
        : sql<boolean>`depot.organisation_id = any(${of.organisations}::uuid[])`,
    )
    .groupBy([...lotColumns, 'depot.organisationId'])
    .having(sql<number>`sum(stock_balance.quantity)`, '>', 0)
    .orderBy('stockLot.item')
    .orderBy('stockLot.expiresOn')
    .orderBy('stockLot.id')
    .execute()
  return withLastDay(db, rows)
}

export const lotThere = ({
  id,
  quantity,
  usableUntil,
}: Pick<Stored, 'id' | 'quantity' | 'usableUntil'>): LotThere => ({
  id,
  quantity,
  expiresOn: usableUntil,
})

/** What was announced or received under an organisation's contracts and is not accepted yet: item, day and quantity. */
async function dueTo(
  db: Kysely<DB>,
  organisationId: string,
): Promise<{ item: string; day: string; quantity: number }[]> {
  return db
    .selectFrom('delivery')
    .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
    .innerJoin('contract', 'contract.id', 'delivery.contractId')
    .select(['orderLine.item', 'delivery.plannedOn as day'])
    .select(
      sql<number>`(coalesce(delivery.received, delivery.quantity) - delivery.removed)::float8`.as('quantity'),
    )
    .where('contract.buyerId', '=', organisationId)
    .where('contract.state', '=', 'in-force')
    .where('delivery.state', 'in', ['announced', 'received'])
    .execute()
}

async function targetsOf(db: Kysely<DB>, organisationId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('stockTarget')
    .select(['item', 'days'])
    .where('organisationId', '=', organisationId)
    .execute()
  return new Map(rows.map(({ item, days }) => [item, days]))
}

const sumOf = (rows: readonly Stored[], what: (row: Stored) => number) =>
  rows.reduce((sum, row) => sum + what(row), 0)

/** An item of an organisation's stocks: what there is, how long it lasts, and the lots that would expire unused. */
export type Standing = ItemStock & {
  wasted: { id: string; quantity: number; expiresOn: string }[]
  /** Whether it is known how fast lots leave. */
  leaves: boolean
}

/**
 * How each item stands of which an organisation has something, uses something or aims to have something. What is announced
 * under contracts counts from its day; what is on the road is expected today.
 */
export async function standingOf(db: Kysely<DB>, organisationId: string, today: string): Promise<Standing[]> {
  const stored = await storedIn(db, { organisations: [organisationId] })
  const due = await dueTo(db, organisationId)
  const uses = await useOf(db, organisationId, today)
  const targets = await targetsOf(db, organisationId)
  const items = new Set([...stored.map(({ item }) => item), ...uses.keys(), ...targets.keys()])
  return [...items].sort().map(item => {
    const lots = stored.filter(row => row.item === item)
    const usable = lots.filter(lot => isUsable(lotThere(lot), today))
    const use = uses.get(item)
    const target = targets.get(item) ?? null
    const arriving = due.filter(row => row.item === item)
    const onTheRoad = sumOf(usable, row => row.onTheRoad)
    const there = sumOf(usable, row => row.quantity)
    const coming = [...arriving, ...(onTheRoad > 0 ? [{ day: today, quantity: onTheRoad }] : [])]
    const lasting = (perDay: number | null | undefined) =>
      perDay === null || perDay === undefined ? null : coverOf(usable.map(lotThere), coming, perDay, today)
    const cover = lasting(use?.perDay)
    const leaving = use?.leaves === use?.perDay ? cover : lasting(use?.leaves)
    return {
      item,
      there,
      onTheRoad,
      expired: sumOf(lots, row => row.quantity) - there,
      due: arriving.reduce((sum, { quantity }) => sum + quantity, 0),
      perDay: use?.perDay ?? null,
      basis: use?.basis ?? null,
      days: cover?.days ?? null,
      stockOutOn: cover?.stockOutOn ?? null,
      target,
      state: stateOfCover(there, cover, target),
      weeks: cover?.weeks.slice(0, 26) ?? null,
      wasted: leaving?.wasted ?? [],
      leaves: leaving !== null,
    }
  })
}
