import type { DB } from '@maillage/db/tables/database.ts'
import { type Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { keepDocuments } from '../documents/keep.ts'
import { holdLonger, releaseTender } from '../ledger/offer-holds.ts'
import { tenderAmended, tenderEnded } from '../mail/tender-words.ts'
import { dateFaults } from './check.ts'
import { step } from './life-cycle.ts'
import { storeRevision } from './publish.ts'
import { databaseNow, lockTender, readTender } from './queries.ts'
import type { AmendmentInput } from './schemas.ts'
import { followersOf, recordTender, tellAll, type Tendering } from './tell.ts'

const said = {
  earlier: {
    fr: 'Une modification ne raccourcit pas le délai : gardez la date, ou repoussez-la.',
    en: 'An amendment does not shorten the time: keep the date, or put it off.',
  },
} as const

/** Amends a published tender before its deadline: all who follow it are told what and why, at the same instant. */
export async function amendTender(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  { version, reason, description, questionsUntil, deadline, documents = [] }: AmendmentInput,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  const taken = step(tender, 'amend', now)
  if ('because' in taken) return { refused: 'wrong-state' }
  if (tender.version !== version)
    return {
      refused: 'stale-version',
      current: await readTender(trx, tenderId, 'own', tendering.actor),
    }
  const dates = { questionsUntil: new Date(questionsUntil), deadline: new Date(deadline) }
  // What was left to answer in stays: a day at least where the deadline moves.
  const moved = dates.deadline.getTime() !== tender.deadline?.getTime()
  const faults =
    tender.deadline !== null && dates.deadline < tender.deadline
      ? [{ field: '/deadline', message: said.earlier }]
      : moved
        ? dateFaults(dates, 1, now)
        : []
  if (faults.length > 0) return invalid(faults)
  const { organisationId } = tender
  const subject = { kind: 'tender', id: tenderId }
  const notKept = await keepDocuments(trx, { organisationId, ids: documents, subject })
  if (notKept) return notKept
  await publishAmendment(trx, tendering, tenderId, { description, ...dates }, reason, now)
  return null
}

/** Stores what changes as the next revision, and tells all who follow the tender what and why, at the same instant. */
export async function publishAmendment(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  changes: { deadline: Date; questionsUntil?: Date; description?: string },
  reason: string,
  now: Date,
): Promise<void> {
  const amended = await trx
    .updateTable('tender')
    .set(old => ({
      ...changes,
      revision: old('revision', '+', 1),
      version: old('version', '+', 1),
      updatedAt: now,
    }))
    .where('id', '=', tenderId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await storeRevision(trx, amended, reason.trim())
  await holdLonger(trx, amended)
  const { eventId } = await recordTender(trx, tendering.actor, amended, 'tender.amended', {
    revision: amended.revision,
    deadline: amended.deadline,
  })
  const told = {
    tender: { id: tenderId, title: amended.title },
    deadline: changes.deadline.toISOString(),
    reason: reason.trim(),
  }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    await followersOf(trx, tenderId),
    { kind: 'tender-amended', eventId, data: told },
    tenderAmended({ ...told, title: amended.title, link }),
  )
}

/** Ends a tender without a contract, for a reason that all who follow it are told. */
export async function cancelTender(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  reason: string,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  const taken = step(tender, 'cancel', now)
  if ('because' in taken) return { refused: 'wrong-state' }
  await trx
    .updateTable('tender')
    .set(old => ({
      state: taken.state,
      endedReason: reason.trim(),
      endedAt: now,
      version: old('version', '+', 1),
    }))
    .where('id', '=', tenderId)
    .execute()
  await releaseTender(trx, tendering, tenderId)
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.cancelled', {})
  const told = { tender: { id: tenderId, title: tender.title }, reason: reason.trim() }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    await followersOf(trx, tenderId),
    { kind: 'tender-ended', eventId, data: told },
    tenderEnded({ ...told, title: tender.title, isOpened: tender.openedAt !== null, link }),
  )
  return null
}
