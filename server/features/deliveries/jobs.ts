import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { notify } from '../notifications/notify.ts'
import { lineFor, sidesOf, type Trading, writeToSide } from '../contracts/tell.ts'
import { deliveryAtRisk } from '../mail/contract-words.ts'
import { risksOf } from './follow.ts'

/** Minute, hour: when people come to work, in Paris. */
const EVERY_DAY_AT_SEVEN = '0 7 * * *'

/** Tells both sides of what will be late, each risk once. */
export async function tellRisks(db: Kysely<DB>, trading: Omit<Trading, 'actor'>): Promise<void> {
  const { catalogue, today } = trading
  const contracts = await db
    .selectFrom('contract')
    .select(['id', 'buyerId', 'number', 'title'])
    .where('state', '=', 'in-force')
    .orderBy('id')
    .execute()
  for (const contract of contracts)
    await db.transaction().execute(async trx => {
      const { id } = contract
      const { buyerId, firms } = await sidesOf(trx, contract)
      for (const { kind, subjectId, due, quantity } of await risksOf(trx, catalogue, id, today)) {
        const told = await trx
          .insertInto('riskTold')
          .values({ contractId: id, subjectId, kind })
          .onConflict(conflict => conflict.doNothing())
          .returning('kind')
          .executeTakeFirst()
        if (told === undefined) continue
        for (const organisationId of [...new Set([buyerId, ...firms])].sort()) {
          await notify(trx, {
            organisationId,
            kind: 'delivery-at-risk',
            needId: null,
            eventId: null,
            data: { contract: lineFor(contract, organisationId), risk: kind, due, quantity },
          })
          await writeToSide(trx, trading, contract, organisationId, link =>
            deliveryAtRisk(contract, kind, due, link),
          )
        }
      }
    })
}

/** Looks every morning for deliveries that will be late. */
export const deliveryJobs = fp(
  async app => {
    const { environment, sendJob } = app
    const { publicUrl } = environment
    await app.handleJobs('foresee-lateness', () =>
      tellRisks(app.db, { catalogue: app.catalogue, today: parisDate(new Date()), publicUrl, sendJob }),
    )
    await app.scheduleJob('foresee-lateness', EVERY_DAY_AT_SEVEN)
  },
  { name: 'delivery-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
