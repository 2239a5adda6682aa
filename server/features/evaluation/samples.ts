import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import type { Trading } from '../contracts/tell.ts'
import { approveSample } from '../deliveries/milestones.ts'
import { recordTender, type Tendering } from '../tenders/tell.ts'
import { holdOffer, type Place } from './judge.ts'
import type { EvaluatedOffer, SampleInput } from './schemas.ts'
import { raiseVersion } from './step.ts'

const said = {
  none: { fr: 'Ce lot ne demande pas d’échantillon.', en: 'This lot asks for no sample.' },
  future: { fr: 'Indiquez un jour passé, ou aujourd’hui.', en: 'Give a day that is past, or today.' },
  unreceived: {
    fr: 'Dites d’abord quand l’échantillon est arrivé.',
    en: 'Say first when the sample came.',
  },
  scores: {
    fr: 'Une note par question du lot, de 1 à 5, dans leur ordre.',
    en: 'One score for each question of the lot, from 1 to 5, in their order.',
  },
} satisfies Record<string, Text>

/** Records that the samples of an offer for a lot came, and how the wear test went: what its marks are justified by. */
export async function recordSample(
  trx: Transaction<DB>,
  { actor }: Pick<Tendering, 'actor'>,
  place: Place,
  { receivedOn, scores, remarks }: SampleInput,
): Promise<null | Refusal> {
  const held = await holdOffer(trx, place)
  if (isRefusal(held)) return held
  const { offerId, lot, tenderId } = place
  const { sampleCount, sampleQuestions } = await trx
    .selectFrom('tenderLot')
    .select(['sampleCount', 'sampleQuestions'])
    .where('tenderId', '=', tenderId)
    .where('number', '=', lot)
    .executeTakeFirstOrThrow()
  const isTried = scores.some(score => score !== null)
  const faults: Fault[] = [
    ...(sampleCount === 0 ? [{ field: '/receivedOn', message: said.none }] : []),
    ...(receivedOn !== null && receivedOn > parisDate(held.now)
      ? [{ field: '/receivedOn', message: said.future }]
      : []),
    ...(receivedOn === null && isTried ? [{ field: '/receivedOn', message: said.unreceived }] : []),
    ...(scores.length === sampleQuestions.length ? [] : [{ field: '/scores', message: said.scores }]),
  ]
  if (faults.length > 0) return invalid(faults)
  const row = { receivedOn, scores: isTried ? scores : [], remarks: remarks.trim(), recordedBy: actor }
  await trx
    .insertInto('offerSample')
    .values({ offerId, lot, sentOn: null, saidBy: null, ...row })
    .onConflict(conflict => conflict.columns(['offerId', 'lot']).doUpdateSet(row))
    .execute()
  await raiseVersion(trx, tenderId)
  await recordTender(trx, actor, held.tender, 'tender.sample-recorded', { offer: offerId, lot })
  return null
}

/** Makes the sample that won a lot the approved one of each line of its contract: deliveries are judged against it. */
export async function approveWinning(
  trx: Transaction<DB>,
  trading: Trading,
  { contractId, buyerId }: { contractId: string; buyerId: string },
  sample: EvaluatedOffer['sample'],
): Promise<null | Refusal> {
  if (sample === null || sample.receivedOn === null) return null
  const lines = await trx
    .selectFrom('contractLine')
    .select('id')
    .where('contractId', '=', contractId)
    .orderBy('position')
    .execute()
  const description = [`Échantillon de l’offre, reçu le ${day(sample.receivedOn, 'fr')}`, sample.remarks]
    .filter(Boolean)
    .join(' · ')
    .slice(0, 1000)
  for (const { id: lineId } of lines) {
    const refusal = await approveSample(
      trx,
      trading,
      { contractId, organisationId: buyerId },
      { lineId, description, approvedOn: trading.today, documents: [] },
    )
    if (refusal !== null) return refusal
  }
  return null
}
