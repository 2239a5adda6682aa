import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { recordTender, type Tendering } from '../tenders/tell.ts'
import { isAnswered } from './days.ts'
import type { JudgementInput, MarksInput } from './schemas.ts'
import { type Held, holdFor, raiseVersion } from './step.ts'

const said = {
  reason: {
    fr: 'Dites pourquoi : le candidat le lira dans sa lettre.',
    en: 'Say why: the bidder will read it in its letter.',
  },
  notAsked: {
    fr: 'Demandez d’abord par écrit au candidat de justifier son prix : sans cela, une offre ne peut pas être rejetée comme anormalement basse (L2152-6).',
    en: 'Ask the bidder in writing to justify its price first: without that, an offer cannot be rejected as abnormally low (L2152-6).',
  },
  waiting: {
    fr: 'Le candidat a encore le temps de justifier son prix : attendez sa réponse, ou la fin du délai.',
    en: 'The bidder still has time to justify its price: wait for its answer, or for the day to pass.',
  },
  completing: {
    fr: 'Le candidat a encore le temps de compléter son offre : attendez sa réponse, ou la fin du délai.',
    en: 'The bidder still has time to complete its offer: wait for its answer, or for the day to pass.',
  },
  justify: {
    fr: 'Justifiez cette note : le candidat la lira dans sa lettre.',
    en: 'Justify this mark: the bidder will read it in its letter.',
  },
  noCriterion: { fr: 'Cette consultation n’a pas ce critère.', en: 'This tender has no such criterion.' },
  byFormula: {
    fr: 'Le prix est noté par la formule publiée, et par rien d’autre.',
    en: 'The price is marked by the published formula, and by nothing else.',
  },
} satisfies Record<string, Text>

/** Which lot of which offer. */
export interface Place {
  tenderId: string
  offerId: string
  lot: number
}

/** Holds a tender whose opened offer for a lot is judged; not found where it has offered nothing for it. */
export async function holdOffer(trx: Transaction<DB>, place: Place): Promise<Held | Refusal> {
  const held = await holdFor(trx, place.tenderId, 'judge')
  if (isRefusal(held)) return held
  const offer = await trx
    .selectFrom('offer')
    .select('id')
    .where('id', '=', place.offerId)
    .where('tenderId', '=', place.tenderId)
    .where('state', '=', 'opened')
    .where(sql<boolean>`content -> 'lots' @> ${JSON.stringify([{ number: place.lot }])}::text::jsonb`)
    .executeTakeFirst()
  return offer === undefined ? { refused: 'not-found' } : held
}

async function verdictFaults(
  trx: Transaction<DB>,
  { offerId, lot }: Place,
  { verdict, reason }: JudgementInput,
  today: string,
): Promise<Fault[]> {
  const faults: Fault[] =
    verdict === 'pending' || verdict === 'regular' || reason.trim() !== ''
      ? []
      : [{ field: '/reason', message: said.reason }]
  if (verdict !== 'abnormally-low' && verdict !== 'irregular') return faults
  const isAboutPrice = verdict === 'abnormally-low'
  const question = await trx
    .selectFrom('offerQuestion')
    .select(['answer', 'due'])
    .where('offerId', '=', offerId)
    .where('lot', '=', lot)
    .where('kind', '=', isAboutPrice ? 'price' : 'completion')
    .executeTakeFirst()
  // The buyer may let a bidder complete an irregular offer, and need not.
  if (question === undefined)
    return isAboutPrice ? [...faults, { field: '/verdict', message: said.notAsked }] : faults
  const message = isAboutPrice ? said.waiting : said.completing
  return isAnswered(question, today) ? faults : [...faults, { field: '/verdict', message }]
}

/**
 * Says what an opened offer is for one lot: regular, or why it is turned away. Nobody is turned away as abnormally low
 * before being asked in writing and having had the time to answer, nor as irregular while it has the time to complete its
 * offer.
 */
export async function judgeOffer(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  place: Place,
  input: JudgementInput,
): Promise<null | Refusal> {
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { offerId, lot } = place
  const { verdict } = input
  const faults = await verdictFaults(trx, place, input, parisDate(held.now))
  if (faults.length > 0) return invalid(faults)
  if (verdict === 'pending')
    await trx.deleteFrom('offerJudgement').where('offerId', '=', offerId).where('lot', '=', lot).execute()
  else {
    const row = { verdict, reason: input.reason.trim(), judgedBy: actor, judgedAt: held.now }
    await trx
      .insertInto('offerJudgement')
      .values({ offerId, lot, ...row })
      .onConflict(conflict => conflict.columns(['offerId', 'lot']).doUpdateSet(row))
      .execute()
  }
  await raiseVersion(trx, place.tenderId)
  await recordTender(trx, actor, held.tender, 'tender.judged', { offer: offerId, lot, verdict })
  return null
}

/** Marks an opened offer for one lot on some criteria, each with the reason that its bidder will read. */
export async function markOffer(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  place: Place,
  { marks }: MarksInput,
): Promise<null | Refusal> {
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { offerId, lot } = place
  const { criteria } = held.tender
  const faults = [
    ...duplicates(
      marks.map(({ criterion }) => String(criterion)),
      '/marks',
      '/criterion',
    ),
    ...marks.flatMap(({ criterion, justification }, at): Fault[] => {
      const path = `/marks/${at}`
      const kind = criteria[criterion]?.kind
      if (kind === undefined) return [{ field: `${path}/criterion`, message: said.noCriterion }]
      if (kind === 'price') return [{ field: `${path}/criterion`, message: said.byFormula }]
      return justification.trim() === '' ? [{ field: `${path}/justification`, message: said.justify }] : []
    }),
  ]
  if (faults.length > 0) return invalid(faults)
  for (const { criterion, mark, justification } of marks) {
    const row = { mark, justification: justification.trim(), markedBy: actor, markedAt: held.now }
    await trx
      .insertInto('offerMark')
      .values({ offerId, lot, criterion, ...row })
      .onConflict(conflict => conflict.columns(['offerId', 'lot', 'criterion']).doUpdateSet(row))
      .execute()
  }
  await raiseVersion(trx, place.tenderId)
  await recordTender(trx, actor, held.tender, 'tender.marked', {
    offer: offerId,
    lot,
    marks: marks.map(({ criterion, mark }) => ({ criterion, mark })),
  })
  return null
}
