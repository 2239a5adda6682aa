import fp from 'fastify-plugin'
import { parisDate } from '../../paris-date.ts'
import { runScenarios } from './run.ts'

/** Runs scenarios, one after the other on each server. A stop ends the one under way; the next server begins it anew. */
export const scenarioJobs = fp(
  async app => {
    const stopping = new AbortController()
    app.addHook('preClose', async () => stopping.abort())
    await app.handleJobs('run-scenarios', async ({ runId }) => {
      const { catalogue } = app
      const today = parisDate(new Date())
      await runScenarios(app.db, { catalogue, today, signal: stopping.signal }, runId, error =>
        app.log.error({ err: error, run: runId }, 'scenarios could not be run'),
      )
    })
  },
  { name: 'scenario-jobs', dependencies: ['environment', 'database', 'jobs', 'engine'] },
)
