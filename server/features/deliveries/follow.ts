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
  return (await risksByContract(db, catalogue, [contractId], today)).get(contractId) ?? []
}

/** The same of several contracts, by their ids; none for those of which nothing will be late. */
export async function risksByContract(
  db: Kysely<DB>,
  catalogue: Catalogue,
  contractIds: readonly string[],
  today: string,
): Promise<Map<string, Risk[]>> {
  if (contractIds.length === 0) return new Map()
  const lines = await standingLines(db, contractIds).execute()
  const deliveries = await db
    .selectFrom('delivery')
    .select(['orderLineId', 'state', 'quantity', 'received', 'removed', 'plannedOn'])
    .where('contractId', 'in', contractIds)
    .execute()
  const milestones = await db
    .selectFrom('milestone')
    .select(['id', 'contractId', 'due', 'reachedOn'])
    .where('contractId', 'in', contractIds)
    .execute()
  const firmIds = [...new Set(lines.flatMap(({ firmId }) => firmId ?? []))]
  const firms = new Map((await loadFirms(db, firmIds)).map(firm => [firm.id, firm]))
  const deliveriesOf = Map.groupBy(deliveries, ({ orderLineId }) => orderLineId)
  const followed = ({ id, due, quantity, item, firmId }: (typeof lines)[number]): Followed => {
    const own = deliveriesOf.get(id) ?? []
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
  }
  const linesOf = Map.groupBy(lines, ({ contractId }) => contractId)
  const milestonesOf = Map.groupBy(milestones, ({ contractId }) => contractId)
  return new Map(
    contractIds
      .map(id => {
        const risks = foresee((linesOf.get(id) ?? []).map(followed), milestonesOf.get(id) ?? [], today)
        return [id, risks] as const
      })
      .filter(([, risks]) => risks.length > 0),
  )
}
