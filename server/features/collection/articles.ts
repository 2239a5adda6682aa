import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { endOfLife } from '@maillage/matching/recycling/end-of-life.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { saidBy } from '../consumption/levels.ts'
import type { ArticleShown } from './schemas.ts'
import { endOf } from './streams.ts'

const DAYS_A_YEAR = 364

interface DeliveredTo {
  organisationId: string
  item: string
  units: number
}

/** Units delivered and accepted from one day to another, by who needed them; `holders`: of these alone, null of everybody. */
export async function deliveredTo(
  db: Kysely<DB>,
  { from, to }: { from: string; to: string },
  holders: readonly string[] | null,
): Promise<DeliveredTo[]> {
  const { rows } = await sql<DeliveredTo>`
    select need.organisation_id as "organisationId", order_line.item,
      sum(delivery.received - delivery.removed)::float8 as units
    from delivery
    join order_line on order_line.id = delivery.order_line_id
    join need on need.id = order_line.need_id
    where delivery.state = 'accepted' and delivery.decided_on between ${from} and ${to}
      and (${holders === null} or need.organisation_id = any(${holders ?? []}::uuid[]))
    group by 1, 2
    order by 1, 2`.execute(db)
  return rows
}

/** What organisations have in use, by organisation: what was delivered to them over a year, and what they say they use. */
export async function articlesOf(
  db: Kysely<DB>,
  { catalogue, today }: { catalogue: Catalogue; today: string },
  holders: readonly string[],
): Promise<Map<string, ArticleShown[]>> {
  const { items } = knownIn(catalogue)
  const year = { from: dateOf(dayOf(today) - DAYS_A_YEAR), to: today }
  const delivered = await deliveredTo(db, year, holders)
  const said = await saidBy(db, holders)
  const found = new Map<string, ArticleShown[]>()
  for (const holder of holders) {
    const ownSaid = new Map(
      said.filter(one => one.organisationId === holder).map(one => [one.item, one] as const),
    )
    const ownUnits = new Map(
      delivered.filter(one => one.organisationId === holder).map(({ item, units }) => [item, units] as const),
    )
    const articles = [...new Set([...ownSaid.keys(), ...ownUnits.keys()])].toSorted().flatMap(id => {
      const item = items.get(id)
      if (item?.kind !== 'product') return []
      const units = ownUnits.get(id) ?? 0
      const use = ownSaid.get(id)
      const end = endOfLife({
        grams: item.grams.value,
        washes: item.washes?.value ?? null,
        weekly: use?.level.mean ?? null,
        outlook: use?.outlook ?? null,
        delivered: units,
      })
      return [{ item: id, delivered: units, ...end, ...endOf(id) }]
    })
    found.set(holder, articles)
  }
  return found
}
