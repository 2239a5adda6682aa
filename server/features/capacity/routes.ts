import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ScenarioKey } from '@maillage/matching/consumption/forecast.ts'
import type { FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { member, pathParameter, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Asking } from '../consumption/read.ts'
import { operatorReader } from '../stocks/policy.ts'
import { capacityReader } from './read.ts'
import { ItemCapacitySchema, ItemPath, RegionCapacitySchema, ScenarioQuery } from './schemas.ts'

const tags = ['capacity']
const path = '/api/organisations/:organisationId'

/** Need beside capacity: whether the region converts too much, for its operator, and what of it a firm may know. */
export const capacityRoutes: FastifyPluginAsyncTypebox = async app => {
  const reader = () =>
    capacityReader({ engine: app.engine, ranker: app.ranker, departments: app.region.departments })
  const askingBy = (request: FastifyRequest, scenario: ScenarioKey = 'calm'): Asking => ({
    organisationId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
    catalogue: app.catalogue,
    today: parisDate(new Date()),
    scenario,
  })

  app.get(
    `${path}/region-capacity`,
    {
      schema: {
        tags,
        summary: 'Items that firms convert to: what is needed beside what stands, is under way and planned',
        params: OrganisationPath,
        querystring: ScenarioQuery,
        response: { 200: RegionCapacitySchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => reader().all(app.db, askingBy(request, request.query.scenario)),
  )

  app.get(
    `${path}/capacity/:item`,
    {
      schema: {
        tags,
        summary: 'What a firm that is about to convert may know of an item: sums that tell of nobody',
        params: ItemPath,
        response: { 200: ItemCapacitySchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const { item } = request.params
      return knownIn(app.catalogue).items.has(item)
        ? reader().one(app.db, askingBy(request), item)
        : reply.refuse('not-found')
    },
  )
}
