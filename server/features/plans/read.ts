import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanTable } from '@maillage/db/tables/plans.ts'
import type { Kysely, Selectable } from 'kysely'
import { mayPlan } from '../consumption/policy.ts'
import { firmsInDifficulty } from './bounds.ts'
import { itemsOf, lateShareOf } from './items.ts'
import { lawfulRoutesOf } from './lawful.ts'
import { agreedId, lineOfAgreed } from './agreed.ts'
import { departmentName, namesOf, siteNames } from './names.ts'
import { lastPublished } from './publish.ts'
import { boundsOf } from './read-bounds.ts'
import { readLines } from './read-lines.ts'
import type { PlanLines, PlanList, PlanResult, PlanShown } from './schemas.ts'
import { addedByWeek, byWeek, planMondays } from './weeks.ts'

type Row = Selectable<PlanTable>

/** Who reads: a member of the operator. */
export interface PlanReader {
  organisationId: string
  personId: string
}

function headOf({
  id,
  number,
  state,
  asOf,
  asked,
  createdAt,
  finishedAt,
  archivedAt,
  problem,
  progress,
  publishedAt,
}: Row) {
  return {
    id,
    number,
    state,
    asOf,
    asked,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    archived: archivedAt !== null,
    problem,
    progress,
    publishedAt: publishedAt?.toISOString() ?? null,
  }
}

/** An operator's plans, the last first. */
export async function readPlans(db: Kysely<DB>, reader: PlanReader): Promise<PlanList> {
  const rows = await db
    .selectFrom('plan')
    .selectAll()
    .where('operatorId', '=', reader.organisationId)
    .orderBy('number', 'desc')
    .limit(200)
    .execute()
  return {
    mayPlan: await mayPlan(db, reader),
    inDifficulty: (await firmsInDifficulty(db)).length,
    plans: rows.map(row => {
      const { result } = row
      return {
        ...headOf(row),
        figures: result && {
          cents: result.objective - result.costs.lateness,
          gap: result.gap,
          lateShare: lateShareOf(result),
        },
      }
    }),
  }
}

export function planOf(db: Kysely<DB>, operatorId: string, planId: string): Promise<Row | undefined> {
  return db
    .selectFrom('plan')
    .selectAll()
    .where('id', '=', planId)
    .where('operatorId', '=', operatorId)
    .executeTakeFirst()
}

/** One plan, or undefined where the operator has none of this id. */
export async function readPlan(
  db: Kysely<DB>,
  reader: PlanReader,
  planId: string,
): Promise<PlanShown | undefined> {
  const row = await planOf(db, reader.organisationId, planId)
  if (row === undefined) return undefined
  const buyers = await namesOf(
    db,
    (row.input?.left ?? []).map(({ buyerId }) => buyerId),
  )
  return {
    ...headOf(row),
    mayPlan: await mayPlan(db, reader),
    lastPublished: (await lastPublished(db, reader.organisationId)) ?? null,
    detail: row.detail,
    engineVersion: row.engineVersion,
    catalogueVersion: row.catalogueVersion,
    inputHash: row.inputHash,
    weeks: planMondays(row.asOf, row.asked.weeks),
    result: await resultOf(db, row),
    left: (row.input?.left ?? []).map(({ buyerId, item, why }) => ({
      buyer: buyers.get(buyerId) ?? '',
      item,
      why,
    })),
  }
}

