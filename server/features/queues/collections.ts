import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { streamOf } from '../collection/streams.ts'
import type { Queues } from './schemas.ts'

/** Rounds of collections whose day has passed and that nobody has weighed or cancelled, the oldest first. `today` is an ISO date. */
export async function lateCollections(db: Kysely<DB>, today: string): Promise<Queues['collections']> {
  const rows = await db
    .selectFrom('collectionRound')
    .innerJoin('collectionAgreement', 'collectionAgreement.id', 'collectionRound.agreementId')
    .innerJoin('organisation as holder', 'holder.id', 'collectionAgreement.holderId')
    .innerJoin('organisation as partner', 'partner.id', 'collectionAgreement.partnerId')
    .select(['collectionRound.id', 'collectionRound.day', 'collectionAgreement.stream'])
    .select(['holder.id as holderId', 'holder.name as holder'])
    .select(['partner.id as partnerId', 'partner.name as partner'])
    .where('collectionRound.state', '=', 'planned')
    .where('collectionRound.day', '<', today)
    .orderBy('collectionRound.day')
    .orderBy('collectionRound.id')
    .execute()
  return rows.map(({ id, day, stream, holderId, holder, partnerId, partner }) => ({
    id,
    day,
    stream: streamOf(stream)?.name ?? { fr: stream, en: stream },
    holder: { id: holderId, name: holder },
    partner: { id: partnerId, name: partner },
  }))
}
