import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { lapseProposals } from './lapse.ts'
import { makePlan } from './make.ts'

/** Minute, hour, in Paris: before anybody is at work, beside what else lapses then. */
const EVERY_DAY = '20 5 * * *'

/** Makes plans, one after the other on each server. A stop ends the one under way; the next server begins it anew. */
export const planJobs = fp(
  async app => {
    const stopping = new AbortController()
    app.addHook('preClose', async () => stopping.abort())
    await app.handleJobs('make-plan', async ({ planId }) => {
      const { catalogue } = app
      const today = parisDate(new Date())
      await makePlan(app.db, { catalogue, today, signal: stopping.signal }, planId, error =>
        app.log.error({ err: error, plan: planId }, 'a plan could not be made'),
      )
    })
    await app.handleJobs('lapse-proposals', () => {
      const { catalogue, environment, sendJob } = app
      const telling = { catalogue, publicUrl: environment.publicUrl, sendJob }
      return lapseProposals(app.db, telling, parisDate(new Date()))
    })
    await app.scheduleJob('lapse-proposals', EVERY_DAY)
  },
  { name: 'plan-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
