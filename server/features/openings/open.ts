import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferContent, OfferTable } from '@maillage/db/tables/offers.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Selectable, Transaction } from 'kysely'
import { Value } from 'typebox/value'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { unseal } from '../../sealing/sealed-box.ts'
import { releaseOffers } from '../ledger/offer-holds.ts'
import { notifyAll } from '../notifications/notify.ts'
import { breaksBefore } from '../offers/late.ts'
import { SealedContentSchema } from '../offers/schemas.ts'
import { contextOf } from '../offers/bid.ts'
import { publishAmendment } from '../tenders/amend.ts'
import { giveKey, type KeyGiven } from '../tenders/keys.ts'
import { extendRound, openRound } from '../negotiation/open.ts'
import { closesAt, step } from '../tenders/life-cycle.ts'
import { databaseNow, lockTender } from '../tenders/queries.ts'
import { recordTender, type Tendering } from '../tenders/tell.ts'

const said = {
  undecided: {
    fr: 'Décidez d’abord des offres reçues hors délai : elles s’ouvrent avec les autres, ou restent scellées.',
    en: 'Decide on the offers received late first: they are opened with the others, or stay sealed.',
  },
  noBreak: {
    fr: 'Le délai n’est prolongé après son terme que si la plateforme a été interrompue dans les dernières heures.',
    en: 'The time is extended after its end only where the platform broke in the last hours.',
  },
  notLater: { fr: 'Fixez une date à venir.', en: 'Set a date to come.' },
} satisfies Record<string, Text>

/** Decides on an offer that was received late: it is opened with the others, or stays sealed for good. */
export async function decideLate(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  { tenderId, offerId }: { tenderId: string; offerId: string },
  { decision, reason }: { decision: 'accepted' | 'refused'; reason: string },
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  if ('because' in step(tender, 'give-key', await databaseNow(trx))) return { refused: 'wrong-state' }
  const decided = await trx
    .updateTable('offer')
    .set({ lateDecision: decision, lateReason: reason.trim() })
    .where('id', '=', offerId)
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'late')
    .returning('digest')
    .executeTakeFirst()
  if (decided === undefined) return { refused: 'not-found' }
  if (decision === 'refused') await releaseOffers(trx, { actor }, [offerId])
  await recordTender(trx, actor, tender, 'tender.late-offer-decided', {
    decision,
    digest: decided.digest,
  })
  return null
}

/** Extends a deadline that has passed, before the opening, because the platform broke in the last hours. */
export async function extendDeadline(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  { version, deadline, reason }: { version: number; deadline: string; reason: string },
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  const closes = tender && closesAt(tender)
  if (tender === undefined || !closes) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  const isRound = tender.state === 'negotiating'
  if ((tender.state !== 'published' && !isRound) || now < closes) return { refused: 'wrong-state' }
  if (tender.version !== version) return { refused: 'stale-version' }
  if ((await breaksBefore(trx, closes)).length === 0)
    return invalid([{ field: '/deadline', message: said.noBreak }])
  const until = new Date(deadline)
  if (until <= now) return invalid([{ field: '/deadline', message: said.notLater }])
  if (isRound) await extendRound(trx, tendering, tender, until, reason.trim())
  else await publishAmendment(trx, tendering, tenderId, { deadline: until }, reason, now)
  return null
}

async function contentOf(offer: Selectable<OfferTable>, key: Uint8Array): Promise<OfferContent> {
  const plain = await unseal(key, contextOf(offer), offer.sealed)
  const content: unknown = plain && JSON.parse(plain.toString())
  if (!Value.Check(SealedContentSchema, content))
    throw new Error(`offer ${offer.id} does not open with the key of its tender`)
  return content
}

/** Whoever has offered: each firm once, those of groups with all of their partners. */
async function biddersIn(trx: Transaction<DB>, offers: Selectable<OfferTable>[]): Promise<string[]> {
  const groups = offers.flatMap(({ groupId }) => groupId ?? [])
  const partners =
    groups.length === 0
      ? []
      : await trx
          .selectFrom('bidderGroupMember')
          .select('organisationId')
          .where('groupId', 'in', groups)
          .where('role', '=', 'partner')
          .execute()
  return [...new Set([...offers, ...partners].map(({ organisationId }) => organisationId))].sort()
}

/**
 * A holder gives their part of the key; the second one opens all offers at once. What the opening publishes to all, and
 * nobody knew before: how many offers there are, when each came, and their digests.
 */
export async function openTender(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  tenderId: string,
  given: Omit<KeyGiven, 'personId'>,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  const taken = step(tender, 'open', now)
  if ('because' in taken) return invalid([{ field: '/secret', message: taken.because }])
  const offers = await trx
    .selectFrom('offer')
    .selectAll()
    .where('tenderId', '=', tenderId)
    .where('state', 'in', ['sealed', 'late'])
    .where('round', '=', tender.round)
    .orderBy('receivedAt')
    .forUpdate()
    .execute()
  if (offers.some(({ state, lateDecision }) => state === 'late' && lateDecision === null))
    return invalid([{ field: '/late', message: said.undecided }])
  const joined = await giveKey(trx, tenderId, { personId: actor, ...given })
  if (isRefusal(joined)) return joined
  if (joined.key === null) {
    await recordTender(trx, actor, tender, 'tender.key-given', { recovery: given.recovery })
    return null
  }
  const opened = offers.filter(({ state, lateDecision }) => state === 'sealed' || lateDecision === 'accepted')
  for (const offer of opened) {
    const content = JSON.stringify(await contentOf(offer, joined.key))
    await trx
      .updateTable('offer')
      .set({ state: 'opened', content, openedAt: now })
      .where('id', '=', offer.id)
      .execute()
  }
  await trx
    .updateTable('offer')
    .set({ state: 'refused' })
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'late')
    .execute()
  await trx
    .updateTable('tender')
    .set(old => ({ state: taken.state, openedAt: tender.openedAt ?? now, version: old('version', '+', 1) }))
    .where('id', '=', tenderId)
    .execute()
  await trx.deleteFrom('tenderKeyGiven').where('tenderId', '=', tenderId).execute()
  if (tender.state === 'negotiating') {
    await openRound(trx, actor, tender, opened, now)
    return null
  }
  const { eventId } = await recordTender(trx, actor, tender, 'tender.opened', {
    recovery: given.recovery,
    offers: opened.map(({ digest, receivedAt }) => ({ digest, receivedAt })),
  })
  const bidders = await biddersIn(trx, opened)
  await notifyAll(trx, bidders, {
    kind: 'tender-opened',
    needId: null,
    eventId,
    data: { tender: { id: tenderId, title: tender.title }, offers: opened.length },
  })
  return null
}
