import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Reading } from './read.ts'
import type { ItemStock } from './schemas.ts'
import { standingOf } from './standing.ts'

/** How the stocks of each buyer stand that keeps any; those that lack something first. For the operator alone. */
export async function readBuyerStocks(
  db: Kysely<DB>,
  { organisationId, today }: Reading,
): Promise<{ id: string; name: string; items: ItemStock[] }[]> {
  const buyers = await db
    .selectFrom('organisation')
    .innerJoin('depot', 'depot.organisationId', 'organisation.id')
    .select(['organisation.id', 'organisation.name'])
    .distinct()
    .where('organisation.id', '!=', organisationId)
    .where('organisation.status', '!=', 'suspended')
    .orderBy('organisation.name')
    .execute()
  const shown: { id: string; name: string; items: ItemStock[] }[] = []
  for (const buyer of buyers) {
    const standing = await standingOf(db, buyer.id, today)
    shown.push({ ...buyer, items: standing.map(({ wasted: _, leaves: _leaves, ...item }) => item) })
  }
  const lacks = ({ items }: { items: ItemStock[] }) =>
    items.filter(({ state }) => state === 'out' || state === 'low').length
  return shown.toSorted((one, other) => lacks(other) - lacks(one))
}
