import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { documentsOf } from '../documents/keep.ts'
import { storeDocument } from '../documents/store.ts'
import { changeDraft, draftTender } from '../tenders/draft.ts'
import { tenderLifeCycle } from '../tenders/life-cycle.ts'
import { readLots } from '../tenders/queries.ts'
import { recordTender } from '../tenders/tell.ts'
import { holdFor } from './step.ts'

/**
 * Copies the documents of a tender, for a draft that takes them along: each is a file of its own, which may go while the first
 * one stays. Returns their ids; copies that nothing takes are swept like any document sent.
 */
export async function copyDocuments(
  app: Pick<FastifyInstance, 'db' | 'files'>,
  actor: string,
  tenderId: string,
): Promise<string[] | Refusal> {
  const { organisationId, state } = await app.db
    .selectFrom('tender')
    .select(['organisationId', 'state'])
    .where('id', '=', tenderId)
    .executeTakeFirstOrThrow()
  // Nothing is copied for what is refused anyway.
  if (tenderLifeCycle[state].relaunch === undefined) return { refused: 'wrong-state' }
  const copies: string[] = []
  for (const { id, name, mediaType } of await documentsOf(app.db, { kind: 'tender', id: tenderId })) {
    const bytes = Buffer.from(await app.files.read(id))
    const copy = await storeDocument(app, { organisationId, actor, name, mediaType, bytes })
    if (isRefusal(copy)) return copy
    copies.push(copy.id)
  }
  return copies
}

/**
 * Makes a new draft of a tender that was cancelled or came to nothing: its text, criteria and lots as they were, what the needs
 * ask today, no dates, no key, and these copies of its documents. Returns its id. A refusal may come after something is written: the caller takes it back.
 */
export async function relaunchTender(
  trx: Transaction<DB>,
  actor: string,
  tenderId: string,
  documents: string[],
): Promise<string | Refusal> {
  const held = await holdFor(trx, tenderId, 'relaunch')
  if (isRefusal(held)) return held
  const { title, access, description, criteria, conditions } = held.tender
  const { validityDays, negotiation, mayAwardFirst, negotiatesWith, severalOffers } = held.tender
  const lots = await readLots(trx, tenderId)
  const [first] = lots
  if (first === undefined) throw new Error(`tender ${tenderId} has no lot`)
  const id = await draftTender(trx, { needId: first.needId, actor, title })
  if (isRefusal(id)) return id
  await trx.updateTable('tender').set({ relaunchedFrom: tenderId }).where('id', '=', id).execute()
  const refusal = await changeDraft(trx, id, actor, {
    version: 1,
    title,
    access,
    description,
    criteria,
    conditions,
    documents,
    questionsUntil: null,
    deadline: null,
    validityDays,
    negotiation,
    mayAwardFirst,
    negotiatesWith,
    severalOffers,
    lots: lots.map(
      ({ needId, title: named, reservedFor, sampleCount, sampleDue, sampleTest, sampleQuestions }) => ({
        needId,
        title: named,
        reservedFor,
        sampleCount,
        sampleDue,
        sampleTest,
        sampleQuestions,
      }),
    ),
  })
  if (refusal !== null) return refusal
  await recordTender(trx, actor, held.tender, 'tender.relaunched', { as: id })
  return id
}
