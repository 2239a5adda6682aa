import type { DB } from '@maillage/db/tables/database.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { questionAnswered } from '../mail/tender-words.ts'
import { notifyAll } from '../notifications/notify.ts'
import { step } from './life-cycle.ts'
import { databaseNow, lockTender } from './queries.ts'
import { follow, followersOf, recordTender, tellAll, type Tendering } from './tell.ts'

/** A firm asks about a published tender; the buyer learns what was asked and not by whom. */
export async function askQuestion(
  trx: Transaction<DB>,
  { actor }: Tendering,
  { tenderId, organisationId, text }: { tenderId: string; organisationId: string; text: string },
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const taken = step(tender, 'ask', await databaseNow(trx))
  if ('because' in taken) return invalid([{ field: '/text', message: taken.because }])
  await trx
    .insertInto('tenderQuestion')
    .values({
      id: newId(),
      tenderId,
      askedByOrganisationId: organisationId,
      askedBy: actor,
      text: text.trim(),
      answer: null,
      answeredAt: null,
      answeredBy: null,
    })
    .execute()
  await follow(trx, tenderId, [organisationId])
  // Nobody in the log either: the buyer reads the log of its tender.
  const { eventId } = await recordTender(trx, null, tender, 'tender.question-asked')
  await notifyAll(trx, [tender.organisationId], {
    kind: 'tender-question',
    needId: null,
    eventId,
    data: { tender: { id: tenderId, title: tender.title }, text: text.trim() },
  })
  return null
}

/** Answers a question, to all who follow the tender at once. An answer stays as it was given. */
export async function answerQuestion(
  trx: Transaction<DB>,
  tendering: Tendering,
  { tenderId, questionId, answer }: { tenderId: string; questionId: string; answer: string },
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const taken = step(tender, 'answer', await databaseNow(trx))
  if ('because' in taken) return invalid([{ field: '/answer', message: taken.because }])
  const question = await trx
    .updateTable('tenderQuestion')
    .set({ answer: answer.trim(), answeredBy: tendering.actor, answeredAt: sql<Date>`now()` })
    .where('id', '=', questionId)
    .where('tenderId', '=', tenderId)
    .where('answer', 'is', null)
    .returning('text')
    .executeTakeFirst()
  if (question === undefined) return { refused: 'wrong-state' }
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.question-answered', {
    question: questionId,
  })
  const told = {
    tender: { id: tenderId, title: tender.title },
    question: question.text,
    answer: answer.trim(),
  }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    await followersOf(trx, tenderId),
    { kind: 'tender-answered', eventId, data: told },
    questionAnswered({ ...told, title: tender.title, link }),
  )
  return null
}