async function resultOf(db: Kysely<DB>, { id, asOf, asked, input, result }: Row): Promise<PlanResult | null> {
  if (result === null || input === null) return null
  const { weeks } = asked
  const mondays = planMondays(asOf, weeks)
  const routes = await lawfulRoutesOf(db, input.demands)
  const lines = await readLines(db, id, {})
  const firmIds = [
    ...new Set([...lines.map(({ firmId }) => firmId), ...result.changes.map(({ firm }) => firm)]),
  ]
  const firms = await firmsNamed(db, firmIds)
  const sites = await siteNames(db, firmIds)
  return {
    costs: result.costs,
    objective: result.objective,
    bound: result.bound,
    gap: result.gap,
    items: itemsOf(result, input, routes, weeks),
    firms: firmsOf(lines, firms, weeks),
    changes: result.changes.map(({ firm, site, reorientations, effort, firstWork, beginBy }) => ({
      firmId: firm,
      firm: firms.get(firm)?.name ?? '',
      site: sites.get(site) ?? '',
      reorientations,
      keuro: effort.keuro,
      days: effort.days,
      trainingDays: effort.trainingDays,
      firstWork: mondays[firstWork] ?? asOf,
      beginBy: mondays[beginBy] ?? asOf,
    })),
    purchases: [...Map.groupBy(result.purchases, ({ item }) => item)]
      .map(([item, own]) => ({ item, units: byWeek(own, weeks) }))
      .sort((a, b) => (a.item < b.item ? -1 : 1)),
    services: [
      ...Map.groupBy(
        result.services,
        ({ item, recipe, operation }) => `${item} ${recipe} ${operation}`,
      ).values(),
    ].flatMap(own =>
      own.slice(0, 1).map(({ item, recipe, operation }) => ({
        item,
        recipe,
        operation,
        units: byWeek(own, weeks),
      })),
    ),
    transports: result.transports.map(({ item, after, next, from, to, kilometres, units }) => ({
      item,
      ...after,
      from: departmentName(from),
      to: departmentName(to),
      kilometres,
      units,
      handedOver: next === null,
    })),
    gaps: result.gaps,
    lapsed: await lapsedOf(db, result.lapsed),
    ...(await boundsOf(db, asked, result)),
  }
}

/** Whole units of operations after each other differ by so much of them at most: no loss that one tells of. */
const rounding = 0.01

/** What was agreed before and is not kept, line by line: an agreed line is one of a week to the engine. */
async function lapsedOf(
  db: Kysely<DB>,
  lapsed: NonNullable<Row['result']>['lapsed'],
): Promise<PlanResult['lapsed']> {
  if (lapsed.length === 0) return []
  const lines = await db
    .selectFrom('planLine')
    .innerJoin('plan', 'plan.id', 'planLine.planId')
    .innerJoin('organisation', 'organisation.id', 'planLine.firmId')
    .select(['planLine.id', 'item', 'recipe', 'operation', 'agreed', 'organisation.name as firm'])
    .select(['plan.asOf', 'plan.asked'])
    .where('planLine.id', 'in', [...new Set(lapsed.map(({ id }) => lineOfAgreed(id)))])
    .execute()
  return lapsed.flatMap(({ id, why, kept }) => {
    const line = lines.find(one => agreedId(one.id, id.slice(one.id.length + 1)) === id)
    if (line === undefined) return []
    const { firm, item, recipe, operation, agreed, asOf, asked } = line
    const at = planMondays(asOf, asked.weeks).indexOf(id.slice(line.id.length + 1))
    const whole = agreed?.[at] ?? 0
    if (whole - kept <= rounding * whole) return []
    return [{ firm, item, recipe, operation, why, kept, agreed: whole }]
  })
}

/** Firms with the hours of their people, those that work most first. */
function firmsOf(
  lines: PlanLines,
  firms: Awaited<ReturnType<typeof firmsNamed>>,
  weeks: number,
): PlanResult['firms'] {
  const shown = [...Map.groupBy(lines, ({ firmId }) => firmId)].map(([id, own]) => ({
    id,
    name: firms.get(id)?.name ?? '',
    gone: firms.get(id)?.gone ?? true,
    hours: addedByWeek(own.map(hoursByWeek), weeks),
    items: [...new Set(own.map(({ item }) => item))].sort(),
  }))
  const all = ({ hours }: { hours: number[] }) => hours.reduce((sum, one) => sum + one, 0)
  return shown.sort((a, b) => all(b) - all(a) || (a.name < b.name ? -1 : 1))
}

function hoursByWeek({ units, hours }: PlanLines[number]): number[] {
  const made = units.reduce((sum, one) => sum + one, 0)
  return units.map(one => (made === 0 ? 0 : (hours * one) / made))
}

async function firmsNamed(
  db: Kysely<DB>,
  ids: readonly string[],
): Promise<Map<string, { name: string; gone: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'status'])
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('site').select('site.id').whereRef('site.organisationId', '=', 'organisation.id')).as(
        'hasSite',
      ),
    )
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, name, status, hasSite }) => [
      id,
      { name, gone: status === 'suspended' || hasSite !== true },
    ]),
  )
}
