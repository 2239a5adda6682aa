import type { DB } from '@maillage/db/tables/database.ts'
import type { PlanAsked, PlanTable } from '@maillage/db/tables/plans.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { whileUnderWay } from '../../threads/while-under-way.ts'
import { announceChange } from '../live/announce.ts'
import { ENGINE_VERSION } from '../matches/apply-ranking.ts'
import { type Gathered, gatherRegion } from './gather.ts'
import { type PlannerEnd, type PlannerProgress, runPlanner } from './planner.ts'

const ROWS_AT_ONCE = 500

type Problem = NonNullable<PlanTable['problem']>

/**
 * Makes a plan that waits, or was under way on a server that died: reads the region, computes, checks, stores. What fails is
 * stored with its reason; a plan that does not stand its check is no plan. Cancelled meanwhile, it is left as it is.
 * `signal`: the server stops; then the plan waits for the next. `surprised` is told of what nobody expected.
 */
export async function makePlan(
  db: Kysely<DB>,
  { catalogue, today, signal }: { catalogue: Catalogue; today: string; signal: AbortSignal },
  planId: string,
  surprised: (error: unknown) => void,
): Promise<void> {
  const plan = await begin(db, planId)
  if (plan === undefined) return
  try {
    await makeBegun(db, { catalogue, today, signal }, { id: planId, ...plan }, surprised)
  } catch (error) {
    if (signal.aborted) throw error
    surprised(error)
    await fail(db, planId, 'error', error instanceof Error ? error.message : String(error), null)
  }
}

async function makeBegun(
  db: Kysely<DB>,
  { catalogue, today, signal }: { catalogue: Catalogue; today: string; signal: AbortSignal },
  { id: planId, operatorId, asked }: { id: string; operatorId: string; asked: PlanAsked },
  surprised: (error: unknown) => void,
): Promise<void> {
  const gathered = await gatherRegion(db, { operatorId, catalogue, today, asked })
  const lacking = gathered.input.demands.length === 0 ? 'no-demand' : null
  const nobody = gathered.region.firms.length === 0 ? 'no-firm' : null
  const problem = lacking ?? nobody
  if (problem !== null) return fail(db, planId, problem, '', gathered)
  const { ended, late } = await compute(
    db,
    planId,
    { catalogue, region: gathered.region, explained: true },
    asked,
    signal,
  )
  if (ended.said === 'stopped') {
    if (late) await fail(db, planId, 'time-limit', '', gathered)
    else if (signal.aborted) throw new Error('the server stops; the plan is made by the next')
    return
  }
  if (ended.said === 'problem') return fail(db, planId, ended.problem, ended.detail, gathered)
  if (ended.faults.length > 0)
    return fail(db, planId, 'failed-check', ended.faults.slice(0, 20).join('\n'), gathered)
  if (ended.unexplained !== null) surprised(new Error(`a plan could not be explained: ${ended.unexplained}`))
  await db.transaction().execute(trx => keep(trx, planId, gathered, ended))
}

/** Only one that waits is begun, or one that was begun before: the job comes back when its server has died. */
function begin(db: Kysely<DB>, planId: string) {
  return db
    .updateTable('plan')
    .set({ state: 'running', progress: null })
    .where('id', '=', planId)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['operatorId', 'asked'])
    .executeTakeFirst()
}

async function compute(
  db: Kysely<DB>,
  planId: string,
  task: Parameters<typeof runPlanner>[0],
  { seconds }: PlanAsked,
  stopping: AbortSignal,
): Promise<{ ended: PlannerEnd; late: boolean }> {
  const isUnderWay = async () =>
    (await db
      .selectFrom('plan')
      .select('id')
      .where('id', '=', planId)
      .where('state', '=', 'running')
      .executeTakeFirst()) !== undefined
  const keep = (progress: PlannerProgress) =>
    db
      .updateTable('plan')
      .set({ progress: JSON.stringify(progress) })
      .where('id', '=', planId)
      .where('state', '=', 'running')
      .execute()
  return whileUnderWay(
    { isUnderWay, keep, seconds },
    (hear, signal) => runPlanner(task, hear, signal),
    stopping,
  )
}

async function fail(
  db: Kysely<DB>,
  planId: string,
  problem: Problem,
  detail: string,
  gathered: Gathered | null,
): Promise<void> {
  await db.transaction().execute(async trx => {
    const failed = await trx
      .updateTable('plan')
      .set({
        state: 'failed',
        problem,
        detail,
        input: gathered && JSON.stringify(gathered.input),
        inputHash: gathered?.hash ?? null,
        finishedAt: sql<Date>`now()`,
      })
      .where('id', '=', planId)
      .where('state', '=', 'running')
      .returning('operatorId')
      .executeTakeFirst()
    if (failed !== undefined) await tell(trx, planId, failed.operatorId, 'plan.failed')
  })
}

async function keep(
  trx: Transaction<DB>,
  planId: string,
  { input, hash, region }: Gathered,
  { plan, lines, explanation }: Extract<PlannerEnd, { said: 'plan' }>,
): Promise<void> {
  const kept = await trx
    .updateTable('plan')
    .set({
      state: 'made',
      asOf: region.asOf,
      input: JSON.stringify(input),
      inputHash: hash,
      result: JSON.stringify(plan),
      explanation: explanation && JSON.stringify(explanation),
      engineVersion: ENGINE_VERSION,
      finishedAt: sql<Date>`now()`,
    })
    .where('id', '=', planId)
    .where('state', '=', 'running')
    .returning('operatorId')
    .executeTakeFirst()
  if (kept === undefined) return
  const rows = lines.map(({ reorientations, labour, units, ...line }) => ({
    id: newId(),
    planId,
    ...line,
    reorientations: JSON.stringify(reorientations),
    labour: JSON.stringify(labour),
    units: JSON.stringify(units),
  }))
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await trx
      .insertInto('planLine')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute()
  await tell(trx, planId, kept.operatorId, 'plan.made')
}

async function tell(
  trx: Transaction<DB>,
  planId: string,
  organisationId: string,
  verb: 'plan.made' | 'plan.failed',
): Promise<void> {
  await recordEvent(trx, {
    verb,
    actor: null,
    organisationId,
    subjectKind: 'plan',
    subjectId: planId,
  })
  await announceChange(trx, { organisationId, subject: 'plan', id: planId })
}
