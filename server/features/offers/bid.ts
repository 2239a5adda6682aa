import { createHash } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferTable } from '@maillage/db/tables/offers.ts'
import type { Selectable, Transaction } from 'kysely'

/** Whoever offers, and to which tender. */
export interface Bid {
  tenderId: string
  organisationId: string
  groupId: string | null
}

/**
 * What a ciphertext is bound to: it opens in the tender and the round it was sealed for, as this bidder's, and nowhere else.
 */
export const contextOf = ({ tenderId, organisationId, groupId, round }: Bid & { round: number }) =>
  `tender ${tenderId} bidder ${organisationId} group ${groupId ?? 'none'}${round > 1 ? ` round ${round}` : ''}`

/** The digest that a bidder is given as proof and that is published at the opening. */
export function digestOf(sealed: Uint8Array): string {
  return createHash('sha256').update(sealed).digest('hex')
}

const offersOf = (trx: Transaction<DB>, { tenderId, organisationId, groupId }: Bid) =>
  trx
    .selectFrom('offer')
    .selectAll()
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .where('groupId', groupId === null ? 'is' : '=', groupId)

/** The offer of a bidder in a round, held until the transaction ends; undefined where it has made none. */
export function lockOffer(
  trx: Transaction<DB>,
  bid: Bid,
  round: number,
): Promise<Selectable<OfferTable> | undefined> {
  return offersOf(trx, bid).where('round', '=', round).forUpdate().executeTakeFirst()
}

/** The last offer of a bidder, whatever became of it. */
export function lastOffer(trx: Transaction<DB>, bid: Bid): Promise<Selectable<OfferTable> | undefined> {
  return offersOf(trx, bid).orderBy('round', 'desc').limit(1).executeTakeFirst()
}
