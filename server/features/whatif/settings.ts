import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked } from '@maillage/db/tables/plans.ts'
import type { Kysely } from 'kysely'

/** What a plan is asked with at first: 26 calm weeks, with money for whatever pays and nothing bound. */
const usual: PlanAsked = {
  weeks: 26,
  scenario: 'calm',
  keuro: null,
  lateness: { 1: 30, 2: 10, 3: 3 },
  bounds: { dependence: null, regional: null, recyclable: null, difficultyHours: null, items: [] },
  seconds: 120,
}

/** The settings of a plan of the operator, or the usual ones; undefined where it has none of this id. */
export async function settingsOf(
  db: Kysely<DB>,
  operatorId: string,
  planId: string | null,
): Promise<PlanAsked | undefined> {
  if (planId === null) return usual
  const plan = await db
    .selectFrom('plan')
    .select('asked')
    .where('id', '=', planId)
    .where('operatorId', '=', operatorId)
    .executeTakeFirst()
  return plan?.asked
}
