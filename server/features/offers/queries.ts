import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { OwnOffer } from './schemas.ts'

/** Groups that an organisation is a partner of, and has not left: it gets the receipts and letters of their offers. */
export const partnerOf = (db: Kysely<DB>, organisationId: string) =>
  db
    .selectFrom('bidderGroupMember')
    .select('groupId')
    .where('organisationId', '=', organisationId)
    .where('role', '=', 'partner')
    .where('state', '=', 'consented')

/** Whether an offer that an organisation made to a tender, alone or as the lead of a group, was opened. */
export async function hasOpenedOffer(
  db: Kysely<DB>,
  tenderId: string,
  organisationId: string,
): Promise<boolean> {
  const offer = await db
    .selectFrom('offer')
    .select('id')
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .where('openedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return offer !== undefined
}

/** The offers that an organisation has made to a tender, alone or as a partner of a group, with their receipts. */
export async function listOwnOffers(
  db: Kysely<DB>,
  tenderId: string,
  organisationId: string,
): Promise<OwnOffer[]> {
  const offers = await db
    .selectFrom('offer')
    .select(['id', 'organisationId', 'groupId', 'round', 'state', 'version', 'lateDecision', 'lateReason'])
    .where('tenderId', '=', tenderId)
    .where(eb =>
      eb.or([eb('organisationId', '=', organisationId), eb('groupId', 'in', partnerOf(db, organisationId))]),
    )
    .orderBy('round', 'desc')
    .orderBy('id')
    .execute()
  if (offers.length === 0) return []
  const receipts = await db
    .selectFrom('offerReceipt')
    .leftJoin('user', 'user.id', 'offerReceipt.by')
    .select(['offerId', 'version', 'digest', 'bytes', 'at', 'user.name as by', 'documents'])
    .where(
      'offerId',
      'in',
      offers.map(({ id }) => id),
    )
    .orderBy('version', 'desc')
    .execute()
  const samples = await db
    .selectFrom('offerSample')
    .select(['offerId', 'lot', 'sentOn', 'sentNote as note', 'receivedOn'])
    .where(
      'offerId',
      'in',
      offers.map(({ id }) => id),
    )
    .orderBy('lot')
    .execute()
  const of = Map.groupBy(receipts, ({ offerId }) => offerId)
  return offers.map(offer => ({
    ...offer,
    receipts: (of.get(offer.id) ?? []).map(({ offerId: _, at, ...receipt }) => ({
      ...receipt,
      at: at.toISOString(),
    })),
    samples: samples.filter(({ offerId }) => offerId === offer.id).map(({ offerId: _, ...sample }) => sample),
  }))
}
