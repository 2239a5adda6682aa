import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked } from '@maillage/db/tables/plans.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import { inThread } from '../../threads/in-thread.ts'
import { gatherRegion } from '../plans/gather.ts'
import type { PlannedLine } from '../plans/lines.ts'
import type { PlannerSays, PlannerTask } from '../plans/planner-worker.ts'
import { sumOf } from '../plans/weeks.ts'
import type { PlanEffect } from './change-schemas.ts'

const entry = new URL('../plans/planner-worker.ts', import.meta.url)
const HEAP_MEGABYTES = 3072
const MINUTES_AN_HOUR = 60
/** Fewer units or hours are the solver's, not the catalogue's. */
const TELLING = 0.5
const FIRMS = 20

type Made = Extract<PlannerSays, { said: 'plan' }>
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
  const task: PlannerTask = { catalogue, region }
  return inThread<PlannerSays, Made | Problem>(
    {
      entry,
      task,
      heapMegabytes: HEAP_MEGABYTES,
      name: 'the effect on a plan',
      hear(message, end) {
        if (message.said === 'plan') end(message.faults.length > 0 ? 'error' : message)
        if (message.said === 'problem') end(message.problem)
      },
      stopped: () => 'time-limit',
    },
    signal,
  )
}

interface Pair {
  before: number
  after: number
}
const differ = ({ before, after }: Pair) => Math.abs(after - before)

function itemsOf(before: Made, after: Made): NonNullable<PlanEffect['compared']>['items'] {
  const keys = new Map(
    [...before.plan.supplied, ...after.plan.supplied].map(({ item, claim }) => [
      `${item} ${claim}`,
      { item, claim },
    ]),
  )
  return [...keys.values()]
    .map(({ item, claim }) => {
      const pair = (of: (one: Made['plan']['supplied'][number]) => number): Pair => {
        const sum = ({ plan }: Made) =>
          sumOf(plan.supplied.filter(one => one.item === item && one.claim === claim).map(of))
        return { before: sum(before), after: sum(after) }
      }
      return {
        item,
        claim,
        made: pair(({ delivered }) => sumOf(delivered)),
        never: pair(({ late }) => late.at(-1) ?? 0),
      }
    })
    .filter(({ made, never }) => differ(made) > TELLING || differ(never) > TELLING)
    .toSorted((a, b) => differ(b.made) - differ(a.made) || (a.item < b.item ? -1 : 1))
}

const hoursOf = (lines: readonly PlannedLine[], firm: string): number =>
  sumOf(
    lines
      .filter(({ firmId }) => firmId === firm)
      .map(({ units, labour }) => sumOf(units) * sumOf(labour.map(({ minutes }) => minutes))),
  ) / MINUTES_AN_HOUR

async function firmsOf(
  db: Kysely<DB>,
  before: Made,
  after: Made,
): Promise<NonNullable<PlanEffect['compared']>['firms']> {
  const ids = [...new Set([...before.lines, ...after.lines].map(({ firmId }) => firmId))]
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return rows
    .map(({ id, name }) => ({
      id,
      name,
      hours: { before: hoursOf(before.lines, id), after: hoursOf(after.lines, id) },
    }))
    .filter(({ hours }) => differ(hours) > TELLING)
    .toSorted((a, b) => differ(b.hours) - differ(a.hours) || (a.name < b.name ? -1 : 1))
    .slice(0, FIRMS)
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
  return {
    plan,
    problem: null,
    compared: {
      cost: { before: cost(now), after: cost(then) },
      lateness: { before: now.plan.costs.lateness, after: then.plan.costs.lateness },
      gap: { before: now.plan.gap, after: then.plan.gap },
      items: itemsOf(now, then),
      firms: await firmsOf(db, now, then),
    },
  }
}
