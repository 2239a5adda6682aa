import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { communeName } from '../../places.ts'
import { linesOf } from '../tenders/lines.ts'
import type { Bringable } from './check.ts'
import type { Brought } from './schemas.ts'
import { sumOf } from './split.ts'

type Row = Bringable & { id: string; quantity: number; commune: string; state: string }

/** An organisation's needs that name a product, with what each still asks for. */
export async function bringableOf(
  db: Kysely<DB>,
  organisationId: string,
  only?: { item?: string; ids?: readonly string[] },
): Promise<Map<string, Row>> {
  const needs = await db
    .selectFrom('need')
    .leftJoin('poolShare', 'poolShare.needId', 'need.id')
    .leftJoin('pool as pooled', 'pooled.needId', 'need.id')
    .select(['need.id', 'need.item', 'need.quantity', 'need.commune', 'need.state', 'poolShare.poolId'])
    .select('pooled.id as boughtBy')
    .select(
      sql<boolean>`exists (select from tender_lot join tender on tender.id = tender_lot.tender_id
        where tender_lot.need_id = need.id
          and tender.state in ('published', 'opened', 'negotiating', 'awarded'))`.as('tendered'),
    )
    .where('need.organisationId', '=', organisationId)
    .where('need.item', 'is not', null)
    .$if(only?.item !== undefined, query => query.where('need.item', '=', only?.item ?? ''))
    .$if(only?.ids !== undefined, query =>
      query.where(sql<boolean>`need.id = any(${[...(only?.ids ?? [])]}::uuid[])`),
    )
    .orderBy('need.createdAt', 'desc')
    .limit(500)
    .execute()
  const ids = needs.map(({ id }) => id)
  const among = sql<boolean>`need_id = any(${ids}::uuid[])`
  const tranches = await db
    .selectFrom('needTranche')
    .select(['needId', 'due', 'quantity'])
    .where(among)
    .orderBy('due')
    .execute()
  const sizes = await db
    .selectFrom('needSize')
    .select(['needId', 'size', 'quantity'])
    .where(among)
    .orderBy('position')
    .execute()
  const covered = await db
    .selectFrom('coverage')
    .select(['needId', 'tranche', 'size', 'quantity'])
    .where(among)
    .execute()
  return new Map(
    needs.map(({ boughtBy, poolId, ...need }) => {
      const taken = covered.filter(({ needId }) => needId === need.id)
      const left = (quantity: number, rows: typeof taken) => Math.max(0, quantity - sumOf(rows))
      return [
        need.id,
        {
          ...need,
          // What others' shares are bought as is brought nowhere else.
          poolId: poolId ?? boughtBy,
          tranches: new Map(
            tranches
              .filter(({ needId }) => needId === need.id)
              .map(({ due, quantity }) => [
                due,
                left(
                  quantity,
                  taken.filter(({ tranche }) => tranche === due),
                ),
              ]),
          ),
          sizes: new Map(
            sizes
              .filter(({ needId }) => needId === need.id)
              .map(({ size, quantity }) => [
                size,
                left(
                  quantity,
                  taken.filter(row => row.size === size),
                ),
              ]),
          ),
        },
      ]
    }),
  )
}

/** Needs that an organisation may bring into a pool today, each with what it still asks for. */
export async function listBringable(
  db: Kysely<DB>,
  organisationId: string,
  today: string,
): Promise<Brought[]> {
  const needs = await bringableOf(db, organisationId)
  return [...needs.values()].flatMap(
    ({ id, item, poolId, tendered, tranches, sizes, ...need }): Brought[] => {
      const list = (left: ReadonlyMap<string, number>) => [...left].filter(([, quantity]) => quantity > 0)
      const lines = linesOf(
        list(sizes).map(([size, quantity]) => ({ size, quantity })),
        list(tranches).map(([due, quantity]) => ({ due, quantity })),
      ).filter(({ due }) => due > today)
      if (item === null || need.state === 'withdrawn' || poolId !== null || tendered || lines.length === 0)
        return []
      const { quantity, commune, state } = need
      return [
        {
          needId: id,
          item,
          quantity,
          commune,
          communeName: communeName(commune),
          published: state === 'published',
          lines,
        },
      ]
    },
  )
}
