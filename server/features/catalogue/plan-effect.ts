import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked } from '@maillage/db/tables/plans.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import { firmsCompared, itemsCompared } from '../plans/compare.ts'
import { gatherRegion } from '../plans/gather.ts'
import { type PlannerEnd, runPlanner } from '../plans/planner.ts'
import { hoursOf } from '../plans/read-lines.ts'
import { sumOf } from '../plans/weeks.ts'
import type { PlanEffect } from './change-schemas.ts'

/** Firms named, those that work more or less first. */
const FIRMS = 20

type Made = Extract<PlannerEnd, { said: 'plan' }>
type Problem = NonNullable<PlanEffect['problem']>

interface Asking {
  operatorId: string
  asked: PlanAsked
  today: string
}

/** Makes the plan that is asked, by one catalogue; nothing of it is kept. */
async function planBy(
  db: Kysely<DB>,
  catalogue: Catalogue,
  asking: Asking,
  signal: AbortSignal,
): Promise<Made | Problem> {
  const { region } = await gatherRegion(db, { ...asking, catalogue })
  if (region.demands.length === 0) return 'no-demand'
  if (region.firms.length === 0) return 'no-firm'
  const ended = await runPlanner({ catalogue, region, explained: false }, () => {}, signal)
  if (ended.said === 'stopped') return 'time-limit'
  if (ended.said === 'problem') return ended.problem
  return ended.faults.length > 0 ? 'failed-check' : ended
}

/** Names of the firms of both plans, by id. */
async function namesOf(db: Kysely<DB>, plans: readonly Made[]): Promise<Map<string, string>> {
  const ids = [...new Set(plans.flatMap(({ lines }) => lines.map(({ firmId }) => firmId)))]
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * What a changed catalogue would make of the operator's last plan: what was asked then is planned twice as of today, by the
 * catalogue in force and by the changed one, so that nothing but the catalogue differs. Neither is kept.
 */
export async function planEffectOf(
  db: Kysely<DB>,
  { before, after }: { before: Catalogue; after: Catalogue },
  { operatorId, today }: { operatorId: string; today: string },
  signal: AbortSignal,
): Promise<PlanEffect> {
  const last = await db
    .selectFrom('plan')
    .select(['id', 'number', 'asked'])
    .where('operatorId', '=', operatorId)
    .where('state', '=', 'made')
    .where('archivedAt', 'is', null)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  if (last === undefined) return { plan: null, problem: null, compared: null }
  const { asked, ...plan } = last
  const overdue = AbortSignal.any([signal, AbortSignal.timeout(2 * asked.seconds * 1000)])
  const asking = { operatorId, asked, today }
  const now = await planBy(db, before, asking, overdue)
  if (typeof now === 'string') return { plan, problem: now, compared: null }
  const then = await planBy(db, after, asking, overdue)
  if (typeof then === 'string') return { plan, problem: then, compared: null }
  const cost = ({ plan: { costs } }: Made) => {
    const { lateness: _, ...paid } = costs
    return sumOf(Object.values(paid))
  }
  const names = await namesOf(db, [now, then])
  const hours = ({ lines }: Made) =>
    lines.map(line => ({
      firmId: line.firmId,
      firm: names.get(line.firmId) ?? line.firmId,
      hours: hoursOf(line),
    }))
  return {
    plan,
    problem: null,
    compared: {
      cost: { before: cost(now), after: cost(then) },
      lateness: { before: now.plan.costs.lateness, after: then.plan.costs.lateness },
      gap: { before: now.plan.gap, after: then.plan.gap },
      items: itemsCompared(now.plan, then.plan),
      firms: firmsCompared(hours(now), hours(then)).slice(0, FIRMS),
    },
  }
}
