import type { DB } from '@maillage/db/tables/database.ts'
import type { QuestionKind } from '@maillage/db/tables/evaluations.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { offerAnswered, offerQuestioned } from '../mail/award-words.ts'
import { recordTender, tellAll, type Tendering } from '../tenders/tell.ts'
import { holdOffer, type Place } from './judge.ts'
import type { OfferQuestionInput } from './schemas.ts'
import { raiseVersion } from './step.ts'

const said = {
  due: {
    fr: 'Laissez au moins jusqu’à demain pour répondre.',
    en: 'Leave until tomorrow at least to answer.',
  },
  asked: {
    fr: 'Ce candidat a déjà été interrogé là-dessus.',
    en: 'This bidder was asked about this already.',
  },
  passed: {
    fr: 'Le délai pour répondre est passé.',
    en: 'The time to answer has passed.',
  },
  low: {
    fr: 'Une offre anormalement basse ne se régularise pas (R2152-2).',
    en: 'An abnormally low offer is not completed (R2152-2).',
  },
  answered: { fr: 'Vous avez déjà répondu.', en: 'You have answered already.' },
} satisfies Record<string, Text>

/** How each kind of question is written in the log, and told. */
const verbs = {
  price: { asked: 'tender.price-questioned', answered: 'tender.price-answered' },
  completion: { asked: 'tender.completion-asked', answered: 'tender.completion-answered' },
} as const
const notices = {
  price: { asked: 'tender-price-asked', answered: 'tender-price-answered' },
  completion: { asked: 'tender-completion-asked', answered: 'tender-completion-answered' },
} as const

async function placeOf(trx: Transaction<DB>, { tenderId, offerId, lot }: Place) {
  return trx
    .selectFrom('offer')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .innerJoin('tenderLot', 'tenderLot.tenderId', 'offer.tenderId')
    .select(['organisation.id as bidderId', 'organisation.name as bidder', 'tenderLot.title as lotTitle'])
    .where('offer.id', '=', offerId)
    .where('offer.tenderId', '=', tenderId)
    .where('tenderLot.number', '=', lot)
    .executeTakeFirstOrThrow()
}

/**
 * Asks a bidder in writing, once and by a day, to justify its price for a lot (L2152-6, R2152-3), or to complete its offer
 * for it without changing what matters of it (R2152-2).
 */
export async function askBidder(
  trx: Transaction<DB>,
  tendering: Tendering,
  { kind, ...place }: Place & { kind: QuestionKind },
  { text, due }: OfferQuestionInput,
): Promise<null | Refusal> {
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { offerId, lot, tenderId } = place
  if (due <= parisDate(held.now)) return invalid([{ field: '/due', message: said.due }])
  if (kind === 'completion') {
    const low = await trx
      .selectFrom('offerJudgement')
      .select('offerId')
      .where('offerId', '=', offerId)
      .where('lot', '=', lot)
      .where('verdict', '=', 'abnormally-low')
      .executeTakeFirst()
    if (low !== undefined) return invalid([{ field: '/text', message: said.low }])
  }
  const asked = await trx
    .insertInto('offerQuestion')
    .values({
      offerId,
      lot,
      kind,
      text: text.trim(),
      due,
      askedBy: tendering.actor,
      askedAt: held.now,
      answer: null,
      answeredBy: null,
      answeredAt: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('offerId')
    .executeTakeFirst()
  if (asked === undefined) return invalid([{ field: '/text', message: said.asked }])
  await raiseVersion(trx, tenderId)
  const { eventId } = await recordTender(trx, tendering.actor, held.tender, verbs[kind].asked, {
    offer: offerId,
    lot,
    due,
  })
  const { bidderId, lotTitle } = await placeOf(trx, place)
  const told = { tender: { id: tenderId, title: held.tender.title }, lot: lotTitle, due }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    [bidderId],
    { kind: notices[kind].asked, eventId, data: told },
    offerQuestioned(kind, { title: held.tender.title, lot: lotTitle, due, text: text.trim(), link }),
  )
  return null
}

/** A bidder answers what it was asked, until the end of the day that was set. */
export async function answerQuestion(
  trx: Transaction<DB>,
  tendering: Tendering,
  { organisationId, kind, ...place }: Place & { organisationId: string; kind: QuestionKind },
  answer: string,
): Promise<null | Refusal> {
  const { offerId, lot, tenderId } = place
  const own = await trx
    .selectFrom('offer')
    .innerJoin('offerQuestion', 'offerQuestion.offerId', 'offer.id')
    .select('offer.id')
    .where('offer.id', '=', offerId)
    .where('organisationId', '=', organisationId)
    .where('lot', '=', lot)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (own === undefined) return { refused: 'not-found' }
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { due, answeredAt } = await trx
    .selectFrom('offerQuestion')
    .select(['due', 'answeredAt'])
    .where('offerId', '=', offerId)
    .where('lot', '=', lot)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  if (answeredAt !== null) return invalid([{ field: '/answer', message: said.answered }])
  if (due < parisDate(held.now)) return invalid([{ field: '/answer', message: said.passed }])
  await trx
    .updateTable('offerQuestion')
    .set({ answer: answer.trim(), answeredBy: tendering.actor, answeredAt: held.now })
    .where('offerId', '=', offerId)
    .where('lot', '=', lot)
    .where('kind', '=', kind)
    .execute()
  await raiseVersion(trx, tenderId)
  const { eventId } = await recordEvent(trx, {
    verb: verbs[kind].answered,
    actor: tendering.actor,
    organisationId,
    subjectKind: 'tender',
    subjectId: tenderId,
    data: { offer: offerId, lot },
  })
  await announceChange(trx, { organisationId: held.tender.organisationId, subject: 'tender', id: tenderId })
  const { bidder, lotTitle } = await placeOf(trx, place)
  const told = { tender: { id: tenderId, title: held.tender.title }, lot: lotTitle, bidder }
  const link = `${tendering.publicUrl}/buyer/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    [held.tender.organisationId],
    { kind: notices[kind].answered, eventId, data: told },
    offerAnswered(kind, { title: held.tender.title, lot: lotTitle, bidder, link }),
  )
  return null
}
