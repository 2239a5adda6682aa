import type { DB } from '@maillage/db/tables/database.ts'
import type { Possibility } from '@maillage/matching/match.ts'
import { type Kysely, sql } from 'kysely'

export interface Demand {
  needs: number
  quantity: number
}

/** What is asked for, by item and, where any product of a family will do, by family. */
export interface OpenDemand {
  items: Map<string, Demand>
  families: Map<string, Demand>
}

const nothing: Demand = { needs: 0, quantity: 0 }

/**
 * Open needs delivered in these departments that firms may see, counted by what they ask for. `today` is the day in
 * France: a need whose last delivery has passed is open no more.
 */
export async function openDemand(db: Kysely<DB>, today: string, departments: string[]): Promise<OpenDemand> {
  const rows = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.item', 'need.family'])
    .select(eb => [
      eb.fn.countAll<number>().as('needs'),
      sql<number>`sum(need.quantity)::bigint`.as('quantity'),
    ])
    .where('need.state', '=', 'published')
    .where('need.visibility', 'in', ['public', 'members'])
    .where('organisation.status', '!=', 'suspended')
    .where('need.department', 'in', departments)
    .where(
      sql<boolean>`exists (select 1 from need_tranche where need_id = need.id and due >= ${today}::date)`,
    )
    .groupBy(['need.item', 'need.family'])
    .execute()
  const by = (key: 'item' | 'family') =>
    new Map(
      rows.flatMap(row => {
        const subject = row[key]
        return subject === null ? [] : [[subject, { needs: row.needs, quantity: row.quantity }] as const]
      }),
    )
  return { items: by('item'), families: by('family') }
}

/** Demand for one item: asked for by itself, or as one of its family. */
export function demandFor(item: string, family: string | null, { items, families }: OpenDemand): Demand {
  const own = items.get(item) ?? nothing
  const any = (family !== null && families.get(family)) || nothing
  return { needs: own.needs + any.needs, quantity: own.quantity + any.quantity }
}

/** Open needs for the products an item goes into, each counted once. */
export function needsOfProducts(
  { goesInto }: Pick<Possibility, 'goesInto'>,
  familyOf: (item: string) => string | null,
  { items, families }: OpenDemand,
): number {
  const familiesIt = new Set(goesInto.map(familyOf).filter(family => family !== null))
  const count = (needs: Map<string, Demand>, ids: Iterable<string>) =>
    [...ids].reduce((sum, id) => sum + (needs.get(id)?.needs ?? 0), 0)
  return count(items, new Set(goesInto)) + count(families, familiesIt)
}
