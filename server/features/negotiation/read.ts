import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Fault } from '../../problems/faults.ts'
import { partnerOf } from '../offers/queries.ts'
import { databaseNow } from '../tenders/queries.ts'
import type { NegotiationShown, OwnRound } from './schemas.ts'

const due: Text = {
  fr: 'Une négociation est annoncée, sans la réserve d’attribuer sur les premières offres (R2123-5) : invitez à négocier.',
  en: 'A negotiation is announced, without the reserve of awarding on the first offers (R2123-5): invite to negotiate.',
}

/** Whether a negotiation still stands between the offers and their award. */
export const negotiationDue = ({ isAnnounced, mayAwardFirst, round }: NegotiationShown): Fault[] =>
  isAnnounced && !mayAwardFirst && round === 1 ? [{ field: '/negotiation', message: due }] : []

/** The rounds of negotiation of a tender, and what was announced of them. */
export async function readNegotiation(
  db: Kysely<DB>,
  tenderId: string,
  tender: Pick<Selectable<TenderTable>, 'negotiation' | 'mayAwardFirst' | 'negotiatesWith' | 'round'>,
): Promise<NegotiationShown> {
  const rounds = await db
    .selectFrom('tenderRound')
    .select(['number', 'points', 'deadline', 'extensionReason', 'invitedAt', 'openedAt'])
    .where('tenderId', '=', tenderId)
    .orderBy('number')
    .execute()
  const invited = await db
    .selectFrom('tenderRoundInvited')
    .innerJoin('offer', 'offer.id', 'tenderRoundInvited.offerId')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .select(['number', 'offerId', 'organisation.name as bidder'])
    .where('tenderRoundInvited.tenderId', '=', tenderId)
    .orderBy('organisation.name')
    .execute()
  return {
    isAnnounced: tender.negotiation,
    mayAwardFirst: tender.mayAwardFirst,
    most: tender.negotiatesWith,
    round: tender.round,
    rounds: rounds.map(round => ({
      ...round,
      deadline: round.deadline.toISOString(),
      invitedAt: round.invitedAt.toISOString(),
      openedAt: round.openedAt?.toISOString() ?? null,
      invited: invited
        .filter(({ number }) => number === round.number)
        .map(({ offerId, bidder }) => ({ offerId, bidder })),
    })),
  }
}

/** The rounds that an organisation is invited to, alone or with a group, the last first: who else is, nobody reads. */
export async function listOwnRounds(
  db: Kysely<DB>,
  tenderId: string,
  organisationId: string,
): Promise<OwnRound[]> {
  const now = await databaseNow(db)
  const rows = await db
    .selectFrom('tenderRoundInvited as invited')
    .innerJoin('tenderRound as round', join =>
      join.onRef('round.tenderId', '=', 'invited.tenderId').onRef('round.number', '=', 'invited.number'),
    )
    .innerJoin('offer', 'offer.id', 'invited.offerId')
    .innerJoin('tender', 'tender.id', 'invited.tenderId')
    .select(['round.number', 'points', 'round.deadline', 'extensionReason', 'invitedAt', 'round.openedAt'])
    .select('groupId')
    .select(['tender.state', 'tender.round as last'])
    .where('invited.tenderId', '=', tenderId)
    .where(eb =>
      eb.or([
        eb('offer.organisationId', '=', organisationId),
        eb('groupId', 'in', partnerOf(db, organisationId)),
      ]),
    )
    .orderBy('round.number', 'desc')
    .orderBy('offer.id')
    .execute()
  return rows.map(({ state, last, deadline, invitedAt, openedAt, ...round }) => ({
    ...round,
    deadline: deadline.toISOString(),
    invitedAt: invitedAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    isOpen: state === 'negotiating' && round.number === last && now < deadline,
  }))
}
