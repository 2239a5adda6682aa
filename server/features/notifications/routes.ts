import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { countWaiting } from '../matches/suggestions.ts'
import { countUnread, markRead, notificationsBefore } from './queries.ts'

const OrganisationParams = Type.Object({ organisationId: Type.String({ format: 'uuid' }) })

const NotificationSchema = Type.Object({
  seq: Type.Integer(),
  kind: Type.String(),
  needId: Type.Union([Type.String(), Type.Null()]),
  data: Type.Record(Type.String(), Type.Unknown()),
  at: Type.String({ format: 'date-time' }),
  read: Type.Boolean(),
})

export const notificationRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/notifications',
    {
      schema: {
        tags: ['notifications'],
        summary: 'What an organisation was told, newest first',
        params: OrganisationParams,
        querystring: Type.Object({
          before: Type.Optional(Type.Integer({ minimum: 1 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
        }),
        response: {
          200: Type.Object({
            notifications: Type.Array(NotificationSchema),
            unread: Type.Integer(),
            last: Type.Integer(),
            /** Needs that are kept for the day's digest. */
            waiting: Type.Integer(),
          }),
          ...refusals,
        },
      },
      preHandler: member('viewer'),
    },
    async request => {
      const { organisationId } = request.params
      const { before, limit = 30 } = request.query
      return {
        notifications: await notificationsBefore(app.db, { organisationId, before, limit }),
        ...(await countUnread(app.db, organisationId)),
        waiting: await countWaiting(app.db, organisationId),
      }
    },
  )

  app.post(
    '/api/organisations/:organisationId/notifications/read',
    {
      schema: {
        tags: ['notifications'],
        summary: 'Marks notifications as read, up to a number',
        params: OrganisationParams,
        body: Type.Object({ upTo: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const { upTo } = request.body
      await app.db.transaction().execute(trx => markRead(trx, { organisationId, upTo }))
      return reply.code(204).send(null)
    },
  )
}
