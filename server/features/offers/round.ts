import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Selectable, Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { Bid } from './bid.ts'

const said = {
  notInvited: {
    fr: 'Vous n’êtes pas invité à ce tour de négociation.',
    en: 'You are not invited to this round of negotiation.',
  },
  lots: {
    fr: 'L’offre d’un tour de négociation porte sur les lots de votre offre précédente, ni plus ni moins.',
    en: 'The offer of a round of negotiation answers the lots of your offer before, no more and no less.',
  },
} satisfies Record<string, Text>

/** The opened offer that a bidder is invited to a round with; undefined where it is not invited. */
export function invitedWith(trx: Transaction<DB>, { tenderId, organisationId, groupId }: Bid, round: number) {
  return trx
    .selectFrom('tenderRoundInvited')
    .innerJoin('offer', 'offer.id', 'tenderRoundInvited.offerId')
    .select(['offer.id', 'offer.content'])
    .where('tenderRoundInvited.tenderId', '=', tenderId)
    .where('number', '=', round)
    .where('organisationId', '=', organisationId)
    .where('groupId', groupId === null ? 'is' : '=', groupId)
    .executeTakeFirst()
}

/** The offers that a bidder has had opened before: their documents may go along again. */
export async function earlierOffers(
  trx: Transaction<DB>,
  bid: Bid,
  { state, round }: Pick<Selectable<TenderTable>, 'state' | 'round'>,
  lots: number[],
): Promise<string[] | Refusal> {
  if (state !== 'negotiating') return []
  const former = await invitedWith(trx, bid, round)
  if (former === undefined || former.content === null)
    return { refused: 'wrong-state', fields: [{ field: '', message: said.notInvited }] }
  const answered = new Set(former.content.lots.map(({ number }) => number))
  if (answered.size !== lots.length || lots.some(lot => !answered.has(lot)))
    return invalid([{ field: '/content/lots', message: said.lots }])
  const { tenderId, organisationId, groupId } = bid
  const opened = await trx
    .selectFrom('offer')
    .select('id')
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .where('groupId', groupId === null ? 'is' : '=', groupId)
    .where('state', 'in', ['opened', 'replaced'])
    .execute()
  return opened.map(({ id }) => id)
}
