import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { holdWhatWon, releaseTender } from '../ledger/offer-holds.ts'
import { negotiationDue } from '../negotiation/read.ts'
import { tenderEnded } from '../mail/tender-words.ts'
import { followersOf, recordTender, tellAll, type Tendering } from '../tenders/tell.ts'
import { dayAfter } from './days.ts'
import { lettersTo, sendLetters } from './letters.ts'
import { firstRanked, missingBefore } from './missing.ts'
import { readEvaluation } from './read.ts'
import type { AwardInput, EvaluatedLot, UnsuccessfulInput } from './schemas.ts'
import { holdFor } from './step.ts'

const said = {
  nothing: {
    fr: 'Aucun lot n’a d’offre régulière : déclarez la consultation infructueuse.',
    en: 'No lot has a regular offer: declare the tender unsuccessful.',
  },
  notFirst: {
    fr: 'Un lot va à l’offre classée première, et à aucune autre.',
    en: 'A lot goes to the offer that is ranked first, and to no other.',
  },
  noLot: {
    fr: 'Ce lot n’a pas d’offre régulière : il est infructueux.',
    en: 'This lot has no regular offer: it is unsuccessful.',
  },
  regular: {
    fr: 'Une offre au moins est régulière : attribuez le marché, ou déclarez la consultation sans suite.',
    en: 'One offer at least is regular: award it, or end the tender without a contract.',
  },
} satisfies Record<string, Text>

const unchosen = (lot: number): Text => ({
  fr: `Lot ${lot} : désignez l’offre classée première, et dites pourquoi elle est retenue.`,
  en: `Lot ${lot}: name the offer that is ranked first, and say why it is chosen.`,
})

/**
 * The first day on which a contract may be signed: so many calendar days after the letters, the day of their sending
 * included (Conseil d’État, 2 August 2011, no. 347526: 16 days from 28 December, signed on 13 January).
 */
export function signableFrom(sentOn: string, standstillDays: number | null): string {
  return dayAfter(sentOn, standstillDays ?? 0)
}

function choiceFaults(lots: EvaluatedLot[], choices: AwardInput['lots']): Fault[] {
  const awardable = lots.filter(lot => firstRanked(lot).length > 0)
  if (awardable.length === 0) return [{ field: '/lots', message: said.nothing }]
  return [
    ...duplicates(
      choices.map(({ number }) => String(number)),
      '/lots',
      '/number',
    ),
    ...awardable
      .filter(({ number }) => !choices.some(choice => choice.number === number))
      .map(({ number }) => ({ field: '/lots', message: unchosen(number) })),
    ...choices.flatMap(({ number, offerId }, at): Fault[] => {
      const lot = awardable.find(one => one.number === number)
      if (lot === undefined) return [{ field: `/lots/${at}/number`, message: said.noLot }]
      return firstRanked(lot).some(offer => offer.offerId === offerId)
        ? []
        : [{ field: `/lots/${at}/offerId`, message: said.notFirst }]
    }),
  ]
}

/**
 * Awards each lot to the offer ranked first (where several are, to the one that is named among them), says of the others
 * that they are unsuccessful, and sends every bidder its letter. From here on nothing that was judged can change.
 */
export async function awardTender(
  trx: Transaction<DB>,
  tendering: Tendering & { catalogue: Catalogue },
  tenderId: string,
  { version, lots: choices }: AwardInput,
): Promise<null | Refusal> {
  const held = await holdFor(trx, tenderId, 'award')
  if (isRefusal(held)) return held
  const { tender, now, state } = held
  const evaluation = await readEvaluation(trx, tenderId)
  if (tender.version !== version) return { refused: 'stale-version', current: evaluation }
  const { lots } = evaluation
  const missing = missingBefore(evaluation)
  const due = [...missing, ...negotiationDue(evaluation.negotiation)]
  const faults = due.length > 0 ? due : choiceFaults(lots, choices)
  if (faults.length > 0) return invalid(faults)
  const from = signableFrom(tendering.today ?? parisDate(now), tender.standstillDays)
  await trx
    .updateTable('tender')
    .set(old => ({ state, version: old('version', '+', 1), updatedAt: now }))
    .where('id', '=', tenderId)
    .execute()
  await trx
    .insertInto('award')
    .values({ tenderId, awardedBy: tendering.actor, at: now, signableFrom: from })
    .execute()
  const awarded = lots.map(({ number: lot }) => {
    const choice = choices.find(({ number }) => number === lot)
    const reason = choice?.reason.trim() ?? ''
    return { tenderId, lot, offerId: choice?.offerId ?? null, reason, contractId: null }
  })
  await trx.insertInto('lotAward').values(awarded).execute()
  await holdWhatWon(trx, tendering, tenderId, awarded)
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.awarded', {
    lots: awarded.map(({ lot, offerId }) => ({ lot, offer: offerId })),
    signableFrom: from,
  })
  await sendLetters(trx, tendering, {
    tender,
    eventId,
    evaluation,
    choices,
    unsuccessful: null,
    signableFrom: from,
  })
  return null
}

/** Declares a tender unsuccessful: it had no offer, or every one was judged and none is regular. All are told why. */
export async function declareUnsuccessful(
  trx: Transaction<DB>,
  tendering: Tendering,
  tenderId: string,
  { version, reason }: UnsuccessfulInput,
): Promise<null | Refusal> {
  const held = await holdFor(trx, tenderId, 'declare-unsuccessful')
  if (isRefusal(held)) return held
  const { tender, now, state } = held
  const evaluation = await readEvaluation(trx, tenderId)
  if (tender.version !== version) return { refused: 'stale-version', current: evaluation }
  const { lots } = evaluation
  if (lots.some(({ offers }) => offers.some(({ verdict }) => verdict === 'regular')))
    return invalid([{ field: '/reason', message: said.regular }])
  const missing = missingBefore(evaluation)
  if (missing.length > 0) return invalid(missing)
  const why = reason.trim()
  await trx
    .updateTable('tender')
    .set(old => ({ state, endedReason: why, endedAt: now, version: old('version', '+', 1) }))
    .where('id', '=', tenderId)
    .execute()
  await releaseTender(trx, tendering, tenderId)
  const { eventId } = await recordTender(trx, tendering.actor, tender, 'tender.declared-unsuccessful', {})
  await sendLetters(trx, tendering, {
    tender,
    eventId,
    evaluation,
    choices: [],
    unsuccessful: why,
    signableFrom: null,
  })
  const bidders = lots.flatMap(({ offers }) => offers.flatMap(lettersTo))
  const others = (await followersOf(trx, tenderId)).filter(id => !bidders.includes(id))
  const told = { tender: { id: tenderId, title: tender.title }, reason: why }
  const link = `${tendering.publicUrl}/tenders/${tenderId}`
  await tellAll(
    trx,
    tendering,
    others,
    { kind: 'tender-ended', eventId, data: told },
    tenderEnded({ title: tender.title, reason: why, isOpened: true, link }),
  )
  return null
}
