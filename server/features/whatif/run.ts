import type { DB } from '@maillage/db/tables/database.ts'
import type { RunAsked, ScenarioRunTable } from '@maillage/db/tables/whatif.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { WhatIfProgress } from '@maillage/matching/whatif/what-if.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { whileUnderWay } from '../../threads/while-under-way.ts'
import { tellRun } from './ask.ts'
import { gatherScenarios } from './gather.ts'
import { settingsOf } from './settings.ts'
import { runWhatIf, type WhatIfEnd } from './what-if-thread.ts'
import type { WhatIfTask } from './what-if-worker.ts'

/** A run that takes longer is given up. */
const MOST_SECONDS = 600

type Problem = NonNullable<ScenarioRunTable['problem']>

interface Running {
  catalogue: Catalogue
  today: string
  signal: AbortSignal
}

/**
 * Runs scenarios that wait, or were under way on a server that died: reads the region, computes, stores. What fails is stored
 * with its reason; cancelled meanwhile, it is left as it is. `signal`: the server stops; then the run waits for the next.
 */
export async function runScenarios(
  db: Kysely<DB>,
  running: Running,
  runId: string,
  surprised: (error: unknown) => void,
): Promise<void> {
  const run = await begin(db, runId)
  if (run === undefined) return
  try {
    await runBegun(db, running, { id: runId, ...run })
  } catch (error) {
    if (running.signal.aborted) throw error
    surprised(error)
    await fail(db, runId, 'error', error instanceof Error ? error.message : String(error))
  }
}

async function runBegun(
  db: Kysely<DB>,
  { catalogue, today, signal }: Running,
  { id, operatorId, asked }: { id: string; operatorId: string; asked: RunAsked },
): Promise<void> {
  const settings = await settingsOf(db, operatorId, asked.planId)
  if (settings === undefined) throw new Error(`There is no plan ${asked.planId}`)
  const found = await gatherScenarios(db, { operatorId, catalogue, today, settings }, asked)
  const { demands, firms } = found.asked.region
  if (demands.length === 0) return fail(db, id, 'no-demand', '')
  if (firms.length === 0) return fail(db, id, 'no-firm', '')
  const { ended, late } = await compute(db, id, { catalogue, asked: found.asked }, signal)
  if (ended.said === 'stopped') {
    if (late) await fail(db, id, 'time-limit', '')
    else if (signal.aborted) throw new Error('the server stops; the scenarios are run by the next')
    return
  }
  if (ended.said === 'problem') return fail(db, id, ended.problem, ended.detail)
  const { result } = ended
  const made = { state: 'made', asOf: today, weeks: settings.weeks, result: JSON.stringify(result) } as const
  await db.transaction().execute(trx => end(trx, id, made, 'made'))
}

const begin = (db: Kysely<DB>, runId: string) =>
  db
    .updateTable('scenarioRun')
    .set({ state: 'running', progress: null })
    .where('id', '=', runId)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['operatorId', 'asked'])
    .executeTakeFirst()

async function compute(
  db: Kysely<DB>,
  runId: string,
  task: WhatIfTask,
  stopping: AbortSignal,
): Promise<{ ended: WhatIfEnd; late: boolean }> {
  const isUnderWay = async () =>
    (await db
      .selectFrom('scenarioRun')
      .select('id')
      .where('id', '=', runId)
      .where('state', '=', 'running')
      .executeTakeFirst()) !== undefined
  const keep = (progress: WhatIfProgress) =>
    db
      .updateTable('scenarioRun')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', runId)
      .where('state', '=', 'running')
      .execute()
  return whileUnderWay(
    { isUnderWay, keep, seconds: MOST_SECONDS },
    (hear, signal) => runWhatIf(task, hear, signal),
    stopping,
  )
}

const fail = (db: Kysely<DB>, runId: string, problem: Problem, detail: string) =>
  db.transaction().execute(trx => end(trx, runId, { state: 'failed', problem, detail }, 'failed'))

/** Only what is under way ends. */
async function end(
  trx: Transaction<DB>,
  runId: string,
  values:
    | { state: 'made'; asOf: string; weeks: number; result: string }
    | { state: 'failed'; problem: Problem; detail: string },
  what: 'made' | 'failed',
): Promise<void> {
  const ended = await trx
    .updateTable('scenarioRun')
    .set({ ...values, finishedAt: sql<Date>`now()` })
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .returning('operatorId')
    .executeTakeFirst()
  if (ended !== undefined) await tellRun(trx, { actor: null, operatorId: ended.operatorId }, runId, what)
}
