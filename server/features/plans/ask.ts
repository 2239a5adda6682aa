import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import type { Fault } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import type { PlanInputBody } from './asked-schemas.ts'
import { boundFaults } from './bounds.ts'

/** Who plans, for which operator. */
export interface PlanActor {
  actor: string | null
  operatorId: string
}

const said = {
  order: {
    fr: 'Ceux qui passent avant doivent compter au moins autant : baissez ce poids, ou montez celui d’avant.',
    en: 'Those who go before have to count at least as much: lower this weight, or raise the one before.',
  },
}

/** What a schema cannot know: who goes before counts at least as much when it is late, and what may be bound. */
export async function planFaults(
  db: Kysely<DB>,
  catalogue: Catalogue,
  { lateness, bounds }: PlanInputBody,
): Promise<Fault[]> {
  const order = ([2, 3] as const).flatMap(priority =>
    lateness[priority] > lateness[priority === 2 ? 1 : 2]
      ? [{ field: `/lateness/${priority}`, message: said.order }]
      : [],
  )
  return [...order, ...(await boundFaults(db, catalogue, bounds))]
}

/** Asks for a plan: it waits for its turn in the queue. Returns its id. */
export async function askPlan(
  trx: Transaction<DB>,
  {
    actor,
    operatorId,
    catalogue,
    today,
    sendJob,
  }: PlanActor & {
    catalogue: Catalogue
    today: string
    sendJob: FastifyInstance['sendJob']
  },
  asked: PlanInputBody,
): Promise<string> {
  // One number after the other: whoever asks at the same time waits here.
  await trx.selectFrom('organisation').select('id').where('id', '=', operatorId).forNoKeyUpdate().execute()
  const { last } = await trx
    .selectFrom('plan')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('operatorId', '=', operatorId)
    .executeTakeFirstOrThrow()
  const id = newId()
  await trx
    .insertInto('plan')
    .values({
      id,
      operatorId,
      number: (last ?? 0) + 1,
      asOf: today,
      asked: JSON.stringify(asked),
      catalogueVersion: catalogue.version,
      createdBy: actor,
    })
    .execute()
  await tell(trx, { actor, operatorId }, id, 'plan.asked')
  await sendJob(trx, 'make-plan', { planId: id })
  return id
}

/** Ends a plan that waits or is under way; one that has ended says so. */
export async function cancelPlan(
  trx: Transaction<DB>,
  by: PlanActor,
  planId: string,
): Promise<Refusal | null> {
  const plan = await held(trx, by, planId)
  if (plan === undefined) return { refused: 'not-found' }
  if (plan.state !== 'waiting' && plan.state !== 'running') return { refused: 'plan-ended' }
  await trx
    .updateTable('plan')
    .set({ state: 'cancelled', finishedAt: sql<Date>`now()` })
    .where('id', '=', planId)
    .execute()
  await tell(trx, by, planId, 'plan.cancelled')
  return null
}

/** Puts a plan aside, or takes it back. */
export async function archivePlan(
  trx: Transaction<DB>,
  by: PlanActor,
  planId: string,
  archived: boolean,
): Promise<Refusal | null> {
  const plan = await held(trx, by, planId)
  if (plan === undefined) return { refused: 'not-found' }
  if ((plan.archivedAt !== null) === archived) return null
  await trx
    .updateTable('plan')
    .set({ archivedAt: archived ? sql<Date>`now()` : null })
    .where('id', '=', planId)
    .execute()
  await tell(trx, by, planId, archived ? 'plan.archived' : 'plan.restored')
  return null
}

const held = (trx: Transaction<DB>, { operatorId }: PlanActor, planId: string) =>
  trx
    .selectFrom('plan')
    .select(['state', 'archivedAt'])
    .where('id', '=', planId)
    .where('operatorId', '=', operatorId)
    .forNoKeyUpdate()
    .executeTakeFirst()

async function tell(
  trx: Transaction<DB>,
  { actor, operatorId }: PlanActor,
  planId: string,
  verb: `plan.${'asked' | 'cancelled' | 'archived' | 'restored'}`,
): Promise<void> {
  await recordEvent(trx, {
    verb,
    actor,
    organisationId: operatorId,
    subjectKind: 'plan',
    subjectId: planId,
  })
  await announceChange(trx, { organisationId: operatorId, subject: 'plan', id: planId })
}
