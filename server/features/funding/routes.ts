import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { storeRevisions } from '../procedures/store.ts'
import { FundingEffectSchema, SchemeLineSchema, SchemesInput } from './schemas.ts'
import { checkSchemes, effectOf, lockSchemes, readSchemes, reviseScheme } from './schemes.ts'

const tags = ['investments']

/** The table of schemes that pay for reorientations: open to read, kept by the operator. */
export const fundingRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())

  app.get(
    '/api/funding-schemes',
    {
      schema: {
        tags,
        summary: 'Schemes that pay for part of a reorientation, dated, each with where it was read',
        response: { 200: Type.Array(SchemeLineSchema), ...refusals },
      },
    },
    async () => readSchemes(app.db),
  )

  app.put(
    '/api/organisations/:organisationId/funding-schemes',
    {
      schema: {
        tags,
        summary: 'Revise schemes, or add some, together; every revision stays',
        description:
          'Send the revision of each that was read, 0 for a new one; where one was revised since, nothing is stored and the table as it is comes back as `current`.',
        params: OrganisationPath,
        body: SchemesInput,
        response: { 200: Type.Array(SchemeLineSchema), ...refusals },
      },
      preHandler: member('editor', 'operator'),
    },
    async (request, reply) => {
      const { schemes: revised } = request.body
      const by = { personId: personOf(request).id, organisationId: request.params.organisationId }
      const refusal = await app.db.transaction().execute(async trx =>
        storeRevisions(trx, by, {
          revised,
          stored: await lockSchemes(trx),
          faults: () => checkSchemes(revised, today()),
          revise: scheme => reviseScheme(trx, scheme),
        }),
      )
      if (refusal === null) return readSchemes(app.db)
      return reply.refuse(
        refusal.refused === 'stale-version' ? { ...refusal, current: await readSchemes(app.db) } : refusal,
      )
    },
  )

  app.post(
    '/api/organisations/:organisationId/funding-effect',
    {
      schema: {
        tags,
        summary: 'How many reorientations count on schemes that are to be revised; nothing is stored',
        params: OrganisationPath,
        body: SchemesInput,
        response: { 200: FundingEffectSchema, ...refusals },
      },
      preHandler: member('editor', 'operator'),
    },
    async (request, reply) => {
      const { schemes } = request.body
      const faults = checkSchemes(schemes, today())
      return faults.length > 0 ? reply.refuse(invalid(faults)) : effectOf(app.db, schemes, today())
    },
  )
}
