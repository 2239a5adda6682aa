import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { priceAnswered, priceQuestioned } from '../mail/award-words.ts'
import { recordTender, tellAll, type Tendering } from '../tenders/tell.ts'
import { holdOffer, type Place } from './judge.ts'
import type { PriceQuestionInput } from './schemas.ts'
import { raiseVersion } from './step.ts'

const said = {
  due: {
    fr: 'Laissez au moins jusqu’à demain pour répondre.',
    en: 'Leave until tomorrow at least to answer.',
  },
  asked: {
    fr: 'Ce candidat a déjà été interrogé sur ce prix.',
    en: 'This bidder was asked about this price already.',
  },
  passed: {
    fr: 'Le délai pour justifier ce prix est passé.',
    en: 'The time to justify this price has passed.',
  },
  answered: { fr: 'Vous avez déjà répondu.', en: 'You have answered already.' },
} satisfies Record<string, Text>

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

/** Asks a bidder in writing to justify its price for a lot by a day, once (L2152-6, R2152-3). */
export async function askJustification(
  trx: Transaction<DB>,
  tendering: Tendering,
  place: Place,
  { text, due }: PriceQuestionInput,
): Promise<null | Refusal> {
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { offerId, lot, tenderId } = place
  if (due <= parisDate(held.now)) return invalid([{ field: '/due', message: said.due }])
  const asked = await trx
    .insertInto('priceQuestion')
    .values({
      offerId,
      lot,
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
  const { eventId } = await recordTender(trx, tendering.actor, held.tender, 'tender.price-questioned', {
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
    { kind: 'tender-price-asked', eventId, data: told },
    priceQuestioned({ title: held.tender.title, lot: lotTitle, due, text: text.trim(), link }),
  )
  return null
}

/** A bidder justifies its price, until the end of the day that was set. */
export async function answerJustification(
  trx: Transaction<DB>,
  tendering: Tendering,
  { organisationId, ...place }: Place & { organisationId: string },
  answer: string,
): Promise<null | Refusal> {
  const { offerId, lot, tenderId } = place
  const own = await trx
    .selectFrom('offer')
    .innerJoin('priceQuestion', 'priceQuestion.offerId', 'offer.id')
    .select('offer.id')
    .where('offer.id', '=', offerId)
    .where('organisationId', '=', organisationId)
    .where('lot', '=', lot)
    .executeTakeFirst()
  if (own === undefined) return { refused: 'not-found' }
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { due, answeredAt } = await trx
    .selectFrom('priceQuestion')
    .select(['due', 'answeredAt'])
    .where('offerId', '=', offerId)
    .where('lot', '=', lot)
    .executeTakeFirstOrThrow()
  if (answeredAt !== null) return invalid([{ field: '/answer', message: said.answered }])
  if (due < parisDate(held.now)) return invalid([{ field: '/answer', message: said.passed }])
  await trx
    .updateTable('priceQuestion')
    .set({ answer: answer.trim(), answeredBy: tendering.actor, answeredAt: held.now })
    .where('offerId', '=', offerId)
    .where('lot', '=', lot)
    .execute()
  await raiseVersion(trx, tenderId)
  const { eventId } = await recordEvent(trx, {
    verb: 'tender.price-answered',
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
    { kind: 'tender-price-answered', eventId, data: told },
    priceAnswered({ title: held.tender.title, lot: lotTitle, bidder, link }),
  )
  return null
}
