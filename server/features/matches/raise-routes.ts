import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import type { RaiseAsked } from '../../engine/raise-aside.ts'
import { member, personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { readingOf } from '../needs/policy.ts'
import { wordsOf } from './need-words.ts'
import { readerOf } from './policy.ts'
import { RaiseSchema } from './schemas.ts'
import { cardsOf, isShown } from './show.ts'

const description =
  'Each change is tried: the need is ranked again with it, and the place that gives is told. It takes a moment.'

/** What would raise a firm in the ranking of a need: for the firm itself, and for those who read that ranking. */
export const raiseRoutes: FastifyPluginAsyncTypebox = async app => {
  /** The answer for whoever waits for it; the need is the one that is open now. */
  async function ask(needId: string, firmId: string, options: RaiseAsked, reply: FastifyReply) {
    const need = app.engine.need(needId)
    if (need === undefined || app.engine.firm(firmId) === undefined) return 'not-found'
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    return app.ranker.raise(need, firmId, options, gone.signal)
  }

  const withCards = (raise: Raise): Static<typeof RaiseSchema> => ({
    ...raise,
    firms: cardsOf(app.engine, raise.together?.partners ?? []),
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
      if (!app.engine.firm(organisationId)) return reply.refuse('no-profile-yet')
      const textHits = (await wordsOf(app.db, needId)) ?? []
      // The list that is told to the firm is the buyer's, in which its distress does not count.
      const viewer = { kind: 'other' } as const
      const options = { viewer, textHits, sees: [organisationId], listsShown: false }
      const raise = await ask(needId, organisationId, options, reply)
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
      if (reader === null || !isShown(reader, app.engine, firmId)) return reply.refuse('not-found')
      const textHits = (await wordsOf(app.db, needId)) ?? []
      const changes = reader.sees === 'all' ? 'all' : 'public'
      const raise = await ask(needId, firmId, { ...reader, textHits, changes, listsShown: true }, reply)
      return typeof raise === 'string' ? reply.refuse(raise) : withCards(raise)
    },
  )
}
