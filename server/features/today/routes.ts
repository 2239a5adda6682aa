import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { WaitSchema } from './schemas.ts'
import { readWaits } from './waiting.ts'

/** What waits for an organisation today, around tenders. */
export const todayRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/waiting',
    {
      schema: {
        tags: ['tenders'],
        summary:
          'What waits for an organisation around tenders: to answer, to consent to, to open, to publish',
        params: OrganisationPath,
        response: { 200: Type.Array(WaitSchema), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => readWaits(app.db, request.params.organisationId),
  )
}
