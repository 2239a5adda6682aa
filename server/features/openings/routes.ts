import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { closesAt } from '../tenders/life-cycle.ts'
import { memberOfTender } from '../tenders/policy.ts'
import { databaseNow, readTender } from '../tenders/queries.ts'
import { TenderSchema } from '../tenders/schemas.ts'
import type { Tendering } from '../tenders/tell.ts'
import { decideLate, extendDeadline, openTender } from './open.ts'
import { listOpenedOffers, readOpening } from './queries.ts'
import { ExtensionInput, KeyInput, LateDecisionInput, OpenedOfferSchema, OpeningSchema } from './schemas.ts'

const tags = ['openings']
const params = Type.Object({ tenderId: Id })
/** Deriving a key of a passphrase costs 19 MiB and some time: enough for whoever mistypes, too few to guess. */
const GUESSES = 60

/** Opening: after the deadline, by two holders of the key; late offers and breaks of the platform are decided on before. */
export const openingRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const shown = async (request: FastifyRequest, tenderId: string) => {
    const tender = await readTender(app.db, tenderId, 'own', personOf(request).id)
    if (tender === undefined) throw new Error('a tender whose member asks has gone')
    return tender
  }

  app.get(
    '/api/tenders/:tenderId/opening',
    {
      schema: {
        tags,
        summary: 'What has to be decided on before the opening: offers received late, breaks of the platform',
        params,
        response: { 200: OpeningSchema, ...refusals },
      },
      preHandler: memberOfTender('viewer'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const { round, ...moment } = await app.db
        .selectFrom('tender')
        .select(['state', 'deadline', 'roundDeadline', 'round'])
        .where('id', '=', tenderId)
        .executeTakeFirstOrThrow()
      // Before the deadline, whether anything came late is nobody's to know.
      const deadline = closesAt(moment)
      if (deadline === null || (await databaseNow(app.db)) < deadline) return reply.refuse('wrong-state')
      return readOpening(app.db, tenderId, { deadline, round })
    },
  )

  app.post(
    '/api/tenders/:tenderId/late-offers/:offerId',
    {
      schema: {
        tags,
        summary: 'Decide on an offer received late: opened with the others, or sealed for good',
        params: Type.Object({ tenderId: Id, offerId: Id }),
        body: LateDecisionInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => decideLate(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : shown(request, request.params.tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/extend',
    {
      schema: {
        tags,
        summary: 'Extend a deadline that has passed, before the opening, because the platform broke',
        params,
        body: ExtensionInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => extendDeadline(trx, tenderingBy(request), tenderId, request.body))
      return refusal ? reply.refuse(refusal) : shown(request, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/open',
    {
      schema: {
        tags,
        summary: 'Give one’s part of the key after the deadline; the second part opens all offers',
        params,
        body: KeyInput,
        response: { 200: TenderSchema, ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => openTender(trx, tenderingBy(request), tenderId, request.body))
      return refusal ? reply.refuse(refusal) : shown(request, tenderId)
    },
  )

  app.get(
    '/api/tenders/:tenderId/offers',
    {
      schema: {
        tags,
        summary: 'The offers of a tender, once they are opened',
        params,
        response: { 200: Type.Array(OpenedOfferSchema), ...refusals },
      },
      preHandler: memberOfTender('viewer'),
    },
    async request => listOpenedOffers(app.db, request.params.tenderId),
  )
}
