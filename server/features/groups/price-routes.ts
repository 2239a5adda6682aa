import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import type { Tendering } from '../tenders/tell.ts'
import { chooseLeadCode, readOwnPrice, readPrices, sendPrice } from './asked-price.ts'
import { readPrice } from './price.ts'
import { readGroup } from './queries.ts'
import { GroupPath, GUESSES, ofGroup } from './routes.ts'
import {
  AskedPriceInput,
  AskedPriceSchema,
  CodeInput,
  GroupSchema,
  LeadCodeInput,
  PartnerPriceSchema,
  PriceCopySchema,
} from './schemas.ts'

const tags = ['groups']
const group = { 200: GroupSchema, ...refusals }

/** Prices within a group, each opened by one code alone: what partners ask of their lead, and what its offer says of them. */
export const groupPriceRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const shown = async (reply: FastifyReply, path: { groupId: string; organisationId: string }) =>
    (await readGroup(app.db, path)) ?? reply.refuse('not-found')

  app.put(
    `${ofGroup}/code`,
    {
      schema: {
        tags,
        summary: 'Choose, as the lead, the code that opens the prices its partners send',
        description: 'Another code forgets what was sent to the one before; partners are told to send again.',
        params: GroupPath,
        body: LeadCodeInput,
        response: group,
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => chooseLeadCode(trx, tenderingBy(request), request.params, request.body.code))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.put(
    `${ofGroup}/asked-price`,
    {
      schema: {
        tags,
        summary: 'Send one’s price for one’s part to the lead, sealed so that the lead’s code alone opens it',
        params: GroupPath,
        body: AskedPriceInput,
        response: group,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => sendPrice(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.post(
    `${ofGroup}/asked-price`,
    {
      schema: {
        tags,
        summary: 'Read back the price that one has sent to the lead, with the code chosen when consenting',
        params: GroupPath,
        body: CodeInput,
        response: { 200: AskedPriceSchema, ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const price = await readOwnPrice(app.db, request.params, request.body.code)
      return isRefusal(price) ? reply.refuse(price) : price
    },
  )

  app.post(
    `${ofGroup}/asked-prices`,
    {
      schema: {
        tags,
        summary: 'Open, as the lead, the prices that partners have sent, with the code chosen for them',
        params: GroupPath,
        body: CodeInput,
        response: { 200: Type.Array(PartnerPriceSchema), ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const prices = await readPrices(app.db, request.params, request.body.code)
      return isRefusal(prices) ? reply.refuse(prices) : prices
    },
  )

  app.post(
    `${ofGroup}/price`,
    {
      schema: {
        tags,
        summary: 'Read one’s own copy of the price in the sealed offer, with the code chosen when consenting',
        params: GroupPath,
        body: CodeInput,
        response: { 200: PriceCopySchema, ...refusals },
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const price = await readPrice(app.db, request.params, request.body.code)
      return isRefusal(price) ? reply.refuse(price) : price
    },
  )
}
