import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { makePlan } from './make.ts'

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
  },
  { name: 'plan-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
