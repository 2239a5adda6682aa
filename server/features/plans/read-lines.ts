import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { PlanLines } from './schemas.ts'
import { sumOf } from './weeks.ts'

const MINUTES_AN_HOUR = 60

/** People's hours of a line over all its weeks. */
export const hoursOf = ({
  units,
  labour,
}: {
  units: readonly number[]
  labour: readonly { minutes: number }[]
}) => (sumOf(units) * sumOf(labour.map(({ minutes }) => minutes))) / MINUTES_AN_HOUR

/** The lines of a plan: all, or those of one firm or item; the operations of an item after each other. */
export async function readLines(
  db: Kysely<DB>,
  planId: string,
  { firm, item }: { firm?: string; item?: string },
): Promise<PlanLines> {
  const rows = await db
    .selectFrom('planLine')
    .innerJoin('organisation', 'organisation.id', 'planLine.firmId')
    .leftJoin('site', 'site.id', 'planLine.siteId')
    .selectAll('planLine')
    .select(['organisation.name as firm', 'site.name as site'])
    .where('planId', '=', planId)
    .$if(firm !== undefined, query => query.where('firmId', '=', firm ?? ''))
    .$if(item !== undefined, query => query.where('planLine.item', '=', item ?? ''))
    .orderBy('planLine.item')
    .orderBy('organisation.name')
    .orderBy('planLine.id')
    .execute()
  return rows.map(({ labour, units, machineMinutes: _, planId: _plan, siteId: _site, ...row }) => ({
    ...row,
    units,
    hours: hoursOf({ units, labour }),
  }))
}
