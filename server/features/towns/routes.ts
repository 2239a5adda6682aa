import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { searchTowns } from '@maillage/db/towns/towns.ts'
import { Type } from 'typebox'
import { refusals } from '../../problems/problem.ts'
import { PrecisionSchema, Words } from '../../schemas.ts'

const Town = Type.Object({
  code: Type.String({ description: 'INSEE code of the commune' }),
  name: Type.String(),
  department: Type.String(),
  postalCodes: Type.Array(Type.String()),
  latitude: Type.Number(),
  longitude: Type.Number(),
  precision: PrecisionSchema,
})

export const townRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/towns',
    {
      schema: {
        tags: ['towns'],
        summary: 'Communes of France by name, postal code or INSEE code, the best match first',
        querystring: Type.Object({
          query: Words(100, 1),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })),
        }),
        response: { 200: Type.Array(Town), ...refusals },
      },
    },
    async (request, reply) => {
      // The list changes once a year, with a new version of the server.
      reply.header('cache-control', 'public, max-age=3600')
      return searchTowns(request.query.query, request.query.limit)
    },
  )
}
