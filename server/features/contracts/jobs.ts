import type { DB } from '@maillage/db/tables/database.ts'
import fp from 'fastify-plugin'
import type { Kysely } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { isRefusal } from '../../problems/problem.ts'
import { decideCallOff } from './call-off.ts'
import { endContract } from './decide.ts'
import { lockContract } from './lock.ts'
import type { Trading } from './tell.ts'

/** Minute, hour: before anybody is at work, in Paris. */
const EVERY_DAY_AT_FIVE = '0 5 * * *'

/** Withdraws contracts and cancels call-offs whose time to answer is over: what they held and covered is given back. */
export async function lapse(db: Kysely<DB>, trading: Trading): Promise<void> {
  const contracts = await db
    .selectFrom('contract')
    .select('id')
    .where('state', '=', 'proposed')
    .where('answerBy', '<', trading.today)
    .execute()
  for (const { id } of contracts)
    await db.transaction().execute(async trx => {
      const locked = await lockContract(trx, id)
      if (isRefusal(locked) || locked.contract.state !== 'proposed') return
      const { contract } = locked
      await endContract(trx, trading, contract, 'withdrawn', {
        reason: '',
        by: contract.buyerId,
        lapsed: true,
      })
    })
  const callOffs = await db
    .selectFrom('callOff')
    .innerJoin('contract', 'contract.id', 'callOff.contractId')
    .select(['callOff.id as callOffId', 'contract.id as contractId'])
    .where('contract.state', '=', 'in-force')
    .where('callOff.state', '=', 'placed')
    .where('callOff.answerBy', '<', trading.today)
    .execute()
  for (const asked of callOffs)
    await db.transaction().execute(trx => decideCallOff(trx, trading, 'cancel', { ...asked, reason: '' }))
}

/** What the passing of days does to contracts, once for all servers. */
export const contractJobs = fp(
  async app => {
    await app.handleJobs('lapse-contracts', async () => {
      const { catalogue, environment, sendJob } = app
      const { publicUrl } = environment
      await lapse(app.db, { actor: null, catalogue, today: parisDate(new Date()), publicUrl, sendJob })
    })
    await app.scheduleJob('lapse-contracts', EVERY_DAY_AT_FIVE)
  },
  { name: 'contract-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
