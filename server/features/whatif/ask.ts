import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import type { RunBody } from './schemas.ts'
import { settingsOf } from './settings.ts'

/** Who plans, for which operator. */
export interface ScenarioActor {
  actor: string | null
  operatorId: string
}

const said = {
  scenario: {
    fr: 'Ce scénario n’existe plus : rechargez la page.',
    en: 'This scenario is no longer there: reload the page.',
  },
  plan: {
    fr: 'Ce plan n’existe pas : choisissez-en un autre.',
    en: 'There is no such plan: choose another.',
  },
}

/** Asks for scenarios to be run, now or after some seconds: they wait for their turn. Returns the id of the run. */
export async function askRun(
  trx: Transaction<DB>,
  {
    catalogue,
    today,
    sendJob,
    afterSeconds = 0,
    ...by
  }: ScenarioActor & {
    catalogue: Catalogue
    today: string
    sendJob: FastifyInstance['sendJob']
    afterSeconds?: number
  },
  { scenarioIds, planId, runs, seed, uncertainty }: RunBody,
): Promise<string | Refusal> {
  // One number after the other: whoever asks at the same time waits here.
  await trx.selectFrom('organisation').select('id').where('id', '=', by.operatorId).forNoKeyUpdate().execute()
  const settings = await settingsOf(trx, by.operatorId, planId)
  const rows = await trx
    .selectFrom('scenario')
    .select(['id', 'name', 'parts'])
    .where('operatorId', '=', by.operatorId)
    .where('archivedAt', 'is', null)
    .where('id', 'in', scenarioIds)
    .execute()
  const known = new Map(rows.map(row => [row.id, row]))
  const faults = scenarioIds.flatMap((id, at): Fault[] =>
    known.has(id) ? [] : [{ field: `/scenarioIds/${at}`, message: said.scenario }],
  )
  if (settings === undefined) faults.push({ field: '/planId', message: said.plan })
  if (settings === undefined || faults.length > 0) return invalid(faults)
  const { last } = await trx
    .selectFrom('scenarioRun')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('operatorId', '=', by.operatorId)
    .executeTakeFirstOrThrow()
  const scenarios = [...new Set(scenarioIds)].flatMap(id => known.get(id) ?? [])
  const id = newId()
  await trx
    .insertInto('scenarioRun')
    .values({
      id,
      operatorId: by.operatorId,
      number: (last ?? 0) + 1,
      asOf: today,
      weeks: settings.weeks,
      asked: JSON.stringify({ planId, scenarios, runs, seed, uncertainty }),
      catalogueVersion: catalogue.version,
      createdBy: by.actor,
    })
    .execute()
  await tellRun(trx, by, id, 'asked')
  await sendJob(trx, 'run-scenarios', { runId: id }, afterSeconds)
  return id
}

/** Ends a run that waits or is under way; one that has ended says so. */
export async function cancelRun(
  trx: Transaction<DB>,
  by: ScenarioActor,
  runId: string,
): Promise<Refusal | null> {
  const run = await trx
    .selectFrom('scenarioRun')
    .select('state')
    .where('id', '=', runId)
    .where('operatorId', '=', by.operatorId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (run === undefined) return { refused: 'not-found' }
  if (run.state !== 'waiting' && run.state !== 'running') return { refused: 'plan-ended' }
  await trx
    .updateTable('scenarioRun')
    .set({ state: 'cancelled', finishedAt: sql<Date>`now()` })
    .where('id', '=', runId)
    .execute()
  await tellRun(trx, by, runId, 'cancelled')
  return null
}

export async function tellRun(
  trx: Transaction<DB>,
  { actor, operatorId }: ScenarioActor,
  runId: string,
  what: 'asked' | 'made' | 'failed' | 'cancelled',
): Promise<void> {
  await recordEvent(trx, {
    verb: `scenario-run.${what}`,
    actor,
    organisationId: operatorId,
    subjectKind: 'scenario-run',
    subjectId: runId,
  })
  await announceChange(trx, { organisationId: operatorId, subject: 'scenario', id: runId })
}
