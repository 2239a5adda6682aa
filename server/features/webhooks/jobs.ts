import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { attemptDelivery } from './attempt.ts'
import { dispatch } from './dispatch.ts'

/** How long something that happened waits, at most, before it is first sent. */
const EVERY_MILLISECONDS = 2000
/** Minute, hour: at night, in Paris. */
const EVERY_NIGHT = '40 3 * * *'

/** Sends what happens to the targets of webhooks, on every server: whoever comes second finds nothing to do. */
export const webhookJobs = fp(
  async app => {
    const { publicUrl, sessionSecret, webhookLocal: local } = app.environment
    const { sendJob } = app
    await app.handleJobs('send-webhook', ({ deliveryId }) =>
      attemptDelivery(app.db, { local, sessionSecret, sendJob }, deliveryId),
    )
    await app.handleJobs('sweep-webhooks', async () => {
      await app.db
        .deleteFrom('webhookDelivery')
        .where('at', '<', sql<Date>`now() - interval '30 days'`)
        .execute()
    })
    await app.scheduleJob('sweep-webhooks', EVERY_NIGHT)

    let dispatching: Promise<void> | null = null
    const timer = setInterval(() => {
      dispatching ??= dispatch(app.db, { publicUrl, sendJob })
        .catch((error: unknown) => app.log.error({ err: error }, 'webhooks could not be dispatched'))
        .finally(() => {
          dispatching = null
        })
    }, EVERY_MILLISECONDS)
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await dispatching
    })
  },
  { name: 'webhook-jobs', dependencies: ['environment', 'database', 'jobs'] },
)
