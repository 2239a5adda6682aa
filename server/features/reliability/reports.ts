import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { notify } from '../notifications/notify.ts'
import { findMember } from '../organisations/members.ts'
import { allFacts } from './read.ts'
import type { DecisionInput, FactReport, ReportInput } from './schemas.ts'

const LATEST = 100

const said = {
  unknown: {
    fr: 'Ce fait n’est pas, ou plus, parmi ceux qui comptent.',
    en: 'This fact is not, or no longer, among those that count.',
  },
  twice: { fr: 'Ce fait est déjà signalé.', en: 'This fact is reported already.' },
  blank: { fr: 'Dites ce qui est faux.', en: 'Say what is wrong.' },
} satisfies Record<string, Text>

/** An organisation holds a fact about it to be wrong; the operators are told. Once a fact. */
export async function reportFact(
  trx: Transaction<DB>,
  { actor, organisationId }: { actor: string; organisationId: string },
  { fact, reason }: ReportInput,
): Promise<null | Refusal> {
  if (reason.trim() === '') return invalid([{ field: '/reason', message: said.blank }])
  const facts = await allFacts(trx, organisationId, parisDate(new Date()))
  if (!facts.some(({ key }) => key === fact)) return invalid([{ field: '/fact', message: said.unknown }])
  const report = await trx
    .insertInto('factReport')
    .values({
      id: newId(),
      organisationId,
      fact,
      reason: reason.trim(),
      reportedBy: actor,
      decision: null,
      decidedBy: null,
      decidedAt: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (report === undefined) return invalid([{ field: '/fact', message: said.twice }])
  const { eventId } = await recordEvent(trx, {
    verb: 'reliability.reported',
    actor,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { fact },
  })
  const operators = await trx
    .selectFrom('organisation')
    .select('id')
    .where(sql<boolean>`'operator' = any(roles)`)
    .orderBy('id')
    .execute()
  for (const { id } of operators)
    await notify(trx, { organisationId: id, kind: 'fact-reported', needId: null, eventId, data: {} })
  return null
}

/** Facts that were reported, what waits for the operator first, then the last reported. */
export async function listFactReports(db: Kysely<DB>): Promise<FactReport[]> {
  const rows = await db
    .selectFrom('factReport as report')
    .innerJoin('organisation', 'organisation.id', 'report.organisationId')
    .select(['report.id', 'report.fact', 'reason', 'at', 'decision', 'said'])
    .select(['organisation.id as organisationId', 'organisation.name'])
    .orderBy(sql`decision is null`, 'desc')
    .orderBy('at', 'desc')
    .limit(LATEST)
    .execute()
  const today = parisDate(new Date())
  const byOrganisation = new Map<string, Awaited<ReturnType<typeof allFacts>>>()
  for (const { organisationId } of rows)
    if (!byOrganisation.has(organisationId))
      byOrganisation.set(organisationId, await allFacts(db, organisationId, today))
  return rows.map(({ organisationId, name, fact, at, ...report }) => ({
    ...report,
    organisation: { id: organisationId, name },
    at: at.toISOString(),
    fact: byOrganisation.get(organisationId)?.find(({ key }) => key === fact) ?? null,
  }))
}

/**
 * The operator leaves a reported fact out of what is counted, or keeps it, and says why; its organisation is told. Nobody
 * decides about a fact of their own organisation.
 */
export async function decideFactReport(
  trx: Transaction<DB>,
  { actor, reportId }: { actor: string; reportId: string },
  sendJob: FastifyInstance['sendJob'],
  { decision, said: words }: DecisionInput,
): Promise<null | Refusal> {
  if (words.trim() === '') return invalid([{ field: '/said', message: said.blank }])
  const report = await trx
    .selectFrom('factReport')
    .select(['organisationId', 'decision', 'fact'])
    .where('id', '=', reportId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (report === undefined) return { refused: 'not-found' }
  const { organisationId } = report
  const own = await findMember(trx, { organisationId, userId: actor })
  if (own !== undefined) return { refused: 'not-allowed' }
  if (report.decision !== null) return { refused: 'wrong-state' }
  await trx
    .updateTable('factReport')
    .set({ decision, said: words.trim(), decidedBy: actor, decidedAt: sql<Date>`now()` })
    .where('id', '=', reportId)
    .execute()
  const { eventId } = await recordEvent(trx, {
    verb: `reliability.${decision}`,
    actor,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data: { fact: report.fact },
  })
  await notify(trx, {
    organisationId,
    kind: 'fact-decided',
    needId: null,
    eventId,
    data: { decision, said: words.trim() },
  })
  if (decision === 'left-out') await sendJob(trx, 'count-record', { firmId: organisationId })
  return null
}
