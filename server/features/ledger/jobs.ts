import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import type { Kysely } from 'kysely'
import { releaseOffers } from './offer-holds.ts'

/** Minute, hour: before anybody is at work, in Paris, and after contracts have lapsed. */
const EVERY_DAY = '10 5 * * *'

/** Gives back the hours of offers whose validity has ended: their bidders are bound no more. */
export async function lapseHolds(db: Kysely<DB>, now: Date): Promise<void> {
  const over = await db
    .selectFrom('capacityLedger')
    .select('causeId')
    .distinct()
    .where('cause', '=', 'offer')
    .where('expiresAt', '<=', now)
    .orderBy('causeId')
    .execute()
  for (const { causeId } of over)
    await db.transaction().execute(trx => releaseOffers(trx, { actor: null }, [causeId]))
}

/** What the passing of days does to held hours, once for all servers. */
export const ledgerJobs = fp(
  async app => {
    await app.handleJobs('lapse-holds', () => lapseHolds(app.db, new Date()))
    await app.scheduleJob('lapse-holds', EVERY_DAY)
  },
  { name: 'ledger-jobs', dependencies: ['environment', 'database', 'jobs'] },
)
