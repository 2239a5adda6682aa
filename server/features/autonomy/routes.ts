import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ScenarioKey } from '@maillage/matching/consumption/forecast.ts'
import type { FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { member, pathParameter, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import type { Asking } from '../consumption/read.ts'
import { autonomyReader } from './read.ts'
import { ItemAutonomySchema, ItemPath, RegionAutonomySchema, ScenarioQuery } from './schemas.ts'

const tags = ['autonomy']
const path = '/api/organisations/:organisationId/autonomy'

/** How far the region makes what it needs by itself, for its operator. */
export const autonomyRoutes: FastifyPluginAsyncTypebox = async app => {
  const askingBy = (request: FastifyRequest, scenario: ScenarioKey = 'calm'): Asking => ({
    organisationId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
    catalogue: app.catalogue,
    today: parisDate(new Date()),
    scenario,
  })

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Of each item that the region needs, the share that it can make, today and by week',
        params: OrganisationPath,
        querystring: ScenarioQuery,
        response: { 200: RegionAutonomySchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async request => autonomyReader(app.ranker).all(app.db, askingBy(request, request.query.scenario)),
  )

  app.get(
    `${path}/:item`,
    {
      schema: {
        tags,
        summary: 'The chain of one item: how strong each link is, what is missing, what falls with whom',
        params: ItemPath,
        querystring: ScenarioQuery,
        response: { 200: ItemAutonomySchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async (request, reply) =>
      (await autonomyReader(app.ranker).one(
        app.db,
        askingBy(request, request.query.scenario),
        request.params.item,
      )) ?? reply.refuse('not-found'),
  )
}
