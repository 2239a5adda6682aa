import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { documentsOf, publishDocuments } from '../documents/keep.ts'
import { tenderPublished } from '../mail/tender-words.ts'
import { missingIn, timesDue } from './check.ts'
import { splitTenderKey } from './keys.ts'
import { step } from './life-cycle.ts'
import { databaseNow, lockTender, readLots, readTender } from './queries.ts'
import { follow, recordTender, tellAll, type Tendering } from './tell.ts'

/** Stores what is published now, as it will stay, its documents included. */
export async function storeRevision(
  trx: Transaction<DB>,
  tender: Selectable<TenderTable>,
  reason: string,
): Promise<void> {
  const { id, revision, title, procedure, access, description, criteria } = tender
  const { questionsUntil, deadline, validityDays, conditions, negotiation, severalOffers } = tender
  const { mayAwardFirst, negotiatesWith } = tender
  const subject = { kind: 'tender', id }
  await publishDocuments(trx, subject)
  const content = {
    title,
    procedure,
    access,
    description,
    criteria,
    conditions,
    questionsUntil,
    deadline,
    validityDays,
    negotiation,
    mayAwardFirst,
    negotiatesWith,
    severalOffers,
    lots: await readLots(trx, id),
    documents: await documentsOf(trx, subject),
  }
  await trx
    .insertInto('tenderRevision')
    .values({ tenderId: id, revision, content: JSON.stringify(content), reason })
    .execute()
}

/** Firms that are told of a tender: all that can make one of its lots, or those the buyer has asked. */
async function audienceOf(
  trx: Transaction<DB>,
  { id, access, organisationId }: Selectable<TenderTable>,
  capable: string[],
): Promise<string[]> {
  const asked = await trx
    .selectFrom('sourcingContact')
    .innerJoin('tenderLot', 'tenderLot.needId', 'sourcingContact.needId')
    .innerJoin('organisation', 'organisation.id', 'firmId')
    .select('firmId')
    .distinct()
    .where('tenderLot.tenderId', '=', id)
    .where('state', 'in', access === 'open' ? ['asked', 'accepted', 'declined'] : ['asked', 'accepted'])
    .where('organisation.status', '!=', 'suspended')
    .execute()
  const firms =
    access === 'invited'
      ? []
      : await trx
          .selectFrom('organisation')
          .select('id')
          .where(sql<boolean>`id = any(${capable}::uuid[])`)
          .where('status', '!=', 'suspended')
          .execute()
  const all = new Set([...asked.map(({ firmId }) => firmId), ...firms.map(({ id: firm }) => firm)])
  all.delete(organisationId)
  return [...all].sort()
}

/**
 * Publishes a tender: makes its key and forgets it, fixes what is asked and how it is judged, and tells every firm that
 * can make it the same text at the same instant. `capable`: those firms, as the engine finds them.
 */
export async function publishTender(
  trx: Transaction<DB>,
  tendering: Tendering,
  { tenderId, version, capable }: { tenderId: string; version: number; capable: string[] },
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  if ('because' in step(tender, 'publish', now)) return { refused: 'wrong-state' }
  if (tender.version !== version)
    return {
      refused: 'stale-version',
      current: await readTender(trx, tenderId, 'own', tendering.actor),
    }
  const missing = await missingIn(trx, tender, now)
  if (missing.length > 0) return invalid(missing)
  const { leastAnswerDays, standstillDays } = await timesDue(trx, tenderId)
  const published = await trx
    .updateTable('tender')
    .set(old => ({
      state: 'published' as const,
      revision: 1,
      version: old('version', '+', 1),
      leastAnswerDays,
      standstillDays,
      publishedAt: now,
      updatedAt: now,
    }))
    .set({ publicKey: await splitTenderKey(trx, tenderId) })
    .where('id', '=', tenderId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await storeRevision(trx, published, '')
  const firms = await audienceOf(trx, published, capable)
  await follow(trx, tenderId, firms)
  const { eventId } = await recordTender(trx, tendering.actor, published, 'tender.published', {
    revision: 1,
    deadline: published.deadline,
    told: firms.length,
  })
  const { name: buyer } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', published.organisationId)
    .executeTakeFirstOrThrow()
  const said = {
    tender: { id: tenderId, title: published.title },
    buyer,
    deadline: (published.deadline ?? now).toISOString(),
  }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    firms,
    { kind: 'tender-published', eventId, data: said },
    tenderPublished({ ...said, title: published.title, link }),
  )
  return null
}
