import fp from 'fastify-plugin'
import { sealEvents } from './seal.ts'

/** How long an event waits for its seal, at most, while nothing holds it back. */
const EVERY_MILLISECONDS = 5000

/** Seals the log every few seconds, on every server: whoever comes second finds nothing to do. */
export const sealer = fp(
  async app => {
    let sealing: Promise<void> | null = null
    const seal = () => {
      sealing ??= sealEvents(app.db)
        .then(() => undefined)
        .catch((error: unknown) => app.log.error({ err: error }, 'the log could not be sealed'))
        .finally(() => {
          sealing = null
        })
    }
    const timer = setInterval(seal, EVERY_MILLISECONDS)
    seal()
    app.addHook('onClose', async () => {
      clearInterval(timer)
      await sealing
    })
  },
  { name: 'sealer', dependencies: ['database'] },
)
