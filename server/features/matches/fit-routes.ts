import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { readingOf } from '../needs/policy.ts'
import { readFit } from './fit.ts'
import { FitSchema } from './schemas.ts'

/** What a firm reads of the ranking of a need it may answer. */
export const fitRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/open-needs/:needId',
    {
      schema: {
        tags: ['matches'],
        summary: 'How a firm stands in the ranking of a need: its place, its part of the work, what it lacks',
        params: Type.Object({ organisationId: Id, needId: Id }),
        response: { 200: FitSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, needId } = request.params
      const reading = await readingOf(app.db, personOf(request).id, needId)
      if (reading === null) return reply.refuse('not-found')
      return readFit(app.db, app.engine, { needId, firm: organisationId })
    },
  )
}
