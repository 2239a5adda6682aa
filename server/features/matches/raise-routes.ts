import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { type Static, Type } from 'typebox'
import { member, personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { readingOf } from '../needs/policy.ts'
import { wordsOf } from './need-words.ts'
import { readerOf } from './policy.ts'
import { askRaises } from './raise.ts'
import { RaiseSchema } from './schemas.ts'
import { cardsOf, isShown, isWhollyShown } from './show.ts'

const description =
  'Each change is tried: the need is ranked again with it, and the place that gives is told. It takes a moment.'

/** What would raise a firm in the ranking of a need: for the firm itself, and for those who read that ranking. */
export const raiseRoutes: FastifyPluginAsyncTypebox = async app => {
  const { engine } = app
  const ask = askRaises(engine, app.catalogue, app.follower)

  const withCards = (raise: Raise): Static<typeof RaiseSchema> => ({
    ...raise,
    firms: cardsOf(engine, raise.together?.partners ?? []),
  })

  app.get(
    '/api/organisations/:organisationId/open-needs/:needId/raise',
    {
      schema: {
        tags: ['matches'],
        summary:
          'What would raise a firm in the ranking of a need, or bring it back, as its buyer would see it',
        description,
        params: Type.Object({ organisationId: Id, needId: Id }),
        response: { 200: RaiseSchema, ...refusals },
      },
      config: perMinute(40),
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, needId } = request.params
      const reading = await readingOf(app.db, personOf(request).id, needId)
      if (reading === null) return reply.refuse('not-found')
      if (!engine.firm(organisationId)) return reply.refuse('no-profile-yet')
      const self = { sees: [organisationId] }
      const raise = await ask({
        needId,
        firmId: organisationId,
        // The list that is told to the firm is the buyer's, in which its distress does not count.
        options: {
          viewer: { kind: 'other' },
          textHits: (await wordsOf(app.db, needId)) ?? [],
          visible: (partnership: Partnership) => isWhollyShown(self, engine, partnership),
        },
        isGone: () => request.raw.socket.destroyed,
      })
      return typeof raise === 'string' ? reply.refuse(raise) : withCards(raise)
    },
  )

  app.get(
    '/api/needs/:needId/firms/:firmId/raise',
    {
      schema: {
        tags: ['matches'],
        summary:
          'What would raise a firm in the ranking of a need: to its buyer, changes of public facts alone',
        description,
        params: Type.Object({ needId: Id, firmId: Id }),
        response: { 200: RaiseSchema, ...refusals },
      },
      config: perMinute(40),
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { needId, firmId } = request.params
      const reader = await readerOf(app.db, personOf(request).id, needId)
      if (reader === null || !isShown(reader, engine, firmId)) return reply.refuse('not-found')
      const shown = (partnership: Partnership) => isWhollyShown(reader, engine, partnership)
      const raise = await ask({
        needId,
        firmId,
        options: {
          viewer: reader.viewer,
          textHits: (await wordsOf(app.db, needId)) ?? [],
          changes: reader.sees === 'all' ? 'all' : 'public',
          listed: shown,
          visible: shown,
        },
        isGone: () => request.raw.socket.destroyed,
      })
      return typeof raise === 'string' ? reply.refuse(raise) : withCards(raise)
    },
  )
}
