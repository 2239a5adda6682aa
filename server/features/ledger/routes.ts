import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import { parisDate } from '../../paris-date.ts'
import { member } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { readHours } from './read-hours.ts'
import { HoursTakenSchema } from './schemas.ts'

/** What is taken of a firm's hours: its own to read, and nobody else's. */
export const ledgerRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/hours',
    {
      schema: {
        tags: ['profile'],
        summary:
          'What is taken of one’s own hours from this week on, by contracts and by one’s sealed offers',
        params: OrganisationPath,
        response: { 200: HoursTakenSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => {
      const monday = dateOf(mondayOf(dayOf(parisDate(new Date()))))
      return readHours(app.db, app.catalogue, request.params.organisationId, monday)
    },
  )
}
