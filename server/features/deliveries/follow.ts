import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { loadFirms } from '../../engine/load-firms.ts'
import { weeklyUnits } from '../contracts/hours.ts'
import { foresee, type Followed } from './foresee.ts'
import { takenUp } from './life-cycle.ts'
import { standingLines } from './lock.ts'
import type { Risk } from './schemas.ts'

/** What of a contract in force will be late, by its deliveries, its milestones, and what its makers can make a week. */
export async function risksOf(
  db: Kysely<DB>,
  catalogue: Catalogue,
  contractId: string,
  today: string,
): Promise<Risk[]> {
  const lines = await standingLines(db, contractId).execute()
  const deliveries = await db
    .selectFrom('delivery')
    .select(['orderLineId', 'state', 'quantity', 'received', 'removed', 'plannedOn'])
    .where('contractId', '=', contractId)
    .execute()
  const milestones = await db
    .selectFrom('milestone')
    .select(['id', 'due', 'reachedOn'])
    .where('contractId', '=', contractId)
    .execute()
  const firmIds = [...new Set(lines.flatMap(({ firmId }) => firmId ?? []))]
  const firms = new Map((await loadFirms(db, firmIds)).map(firm => [firm.id, firm]))
  const followed = lines.map(({ id, due, quantity, item, firmId }): Followed => {
    const own = deliveries.filter(({ orderLineId }) => orderLineId === id)
    const arrived = own.filter(({ state }) => state === 'received' || state === 'accepted')
    const firm = firmId === null ? undefined : firms.get(firmId)
    return {
      orderLineId: id,
      due,
      ordered: quantity,
      arrived: arrived.reduce((sum, one) => sum + takenUp(one), 0),
      announced: own.filter(({ state }) => state === 'announced'),
      weeklyUnits: firm === undefined ? null : weeklyUnits(catalogue, firm, item),
    }
  })
  return foresee(followed, milestones, today)
}
