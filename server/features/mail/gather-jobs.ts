import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { gatherFor, membersWaiting } from './gather.ts'

/** Minute, hour: after the digests, in Paris. */
const EVERY_DAY_AT_SIX = '20 18 * * *'

/** Whether a day, `YYYY-MM-DD`, is the one on which weekly mail leaves: Monday. */
const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

/** Once a day, sends each member in one mail what they are not written of at once. */
export const gatherJobs = fp(
  async app => {
    const { publicUrl } = app.environment
    await app.handleJobs('gather-mail', async () => {
      const weekly = isMonday(parisDate(new Date()))
      for (const member of await membersWaiting(app.db))
        await app.db.transaction().execute(trx => gatherFor(trx, app.sendJob, member, { weekly, publicUrl }))
    })
    await app.scheduleJob('gather-mail', EVERY_DAY_AT_SIX)
  },
  { name: 'gather-jobs', dependencies: ['environment', 'database', 'jobs'] },
)
