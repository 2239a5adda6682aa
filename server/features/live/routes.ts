import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { memberOf, personOf, signedIn } from '../../plugins/access.ts'
import { streamNotifications } from './stream.ts'

/** The live socket of one organisation; `after` is the number of the last notification the page has. */
export const liveRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/live',
    {
      websocket: true,
      schema: {
        hide: true,
        querystring: Type.Object({
          organisation: Type.String({ format: 'uuid' }),
          after: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
        }),
      },
      // Before the upgrade, so that a stranger gets an answer and no socket.
      preValidation: [
        async (request, reply) =>
          app.allowsOrigin(request.headers.origin) ? undefined : reply.refuse('origin-refused'),
        signedIn,
      ],
      preHandler: async (request, reply) => {
        const membership = await memberOf(app.db, personOf(request).id, request.query.organisation)
        return membership ? undefined : reply.refuse('not-found')
      },
    },
    (socket, request) => {
      const { organisation: organisationId, after = 0 } = request.query
      streamNotifications(app, socket, { person: personOf(request), organisationId, after })
    },
  )
}
