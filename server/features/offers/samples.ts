import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { databaseNow } from '../tenders/queries.ts'
import type { SampleSent } from './schemas.ts'

const said = {
  none: { fr: 'Ce lot ne demande pas d’échantillon.', en: 'This lot asks for no sample.' },
  future: { fr: 'Indiquez un jour passé, ou aujourd’hui.', en: 'Give a day that is past, or today.' },
} satisfies Record<string, Text>

/** A bidder says that it has sent its samples for a lot, and when. The buyer reads it once the offers are opened. */
export async function saySampleSent(
  trx: Transaction<DB>,
  actor: string,
  place: { tenderId: string; organisationId: string; offerId: string; lot: number },
  { sentOn, note }: SampleSent,
): Promise<null | Refusal> {
  const { tenderId, organisationId, offerId, lot } = place
  const offer = await trx
    .selectFrom('offer')
    .innerJoin('tender', 'tender.id', 'offer.tenderId')
    .select(['offer.state', 'tender.state as tenderState'])
    .where('offer.id', '=', offerId)
    .where('tenderId', '=', tenderId)
    .where('offer.organisationId', '=', organisationId)
    .forShare('tender')
    .executeTakeFirst()
  if (offer === undefined) return { refused: 'not-found' }
  const isOpen = ['published', 'opened', 'negotiating'].includes(offer.tenderState)
  if (!isOpen || !['sealed', 'late', 'opened'].includes(offer.state)) return { refused: 'wrong-state' }
  const asked = await trx
    .selectFrom('tenderLot')
    .select('sampleCount')
    .where('tenderId', '=', tenderId)
    .where('number', '=', lot)
    .executeTakeFirst()
  if (asked === undefined || asked.sampleCount === 0) return invalid([{ field: '/lot', message: said.none }])
  if (sentOn > parisDate(await databaseNow(trx))) return invalid([{ field: '/sentOn', message: said.future }])
  const row = { sentOn, sentNote: note.trim(), saidBy: actor }
  await trx
    .insertInto('offerSample')
    .values({ offerId, lot, receivedOn: null, recordedBy: null, ...row })
    .onConflict(conflict => conflict.columns(['offerId', 'lot']).doUpdateSet(row))
    .execute()
  return null
}
