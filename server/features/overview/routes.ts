import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { parisDate } from '../../paris-date.ts'
import { member } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { capabilityReader } from './capabilities.ts'
import { showFirms, showGaps, showProducts } from './overview.ts'
import { lastEvents, openNeedsWithBest } from './queries.ts'
import { OverviewSchema } from './schemas.ts'

export const overviewRoutes: FastifyPluginAsyncTypebox = async app => {
  const readers = app.revisions.derive(({ engine, catalogue }) => ({
    products: new Set([...knownIn(catalogue).families.values()].flat().map(({ id }) => id)),
    readCapabilities: capabilityReader(engine, catalogue, () => `${app.follower.firmsSeen()} ${engine.asOf}`),
  }))

  app.get(
    '/api/organisations/:organisationId/overview',
    {
      schema: {
        tags: ['overview'],
        summary: 'The region for its operator: firms, needs, what can be made and what nobody can',
        params: OrganisationPath,
        response: { 200: OverviewSchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async () => {
      const needs = await openNeedsWithBest(app.db, parisDate(new Date()))
      const events = await lastEvents(app.db)
      const { products, readCapabilities } = readers.here
      const capabilities = await readCapabilities()
      const needsMet = needs.filter(({ feasible }) => feasible).length
      return {
        asOf: app.engine.asOf,
        region: app.region.name,
        departments: app.region.departments,
        counts: {
          firms: capabilities.firms.length,
          needs: needs.length,
          needsMet,
          needsUnmet: needs.length - needsMet,
        },
        firms: showFirms(capabilities, products),
        needs: needs.map(({ buyer, ...need }) => ({ ...need, buyer: buyer.name })),
        products: showProducts(capabilities, needs, app.catalogue),
        gaps: showGaps(capabilities, needs, app.catalogue),
        events,
      }
    },
  )
}
