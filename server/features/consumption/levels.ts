import type { ConsumptionTable } from '@maillage/db/tables/consumption.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Level, levelByRule, levelOf } from '@maillage/matching/consumption/forecast.ts'
import { type FleetOutlook, fleetOutlook, weeklyByRule } from '@maillage/matching/consumption/weekly.ts'
import { type Kysely, type Selectable, sql } from 'kysely'

/** What an organisation said of an item, the weeks it declared, and the level that follows. */
export interface Said extends Selectable<ConsumptionTable> {
  declared: { week: string; quantity: number }[]
  level: Level
  outlook: FleetOutlook | null
}

function levelFor(
  row: Selectable<ConsumptionTable>,
  declared: Said['declared'],
  outlook: FleetOutlook | null,
) {
  if (row.rule !== null) return levelByRule(weeklyByRule(row.rule))
  if (outlook !== null) return levelByRule(outlook.weekly)
  return levelOf(declared.map(({ quantity }) => quantity))
}

/** What some organisations use, as they said it, by organisation and item. */
export async function saidBy(db: Kysely<DB>, organisations: readonly string[]): Promise<Said[]> {
  const of = sql<boolean>`organisation_id = any(${organisations}::uuid[])`
  const rows = await db
    .selectFrom('consumption')
    .selectAll()
    .where(of)
    .orderBy('organisationId')
    .orderBy('item')
    .execute()
  const weeks = await db.selectFrom('consumptionWeek').selectAll().where(of).orderBy('week').execute()
  const keyOf = ({ organisationId, item }: { organisationId: string; item: string }) =>
    `${organisationId} ${item}`
  const byItem = Map.groupBy(weeks, keyOf)
  return rows.map(row => {
    const declared = (byItem.get(keyOf(row)) ?? []).map(({ week, quantity }) => ({ week, quantity }))
    const outlook = row.fleet === null ? null : fleetOutlook(row.fleet)
    return { ...row, declared, outlook, level: levelFor(row, declared, outlook) }
  })
}

/** Buyers of the region that said what they use of anything; the operator too where it did. */
export const buyersWhoSaid = (db: Kysely<DB>): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('organisation')
    .innerJoin('consumption', 'consumption.organisationId', 'organisation.id')
    .select(['organisation.id', 'organisation.name'])
    .distinct()
    .where('organisation.status', '=', 'verified')
    .orderBy('organisation.name')
    .execute()
