import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { answersAlways } from '../../plugins/pressure.ts'

const Health = Type.Object({ status: Type.String() })

/** For balancers and people who wonder: `live` says the process answers, `ready` that it can serve. */
export const healthRoutes: FastifyPluginAsyncTypebox = async app => {
  const schema = { tags: ['health'], response: { 200: Health } }
  const live = { schema, config: answersAlways, logLevel: 'silent' } as const

  app.get('/health/live', live, async () => ({ status: 'live' }))

  // Routes answer once every plugin has loaded, the engine included: what is left to ask is the database.
  app.get('/health/ready', { schema, logLevel: 'silent' }, async (request, reply) => {
    try {
      await sql`select 1`.execute(app.db)
      return { status: 'ready' }
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer')
      return reply.refuse('unavailable')
    }
  })
}
