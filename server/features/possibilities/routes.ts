import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Firm } from '@maillage/matching/supply.ts'
import { type Static, Type } from 'typebox'
import { loadFirms } from '../../engine/load-firms.ts'
import { parisDate } from '../../paris-date.ts'
import { member } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { ProfileDraft } from '../profile/schemas.ts'
import { demandFor, needsOfProducts, openDemand } from './demand.ts'
import { firmOfDraft } from './draft.ts'
import { operationKey, servicesOf, WITHIN_REACH_DAYS } from './makeable.ts'
import { PossibilitiesSchema } from './schemas.ts'

const path = '/api/organisations/:organisationId/possibilities'

export const possibilityRoutes: FastifyPluginAsyncTypebox = async app => {
  const services = app.revisions.derive(({ catalogue }) => servicesOf(catalogue))
  const common = {
    tags: ['possibilities'],
    params: OrganisationPath,
    querystring: Type.Object({
      maximumDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365, default: WITHIN_REACH_DAYS })),
    }),
    response: { 200: PossibilitiesSchema, ...refusals },
  }

  /** Every item with the firm's distance from it; nothing for a firm without a site. */
  async function explore(
    firm: Firm | undefined,
    maximumDays = WITHIN_REACH_DAYS,
  ): Promise<Static<typeof PossibilitiesSchema>> {
    const demand = await openDemand(app.db, parisDate(new Date()), app.region.departments)
    const { items } = knownIn(app.catalogue)
    const familyOf = (item: string) => items.get(item)?.family ?? null
    const found = firm && firm.sites.length > 0 ? app.engine.explore(firm, { maximumDays }) : []
    return {
      asOf: app.engine.asOf,
      catalogueVersion: app.catalogue.version,
      maximumDays,
      possibilities: found.map(possibility => ({
        ...possibility,
        operations: possibility.operations.map(operation => ({
          ...operation,
          service: services.here.has(operationKey(operation.recipe, operation.operation)),
        })),
        demand: {
          ...demandFor(possibility.item, possibility.family, demand),
          needsOfProducts: needsOfProducts(possibility, familyOf, demand),
        },
      })),
    }
  }

  app.get(
    path,
    {
      schema: { ...common, summary: 'What a firm could make with its saved profile, and what that takes' },
      preHandler: member('viewer', 'firm'),
    },
    async request => {
      const [firm] = await loadFirms(app.db, [request.params.organisationId])
      return explore(firm, request.query.maximumDays)
    },
  )

  app.post(
    path,
    {
      schema: {
        ...common,
        summary: 'What a firm could make with a profile that is not saved yet',
        body: ProfileDraft,
      },
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const firm = await firmOfDraft(app.db, {
        organisationId: request.params.organisationId,
        draft: request.body,
        known: knownIn(app.catalogue),
        today: parisDate(new Date()),
      })
      return Array.isArray(firm) ? reply.refuse(invalid(firm)) : explore(firm, request.query.maximumDays)
    },
  )
}
