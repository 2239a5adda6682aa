import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { releaseOffers } from '../ledger/offer-holds.ts'

/**
 * Takes back the sealed offer of a group whose composition no longer stands, in the transaction that changes it: what was
 * sealed for other members is never opened. One that came late waits for its buyer, and is taken back as well: a deadline that was
 * put off lets the group change. Returns whether there was one.
 */
export async function voidOffer(trx: Transaction<DB>, groupId: string, actor: string): Promise<boolean> {
  const offer = await trx
    .updateTable('offer')
    .set(old => ({ state: 'withdrawn' as const, version: old('version', '+', 1) }))
    .where('groupId', '=', groupId)
    .where('state', 'in', ['sealed', 'late'])
    .returning(['id', 'organisationId'])
    .executeTakeFirst()
  if (offer === undefined) return false
  await trx.deleteFrom('offerMemberCopy').where('offerId', '=', offer.id).execute()
  await releaseOffers(trx, { actor }, [offer.id])
  await recordEvent(trx, {
    verb: 'offer.withdrawn',
    actor,
    organisationId: offer.organisationId,
    subjectKind: 'offer',
    subjectId: offer.id,
    data: { because: 'composition' },
  })
  return true
}
