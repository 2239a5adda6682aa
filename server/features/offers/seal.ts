import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferTable, SealedDocument } from '@maillage/db/tables/offers.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { lock, unlock } from '../../sealing/locked-box.ts'
import { seal } from '../../sealing/sealed-box.ts'
import { holdForOffer } from '../ledger/offer-holds.ts'
import { closesAt, step } from '../tenders/life-cycle.ts'
import { readLots } from '../tenders/queries.ts'
import { follow, type Tendering } from '../tenders/tell.ts'
import { boundGroup } from '../groups/bind.ts'
import { engagedRefusal } from '../groups/engaged.ts'
import { copiesFor } from '../groups/price.ts'
import { holdTold, tellNews } from '../groups/tell.ts'
import { type Bid, contextOf, digestOf, lockOffer } from './bid.ts'
import { biddersOf } from './bidders.ts'
import { offerFaults } from './check.ts'
import { holdDocuments } from './documents.ts'
import { isKeptLate } from './late.ts'
import { earlierOffers } from './round.ts'
import type { OfferInput, SealedContent } from './schemas.ts'

/** An offer that only the opening can read, its bidder's copy, and those of the partners of its group. */
export interface Closed {
  sealed: Uint8Array
  copy: Uint8Array
  /** The round that it was closed for. */
  round: number
  /** Lots it answers. */
  lots: number[]
  /** The version of the group it was closed for; null where a firm offers alone. */
  groupVersion: number | null
  memberCopies: { organisationId: string; sealed: Uint8Array }[]
  documents: { id: string; digest: string }[]
}

/**
 * Checks the form of an offer, then encrypts it to the tender's public key, and its bidder's copy under the bidder's code.
 * `documents` go with it, each with its key. What was sent is kept nowhere else.
 */
export async function closeOffer(
  db: Kysely<DB>,
  bid: Bid,
  { code, content }: Pick<OfferInput, 'code' | 'content'>,
  documents: SealedDocument[] = [],
): Promise<Closed | Refusal> {
  const bidders = await biddersOf(db, bid)
  if (isRefusal(bidders)) return bidders
  const tender = await db
    .selectFrom('tender')
    .select(['publicKey', 'criteria', 'round'])
    .where('id', '=', bid.tenderId)
    .executeTakeFirst()
  if (tender === undefined || tender.publicKey === null) return { refused: 'not-found' }
  const lots = await readLots(db, bid.tenderId)
  const faults = offerFaults(content, { lots, criteria: tender.criteria }, bidders)
  if (faults.length > 0) return invalid(faults)
  const whole: SealedContent = { ...content, documents }
  const plain = Buffer.from(JSON.stringify(whole))
  const { groupId } = bid
  const { round } = tender
  const context = contextOf({ ...bid, round })
  return {
    sealed: await seal(tender.publicKey, context, Uint8Array.from(plain)),
    copy: await lock(context + code, plain),
    round,
    lots: content.lots.map(({ number }) => number),
    groupVersion: bidders.group?.version ?? null,
    memberCopies:
      bidders.group === null || groupId === null ? [] : await copiesFor(groupId, bidders.group, content),
    documents: documents.map(({ id, digest }) => ({ id, digest })),
  }
}

/** When an offer began to arrive, and when all of it was here. */
export interface Arrival {
  firstByteAt: Date
  lastByteAt: Date
}

/** Who offers (null: nobody of the demonstration), and what telling others of it takes. */
type Offering = Pick<Tendering, 'publicUrl' | 'sendJob'> & { actor: string | null; catalogue: Catalogue }

/** Whether whoever offers may still do so as what was closed says: alone for these lots, or for a group that has not changed. */
async function mayStore(
  trx: Transaction<DB>,
  { tenderId, organisationId, groupId }: Bid,
  { lots, groupVersion }: Pick<Closed, 'lots' | 'groupVersion'>,
): Promise<Refusal | null> {
  if (groupId === null)
    return engagedRefusal(trx, { tenderId, organisationId, lots, groupId }, '/content/lots')
  const group = await boundGroup(trx, { tenderId, organisationId, groupId })
  if (isRefusal(group)) return group
  return group.version === groupVersion ? null : { refused: 'stale-version' }
}

/**
 * Stores an offer that is closed. The instant that counts is when all of it was here. After the deadline it is refused, or
 * kept sealed as late where the platform may be the cause; a late one never takes the place of one that came in time. The
 * partners of a group get its receipt.
 */
