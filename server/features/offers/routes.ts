import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { databaseNow } from '../tenders/queries.ts'
import type { Tendering } from '../tenders/tell.ts'
import { takeDocuments } from './documents.ts'
import { listOwnOffers } from './queries.ts'
import {
  OfferCopyInput,
  OfferInput,
  OfferWithdrawal,
  OwnOfferSchema,
  SampleSent,
  SealedContentSchema,
} from './schemas.ts'
import { saySampleSent } from './samples.ts'
import { lastOffer } from './bid.ts'
import { closeOffer, readCopy, storeOffer } from './seal.ts'
import { withdrawOffer } from './withdraw.ts'

const tags = ['offers']
const params = Type.Object({ organisationId: Id, tenderId: Id })
const path = '/api/organisations/:organisationId/offers/:tenderId'
/** Deriving a key of a code costs 19 MiB and some time: enough for all who share an address, too few to guess. */
const GUESSES = 60

const said = {
  wrongCode: {
    fr: 'Ce n’est pas le code de cette offre. Sans lui, vous pouvez encore la remplacer.',
    en: 'This is not the code of this offer. Without it, you may still replace it.',
  },
} as const

declare module 'fastify' {
  interface FastifyRequest {
    /** When its first bytes were here, by a clock that only runs forward, in milliseconds. */
    beganAt: number
  }
}

/** Sealed offers: made and replaced until the deadline, read back by their bidder's code, read by nobody else. */
export const offerRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })

  app.decorateRequest('beganAt', 0)
  app.addHook('onRequest', async request => {
    request.beganAt = performance.now()
  })

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'What an organisation has offered to a tender: its receipts, and no price',
        params,
        response: { 200: Type.Array(OwnOfferSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => listOwnOffers(app.db, request.params.tenderId, request.params.organisationId),
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Seal an offer, or replace the one that is sealed, before the deadline',
        description:
          'Answered with a dated receipt that holds the SHA-256 digest of the ciphertext. Nobody can read the offer before the opening; the bidder reads its own copy with its code.',
        params,
        body: OfferInput,
        response: { 200: Type.Array(OwnOfferSchema), ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, tenderId } = request.params
      const { groupId } = request.body
      const took = performance.now() - request.beganAt
      const lastByteAt = await databaseNow(app.db)
      const firstByteAt = new Date(lastByteAt.getTime() - took)
      const bid = { tenderId, organisationId, groupId }
      const documents = await takeDocuments(app, bid, request.body.documents ?? [])
      if (isRefusal(documents)) return reply.refuse(documents)
      const closedOffer = await closeOffer(app.db, bid, request.body, documents)
      if (isRefusal(closedOffer)) return reply.refuse(closedOffer)
      const arrived = { ...closedOffer, firstByteAt, lastByteAt }
      const offering = { ...tenderingBy(request), catalogue: app.catalogue }
      const refusal = await app.db
        .transaction()
        .execute(trx => storeOffer(trx, offering, bid, arrived, request.body.version))
      if (refusal) return reply.refuse(refusal)
      return listOwnOffers(app.db, tenderId, organisationId)
    },
  )

  app.post(
    `${path}/copy`,
    {
      schema: {
        tags,
        summary: 'Read one’s own offer back with the code it was closed with',
        params,
        body: OfferCopyInput,
        response: { 200: SealedContentSchema, ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { code, ...bidder } = request.body
      const offer = await app.db
        .transaction()
        .execute(trx => lastOffer(trx, { ...request.params, ...bidder }))
      if (offer === undefined) return reply.refuse('not-found')
      const content = await readCopy(offer, code)
      return content ?? reply.refuse(invalid([{ field: '/code', message: said.wrongCode }]))
    },
  )

  app.post(
    `${path}/withdraw`,
    {
      schema: {
        tags,
        summary: 'Withdraw a sealed offer before the deadline; another may be made until then',
        params,
        body: OfferWithdrawal,
        response: { 200: Type.Array(OwnOfferSchema), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, tenderId } = request.params
      const { version, groupId } = request.body
      const bid = { tenderId, organisationId, groupId }
      const refused = await app.db
        .transaction()
        .execute(trx => withdrawOffer(trx, tenderingBy(request), bid, version))
      return isRefusal(refused) ? reply.refuse(refused) : listOwnOffers(app.db, tenderId, organisationId)
    },
  )

  app.put(
    `${path}/:offerId/lots/:lot/sample`,
    {
      schema: {
        tags,
        summary:
          'Say that samples for a lot were sent, and when; read by the buyer once the offers are opened',
        params: Type.Object({
          ...params.properties,
          offerId: Id,
          lot: Type.Integer({ minimum: 1, maximum: 50 }),
        }),
        body: SampleSent,
        response: { 200: Type.Array(OwnOfferSchema), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => saySampleSent(trx, personOf(request).id, request.params, request.body))
      return refusal ? reply.refuse(refusal) : listOwnOffers(app.db, tenderId, organisationId)
    },
  )
}
