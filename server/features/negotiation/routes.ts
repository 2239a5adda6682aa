import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { readEvaluation } from '../evaluation/read.ts'
import { EvaluationSchema } from '../evaluation/schemas.ts'
import { memberOfTender } from '../tenders/policy.ts'
import { inviteToRound } from './invite.ts'
import { listOwnRounds } from './read.ts'
import { OwnRoundSchema, RoundInput } from './schemas.ts'

const tags = ['negotiation']

/** Rounds of negotiation: invited to by the buyer, answered under seal and opened as the first offers were. */
export const negotiationRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post(
    '/api/tenders/:tenderId/rounds',
    {
      schema: {
        tags,
        summary:
          'Invite the admitted bidders to negotiate: the same points, the same deadline, the same instant',
        params: Type.Object({ tenderId: Id }),
        body: RoundInput,
        response: { 200: EvaluationSchema, ...refusals },
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const tendering = {
        actor: personOf(request).id,
        publicUrl: app.environment.publicUrl,
        sendJob: app.sendJob,
      }
      const refusal = await app.db
        .transaction()
        .execute(trx => inviteToRound(trx, tendering, tenderId, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, tenderId)
    },
  )

  app.get(
    '/api/organisations/:organisationId/offers/:tenderId/rounds',
    {
      schema: {
        tags,
        summary:
          'The rounds of negotiation that an organisation is invited to; who else is, it does not read',
        params: Type.Object({ organisationId: Id, tenderId: Id }),
        response: { 200: Type.Array(OwnRoundSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => listOwnRounds(app.db, request.params.tenderId, request.params.organisationId),
  )
}