export async function storeOffer(
  trx: Transaction<DB>,
  tendering: Offering,
  bid: Bid,
  closed: Closed & Arrival,
  version: number | null,
): Promise<null | Refusal> {
  const { tenderId, organisationId, groupId } = bid
  const { sealed, copy, round, lots, groupVersion, memberCopies, documents, firstByteAt, lastByteAt } = closed
  const { actor } = tendering
  // Shared: offers do not wait for one another, and an opening, or a change of a group, waits for all of them.
  const tender = await trx
    .selectFrom('tender')
    .select(['state', 'title', 'questionsUntil', 'deadline', 'roundDeadline', 'round', 'severalOffers'])
    .where('id', '=', tenderId)
    .forShare()
    .executeTakeFirst()
  const closes = tender && closesAt(tender)
  if (tender === undefined || !closes) return { refused: 'not-found' }
  if (tender.state !== 'published' && tender.state !== 'negotiating') return { refused: 'wrong-state' }
  // A round was opened while this one was being sealed.
  if (tender.round !== round) return { refused: 'stale-version' }
  const before = await lockOffer(trx, bid, round)
  if ((before?.version ?? null) !== version) return { refused: 'stale-version' }
  const earlier = await earlierOffers(trx, bid, tender, lots)
  if (isRefusal(earlier)) return earlier
  const refusal = await mayStore(trx, bid, { lots, groupVersion })
  if (refusal) return refusal
  const isLate = 'because' in step(tender, 'submit', lastByteAt)
  const isKept = !isLate || (before?.state !== 'sealed' && (await isKeptLate(trx, closes, firstByteAt)))
  const outcome = isLate ? (isKept ? 'kept-late' : 'refused-late') : 'sealed'
  await trx
    .insertInto('offerAttempt')
    .values({ id: newId(), tenderId, organisationId, by: actor, firstByteAt, lastByteAt, outcome })
    .execute()
  if (!isKept) return { refused: 'offer-late' }
  const id = before?.id ?? newId()
  const digest = digestOf(sealed)
  const row = {
    state: isLate ? ('late' as const) : ('sealed' as const),
    version: (before?.version ?? 0) + 1,
    digest,
    receivedAt: lastByteAt,
    sealed,
    copy,
    groupVersion,
    // Which lots a firm answers is nobody's to know before the opening; it is kept where each may be answered once alone.
    lots: tender.severalOffers ? null : lots,
  }
  const stored =
    before === undefined
      ? await trx
          .insertInto('offer')
          .values({ id, tenderId, organisationId, groupId, round, ...row })
          .onConflict(conflict => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
      : await trx.updateTable('offer').set(row).where('id', '=', id).returning('id').executeTakeFirst()
  // A colleague's first offer was quicker.
  if (stored === undefined) return { refused: 'stale-version' }
  // Cleaned up, or taken by another offer, since they were looked at.
  if (!(await holdDocuments(trx, id, documents, earlier))) throw new Error('a document of an offer has gone')
  await trx
    .insertInto('offerReceipt')
    .values({
      offerId: id,
      version: row.version,
      digest,
      bytes: sealed.length,
      at: lastByteAt,
      by: actor,
      documents: JSON.stringify(documents.map(one => one.digest)),
    })
    .execute()
  await storeCopies(trx, id, memberCopies)
  // In a round of negotiation the hours stay held by the offer before: this one asks for the same work.
  if (tender.state === 'published')
    await holdForOffer(trx, tendering, { offerId: id, tenderId, organisationId, groupId, lots })
  await follow(trx, tenderId, [organisationId])
  const eventId = await recordOffer(
    trx,
    isLate ? 'offer.received-late' : 'offer.sealed',
    actor,
    { id, organisationId },
    {
      version: row.version,
      digest,
    },
  )
  await tellPartners(trx, tendering, bid, tender.title, {
    happened: 'offer-sealed',
    eventId,
    receipt: { digest, at: lastByteAt },
  })
  return null
}

/** Has the partners of a group hold their copies of its offer, instead of those they held. */
export async function storeCopies(
  trx: Transaction<DB>,
  offerId: string,
  copies: Closed['memberCopies'],
): Promise<void> {
  await trx.deleteFrom('offerMemberCopy').where('offerId', '=', offerId).execute()
  if (copies.length === 0) return
  await trx
    .insertInto('offerMemberCopy')
    .values(copies.map(copy => ({ offerId, ...copy })))
    .execute()
}

/** Tells the partners of a group what its lead did with their offer. */
export async function tellPartners(
  trx: Transaction<DB>,
  tendering: Pick<Tendering, 'publicUrl' | 'sendJob'>,
  { tenderId, organisationId, groupId }: Bid,
  title: string,
  news: Pick<Parameters<typeof tellNews>[4], 'happened' | 'eventId' | 'receipt'>,
): Promise<void> {
  if (groupId === null) return
  const partners = await trx
    .selectFrom('bidderGroupMember')
    .select('organisationId')
    .where('groupId', '=', groupId)
    .where('role', '=', 'partner')
    .where('state', '=', 'consented')
    .where('organisationId', '!=', organisationId)
    .execute()
  const to = partners.map(partner => partner.organisationId)
  await holdTold(trx, to)
  const told = { id: groupId, tender: { id: tenderId, title } }
  await tellNews(trx, tendering, told, to, { by: organisationId, ...news })
}

/** Says so in the log, to the bidder alone: the tender is not the subject, for its buyer must not count. */
export async function recordOffer(
  trx: Transaction<DB>,
  verb: 'offer.sealed' | 'offer.received-late' | 'offer.withdrawn',
  actor: string | null,
  { id, organisationId }: { id: string; organisationId: string },
  data: Record<string, unknown>,
): Promise<number> {
  const event = { verb, actor, organisationId, subjectKind: 'offer' as const, subjectId: id, data }
  return (await recordEvent(trx, event)).eventId
}

/** Opens a bidder's own copy with its code; null where the code is another. */
export async function readCopy(
  offer: Pick<Selectable<OfferTable>, 'copy' | 'tenderId' | 'organisationId' | 'groupId' | 'round'>,
  code: string,
): Promise<SealedContent | null> {
  const plain = await unlock(contextOf(offer) + code, offer.copy)
  return plain === null ? null : JSON.parse(plain.toString())
}
