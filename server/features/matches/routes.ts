import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { KEPT } from './jobs.ts'
import { readerOf } from './policy.ts'
import { AssemblySchema, RankingSchema } from './schemas.ts'
import { showAssembled, showTo } from './show.ts'
import { wordsOf, wordsToCheck } from './need-words.ts'
import { readWeights, unreadableWeights } from './weights.ts'

const weightsAsked = { weights: Type.Optional(Type.String({ maxLength: 300 })) }
const ofNeed = Type.Object({ needId: Type.String({ format: 'uuid' }) })

/** Partnerships that are proven to be the best. */
const PROVEN = 5

export const matchRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/needs/:needId/ranking',
    {
      schema: {
        tags: ['matches'],
        summary: 'Who could meet a need, alone or together, ranked and explained',
        description:
          'A sourcing rank: it says whom to look at, never who wins a public contract. Weights such as `coverage:0.3,lead-time:0.1` go over the need’s own, on the scale where all add up to 1.',
        params: ofNeed,
        querystring: Type.Object({
          ...weightsAsked,
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
      if (weights === null) return reply.refuse(unreadableWeights)
      const textHits = await wordsOf(app.db, need.id)
      const ranking = await app.ranker.rank(need, {
        viewer: reader.viewer,
        limit: KEPT,
        textHits: textHits ?? [],
        ...(weights && { weights }),
      })
      const toCheck = await wordsToCheck(app, need)
      return showTo(reader, app.engine, { ...ranking, toCheck, withWords: textHits !== null }, limit)
    },
  )

  app.get(
    '/api/needs/:needId/assembly',
    {
      schema: {
        tags: ['matches'],
        summary: 'The best partnerships for a need, proven: how much better any other could be at most',
        description:
          'The exact search behind the ranking, among the firms that the reader may see. It takes a moment, up to some seconds in a large region; whoever goes meanwhile ends it.',
        params: ofNeed,
        querystring: Type.Object(weightsAsked),
        response: { 200: AssemblySchema, ...refusals },
      },
      config: perMinute(60),
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { weights: text } = request.query
      const reader = await readerOf(app.db, personOf(request).id, request.params.needId)
      const need = app.engine.need(request.params.needId)
      if (reader === null || need === undefined) return reply.refuse('not-found')
      const weights = text === undefined ? undefined : readWeights(text)
      if (weights === null) return reply.refuse(unreadableWeights)

      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const textHits = (await wordsOf(app.db, need.id)) ?? []
      const options = { ...reader, limit: PROVEN, textHits, ...(weights && { weights }) }
      return showAssembled(app.engine, await app.ranker.assemble(need, options, gone.signal))
    },
  )
}
