import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { LANGUAGES } from '../../languages.ts'
import { membershipOf } from '../../plugins/access.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { Id, OneOf } from '../../schemas.ts'
import { contractReader } from './policy.ts'
import { readContract } from './queries.ts'
import { contractSheet } from './sheet.ts'

/** A contract on paper, for each of its sides. */
export const contractSheetRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/contracts/:contractId/sheet.pdf',
    {
      schema: {
        tags: ['contracts'],
        summary:
          'A contract as a PDF to print, in French or English; prices for the buyer and the partners alone',
        params: Type.Object({ contractId: Id }),
        querystring: Type.Object({ language: Type.Optional(OneOf(LANGUAGES)) }),
        response: {
          200: {
            description: 'The sheet',
            content: { 'application/pdf': { schema: Type.Unsafe<unknown>({}) } },
          },
          ...refusals,
        },
      },
      preHandler: contractReader('viewer'),
    },
    async (request, reply) => {
      const { contractId } = request.params
      const contract = await readContract(app.db, contractId, membershipOf(request).organisationId)
      if (contract === undefined) return reply.refuse('not-found')
      const { language = languageOf(request) } = request.query
      return reply
        .header('content-disposition', `inline; filename="${contract.number}.pdf"`)
        .header('cache-control', 'private, no-store')
        .type('application/pdf')
        .send(await contractSheet(contract, app.catalogue, language, new Date()))
    },
  )
}
