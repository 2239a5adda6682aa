import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { countRecord, firmsToCount } from './record.ts'

/** Minute, hour: before anybody is at work, in Paris. */
const EVERY_DAY_AT_FOUR = '30 4 * * *'

/** Counts the record of a firm when something that it was to do is done or not, and of all as their window moves on. */
export const reliabilityJobs = fp(
  async app => {
    const count = (firmId: string) =>
      app.db.transaction().execute(async trx => {
        const position = await countRecord(trx, firmId, parisDate(new Date()))
        if (position !== null) await app.sendJob(trx, 'match-firm', { firmId, position })
      })
    await app.handleJobs('count-record', ({ firmId }) => count(firmId))
    await app.handleJobs('count-records', async () => {
      for (const firmId of await firmsToCount(app.db)) await count(firmId)
    })
    await app.scheduleJob('count-records', EVERY_DAY_AT_FOUR)
  },
  { name: 'reliability-jobs', dependencies: ['database', 'jobs', 'engine'] },
)
