import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { member } from '../../plugins/access.ts'
import { type Refusal, refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { movingBy } from './moving.ts'
import { operatorReader, operatorStockKeeper } from './policy.ts'
import { SurplusAnswer, SurplusInput, SurplusSchema } from './schemas.ts'
import { answerSurplus, offerSurplus, readSurplus, withdrawSurplus } from './surplus.ts'

const tags = ['stocks']
const path = '/api/organisations/:organisationId'
const SurplusPath = Type.Object({ ...OrganisationPath.properties, surplusId: Id })
const response = { 200: SurplusSchema, ...refusals }

/** What firms have left and offer to the operator, who takes it in or says why not. */
export const surplusRoutes: FastifyPluginAsyncTypebox = async app => {
  const answer = async (
    reply: FastifyReply,
    side: 'firmId' | 'operatorId',
    organisationId: string,
    refused: Refusal | null,
  ) => (refused === null ? readSurplus(app.db, side, organisationId) : reply.refuse(refused))

  app.get(
    `${path}/surplus`,
    {
      schema: {
        tags,
        summary: 'What one’s firm has offered to the operator',
        params: OrganisationPath,
        response,
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => readSurplus(app.db, 'firmId', request.params.organisationId),
  )

  app.post(
    `${path}/surplus`,
    {
      schema: {
        tags,
        summary: 'Offer to the operator what one has left',
        params: OrganisationPath,
        body: SurplusInput,
        response,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refused = await app.db
        .transaction()
        .execute(trx => offerSurplus(trx, movingBy(request), request.body))
      return answer(reply, 'firmId', request.params.organisationId, refused)
    },
  )

  app.post(
    `${path}/surplus/:surplusId/withdraw`,
    {
      schema: { tags, summary: 'Take an offer back', params: SurplusPath, response },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, surplusId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => withdrawSurplus(trx, movingBy(request), surplusId))
      return answer(reply, 'firmId', organisationId, refused)
    },
  )

  app.get(
    `${path}/surplus-offers`,
    {
      schema: {
        tags,
        summary: 'What firms have offered to the operator',
        params: OrganisationPath,
        response,
      },
      preHandler: operatorReader,
    },
    async request => readSurplus(app.db, 'operatorId', request.params.organisationId),
  )

  app.post(
    `${path}/surplus-offers/:surplusId/answer`,
    {
      schema: {
        tags,
        summary: 'Take a firm’s surplus into a depot, or refuse it with a reason',
        params: SurplusPath,
        body: SurplusAnswer,
        response,
      },
      preHandler: operatorStockKeeper,
    },
    async (request, reply) => {
      const { organisationId, surplusId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => answerSurplus(trx, movingBy(request), surplusId, request.body))
      return answer(reply, 'operatorId', organisationId, refused)
    },
  )
}
