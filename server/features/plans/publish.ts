import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import type { PlanActor } from './ask.ts'
import { hoursTaken, type HoursActor, takeForProposal } from './proposal-hours.ts'
import type { PublishBody } from './proposal-schemas.ts'
import { tellFirm, type Telling } from './tell.ts'
import { planMondays, sumOf } from './weeks.ts'

/** So long are the hours kept that a firm accepts, from the last day of answering on. */
export const KEPT_DAYS = 60
const MOST_REPLY_DAYS = 60

const said = {
  past: { fr: 'Ce jour est passé : choisissez-en un à venir.', en: 'This day is over: choose one to come.' },
  far: { fr: 'Choisissez un jour d’ici 60 jours.', en: 'Choose a day within 60 days.' },
  nothing: {
    fr: 'Ce plan ne propose plus rien : ses semaines sont passées, ou tout est déjà convenu. Refaites un plan.',
    en: 'This plan proposes nothing any more: its weeks are over, or all is agreed. Make another plan.',
  },
}

export type Publishing = PlanActor & HoursActor & Telling & { today: string }

/** The plan of an operator that was published last, if any. */
export function lastPublished(db: Kysely<DB>, operatorId: string) {
  return db
    .selectFrom('plan')
    .select(['id', 'number'])
    .where('operatorId', '=', operatorId)
    .where('publishedAt', 'is not', null)
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Proposes a plan's lines to their firms, an item at a time, and holds the hours they would take; what the last plan still
 * proposed is withdrawn. `after` names the plan that whoever publishes saw as the last: where another one was published since, or
 * this one, they are told so and nothing changes.
 */
export async function publishPlan(
  trx: Transaction<DB>,
  by: Publishing,
  planId: string,
  { replyBy, after }: PublishBody,
): Promise<Refusal | null> {
  const { operatorId, today } = by
  // One publication of an operator after the other.
  await trx.selectFrom('organisation').select('id').where('id', '=', operatorId).forNoKeyUpdate().execute()
  const plan = await trx
    .selectFrom('plan')
    .select(['state', 'asOf', 'asked', 'archivedAt', 'publishedAt'])
    .where('id', '=', planId)
    .where('operatorId', '=', operatorId)
    .executeTakeFirst()
  if (plan === undefined) return { refused: 'not-found' }
  const last = await lastPublished(trx, operatorId)
  if ((last?.id ?? null) !== after)
    return { refused: 'plan-published', current: last && { id: last.id, number: last.number } }
  if (plan.publishedAt !== null) return { refused: 'plan-published', current: last }
  if (plan.state !== 'made' || plan.archivedAt !== null) return { refused: 'plan-ended' }
  const faults = replyFaults(replyBy, today)
  if (faults.length > 0) return invalid(faults)
  await withdrawOpen(trx, by)
  const mondays = planMondays(plan.asOf, plan.asked.weeks)
  const proposed = await propose(trx, by, planId, mondays, replyBy)
  if (proposed === 0) return invalid([{ field: '', message: said.nothing }])
  await trx
    .updateTable('plan')
    .set({ publishedAt: sql<Date>`clock_timestamp()`, publishedBy: by.actor })
    .where('id', '=', planId)
    .execute()
  await tellLog(trx, by, planId, 'plan.published')
  return null
}

function replyFaults(replyBy: string, today: string): Fault[] {
  if (replyBy < today) return [{ field: '/replyBy', message: said.past }]
  const far = dayOf(replyBy) - dayOf(today) > MOST_REPLY_DAYS
  return far ? [{ field: '/replyBy', message: said.far }] : []
}

/** Proposes what lies ahead and is not agreed yet; returns how many proposals that makes. */
async function propose(
  trx: Transaction<DB>,
  by: Publishing,
  planId: string,
  mondays: readonly string[],
  replyBy: string,
): Promise<number> {
  const next = dateOf(mondayOf(dayOf(by.today)) + 7)
  const lines = await trx
    .selectFrom('planLine')
    .innerJoin('organisation', 'organisation.id', 'planLine.firmId')
    .selectAll('planLine')
    .where('planId', '=', planId)
    .where('agreedLineId', 'is', null)
    .where('organisation.status', '!=', 'suspended')
    .orderBy('firmId')
    .orderBy('item')
    .orderBy('claim')
    .orderBy('planLine.id')
    .execute()
  const ahead = lines
    .map(line => ({
      ...line,
      units: line.units.map((amount, at) => ((mondays[at] ?? '') < next ? 0 : amount)),
    }))
    .filter(({ units }) => sumOf(units) > 0)
  const keptUntil = dateOf(dayOf(replyBy) + KEPT_DAYS)
  const told = new Map<string, string[]>()
  for (const own of Map.groupBy(ahead, ({ firmId, item, claim }) => `${firmId} ${item} ${claim}`).values()) {
    const [first] = own
    if (first === undefined) continue
    const { firmId, item, claim } = first
    const id = newId()
    await trx
      .insertInto('planProposal')
      .values({ id, planId, firmId, item, claim, replyBy, keptUntil })
      .execute()
    for (const { id: lineId, units } of own)
      await trx
        .updateTable('planLine')
        .set({ proposalId: id, units: JSON.stringify(units) })
        .where('id', '=', lineId)
        .execute()
    const hours = hoursTaken(own, mondays)
    await takeForProposal(trx, by, { id, firmId }, { state: 'held', until: replyBy, hours })
    told.set(firmId, [...(told.get(firmId) ?? []), item])
  }
  for (const [firmId, items] of [...told].sort(([one], [other]) => (one < other ? -1 : 1)))
    await tellFirm(trx, by, firmId, { happened: 'proposed', items, replyBy })
  return told.size
}

/** Withdraws what an operator still proposes and nobody has answered; gives back the hours that it held. */
export async function withdrawOpen(trx: Transaction<DB>, by: Publishing): Promise<number> {
  const open = await trx
    .updateTable('planProposal')
    .set(eb => ({ state: 'withdrawn', version: eb('version', '+', 1) }))
    .where('state', '=', 'proposed')
    .where('planId', 'in', trx.selectFrom('plan').select('id').where('operatorId', '=', by.operatorId))
    .returning(['id', 'firmId', 'item'])
    .execute()
  for (const proposal of open) await takeForProposal(trx, by, proposal, null)
  for (const [firmId, own] of [...Map.groupBy(open, ({ firmId }) => firmId)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  ))
    await tellFirm(trx, by, firmId, {
      happened: 'withdrawn',
      items: own.map(({ item }) => item),
      replyBy: null,
    })
  return open.length
}

/** Takes a publication back as far as nobody has answered; what was agreed stays. */
export async function withdrawPlan(
  trx: Transaction<DB>,
  by: Publishing,
  planId: string,
): Promise<Refusal | null> {
  await trx.selectFrom('organisation').select('id').where('id', '=', by.operatorId).forNoKeyUpdate().execute()
  const last = await lastPublished(trx, by.operatorId)
  if (last?.id !== planId) {
    const own = await trx
      .selectFrom('plan')
      .select('id')
      .where('id', '=', planId)
      .where('operatorId', '=', by.operatorId)
      .executeTakeFirst()
    return { refused: own === undefined ? 'not-found' : 'plan-ended' }
  }
  await withdrawOpen(trx, by)
  await tellLog(trx, by, planId, 'plan.withdrawn')
  return null
}

async function tellLog(
  trx: Transaction<DB>,
  { actor, operatorId }: PlanActor,
  planId: string,
  verb: 'plan.published' | 'plan.withdrawn',
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
