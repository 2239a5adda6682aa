import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { createCourier } from './courier.ts'
import { dispatch } from './dispatch.ts'

/** How long something that is due waits, at most, before it is sent. */
const EVERY_MILLISECONDS = 2000
/** Minute, hour: at night, in Paris. */
const EVERY_NIGHT = '40 3 * * *'

declare module 'fastify' {
  interface FastifyInstance {
    /** Delivers what is due to targets of webhooks, without waiting for the next look. */
    deliverWebhooks(): void
  }
}

/** Sends what happens to the targets of webhooks, on every server: whoever comes second finds nothing to do. */
export const webhookJobs = fp(
  async app => {
    const { publicUrl, sessionSecret, webhookLocal: local } = app.environment
    await app.handleJobs('sweep-webhooks', async () => {
      await app.db
        .deleteFrom('webhookDelivery')
        .where('at', '<', sql<Date>`now() - interval '30 days'`)
        .execute()
    })
    await app.scheduleJob('sweep-webhooks', EVERY_NIGHT)

    const courier = createCourier(app.db, { local, sessionSecret }, error =>
      app.log.error({ err: error }, 'a webhook could not be delivered'),
    )
    let looking: Promise<void> | null = null
    const look = () => {
      looking ??= dispatch(app.db, publicUrl)
        .then(() => courier.look())
        .catch((error: unknown) => app.log.error({ err: error }, 'webhooks could not be dispatched'))
        .finally(() => {
          looking = null
        })
    }
    app.decorate('deliverWebhooks', look)
    const timer = setInterval(look, EVERY_MILLISECONDS)
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await looking
      await courier.stop()
    })
  },
  { name: 'webhook-jobs', dependencies: ['environment', 'database', 'jobs'] },
)
