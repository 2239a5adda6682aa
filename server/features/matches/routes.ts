import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { KEPT } from './jobs.ts'
import { readerOf } from './policy.ts'
import { RankingSchema } from './schemas.ts'
import { showTo } from './show.ts'
import { readWeights } from './weights.ts'

export const matchRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/needs/:needId/ranking',
    {
      schema: {
        tags: ['matches'],
        summary: 'Who could meet a need, alone or together, ranked and explained',
        description:
          'A sourcing rank: it says whom to look at, never who wins a public contract. Weights such as `coverage:0.3,lead-time:0.1` go over the need’s own, on the scale where all add up to 1.',
        params: Type.Object({ needId: Type.String({ format: 'uuid' }) }),
        querystring: Type.Object({
          weights: Type.Optional(Type.String({ maxLength: 300 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: KEPT, default: KEPT })),
        }),
        response: { 200: RankingSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { limit = KEPT, weights: text } = request.query
      const reader = await readerOf(app.db, personOf(request).id, request.params.needId)
      const need = app.engine.need(request.params.needId)
      if (reader === null || need === undefined) return reply.refuse('not-found')

      const weights = text === undefined ? undefined : readWeights(text)
      if (weights === null) {
        return reply.refuse({
          refused: 'invalid-input',
          fields: [
            {
              field: '/weights',
              message: {
                fr: 'Donnez des poids de 0 à 10, dont un au moins au-dessus de 0 : « coverage:3,lead-time:1 ».',
                en: 'Give weights from 0 to 10, at least one above 0: "coverage:3,lead-time:1".',
              },
            },
          ],
        })
      }
      const ranking = app.engine.rank(need, {
        viewer: reader.viewer,
        limit: KEPT,
        ...(weights && { weights }),
      })
      return showTo(reader, app.engine, ranking, limit)
    },
  )
}
