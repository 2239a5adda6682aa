import type { DB } from '@maillage/db/tables/database.ts'
import type { ScenarioRunTable } from '@maillage/db/tables/whatif.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Begun } from '@maillage/matching/whatif/what-if.ts'
import { type Kysely, type Selectable, sql } from 'kysely'
import { mayPlan } from '../consumption/policy.ts'
import { planMondays } from '../plans/weeks.ts'
import type { RunList, RunShown, Scenarios } from './schemas.ts'

export interface ScenarioReader {
  organisationId: string
  personId: string
}

const departmentNames = new Map(loadDepartments().map(({ code, name }) => [code, name]))

/** An operator's scenarios by name, with what parts of them may name. */
export async function readScenarios(
  db: Kysely<DB>,
  reader: ScenarioReader,
  departments: readonly string[],
): Promise<Scenarios> {
  const rows = await db
    .selectFrom('scenario')
    .selectAll()
    .where('operatorId', '=', reader.organisationId)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  const firms = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`'firm' = any(roles)`)
    .where('status', '=', 'verified')
    .orderBy('name')
    .limit(5000)
    .execute()
  const plans = await db
    .selectFrom('plan')
    .select(['id', 'number'])
    .where('operatorId', '=', reader.organisationId)
    .where('state', '=', 'made')
    .where('archivedAt', 'is', null)
    .orderBy('number', 'desc')
    .limit(50)
    .execute()
  return {
    mayPlan: await mayPlan(db, reader),
    scenarios: rows.map(({ id, name, parts, version, archivedAt }) => ({
      id,
      name,
      parts,
      version,
      archived: archivedAt !== null,
    })),
    firms,
    departments: departments.map(code => ({ id: code, name: departmentNames.get(code) ?? code })),
    plans,
  }
}

const columns = ['id', 'number', 'state', 'asOf', 'asked', 'createdAt', 'finishedAt', 'problem'] as const

function headOf({
  id,
  number,
  state,
  asOf,
  asked,
  createdAt,
  finishedAt,
  problem,
}: Pick<Selectable<ScenarioRunTable>, (typeof columns)[number]>): RunList[number] {
  return {
    id,
    number,
    state,
    asOf,
    scenarios: asked.scenarios,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    problem,
  }
}
/** The last runs, the last first. */
export async function readRuns(db: Kysely<DB>, { organisationId }: ScenarioReader): Promise<RunList> {
  const rows = await db
    .selectFrom('scenarioRun')
    .select(columns)
    .where('operatorId', '=', organisationId)
    .orderBy('number', 'desc')
    .limit(50)
    .execute()
  return rows.map(headOf)
}

/** One run, or undefined where the operator has none of this id. */
export async function readRun(
  db: Kysely<DB>,
  reader: ScenarioReader,
  runId: string,
): Promise<RunShown | undefined> {
  const row = await db
    .selectFrom('scenarioRun')
    .selectAll()
    .where('id', '=', runId)
    .where('operatorId', '=', reader.organisationId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { asked, result } = row
  const plan =
    asked.planId === null
      ? undefined
      : await db.selectFrom('plan').select(['id', 'number']).where('id', '=', asked.planId).executeTakeFirst()
  const begun = [
    ...(result?.results ?? []).flatMap(({ replanned }) => replanned?.begun ?? []),
    ...(result?.robust?.begun ?? []),
  ]
  const named = asked.scenarios.flatMap(({ parts }) =>
    parts.flatMap(part => (part.kind === 'firm' ? [part.firm] : [])),
  )
  const names = await namesOf(db, [...begun.map(({ firm }) => firm), ...named])
  const shown = ({ firm, reorientations, keuro }: Begun) => ({
    firmId: firm,
    firm: names.get(firm) ?? '',
    reorientations,
    keuro,
  })
  return {
    ...headOf(row),
    mayPlan: await mayPlan(db, reader),
    plan: plan ?? null,
    runs: asked.runs,
    seed: asked.seed,
    uncertainty: asked.uncertainty,
    detail: row.detail,
    weeks: planMondays(row.asOf, row.weeks),
    firms: named.map(id => ({ id, name: names.get(id) ?? '' })),
    progress: row.progress,
    result: result && {
      results: result.results.map(each => ({
        ...each,
        replanned: each.replanned && { ...each.replanned, begun: each.replanned.begun.map(shown) },
      })),
      robust: result.robust && { ...result.robust, begun: result.robust.begun.map(shown) },
    },
  }
}

async function namesOf(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
