import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import type { Refusal } from '../../problems/problem.ts'
import { releaseOffers } from '../ledger/offer-holds.ts'
import { step } from '../tenders/life-cycle.ts'
import { databaseNow, lockTender } from '../tenders/queries.ts'
import type { Tendering } from '../tenders/tell.ts'
import { type Bid, lockOffer } from './bid.ts'
import { recordOffer, storeCopies, tellPartners } from './seal.ts'

/** Withdraws the offer of the round that is open; another may be made until its deadline, and an offer opened before stands. */
export async function withdrawOffer(
  trx: Transaction<DB>,
  tendering: Tendering,
  bid: Bid,
  version: number,
): Promise<null | Refusal> {
  const tender = await lockTender(trx, bid.tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const taken = step(tender, 'submit', await databaseNow(trx))
  if ('because' in taken) return { refused: 'offer-late' }
  const offer = await lockOffer(trx, bid, tender.round)
  if (offer === undefined) return { refused: 'not-found' }
  if (offer.version !== version) return { refused: 'stale-version' }
  if (offer.state !== 'sealed') return { refused: 'wrong-state' }
  await trx
    .updateTable('offer')
    .set({ state: 'withdrawn', version: offer.version + 1 })
    .where('id', '=', offer.id)
    .execute()
  await storeCopies(trx, offer.id, [])
  await releaseOffers(trx, tendering, [offer.id])
  const eventId = await recordOffer(trx, 'offer.withdrawn', tendering.actor, offer, {})
  await tellPartners(trx, tendering, bid, tender.title, { happened: 'offer-withdrawn', eventId })
  return null
}
