import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { readOwnDecision } from '../evaluation/own-decision.ts'
import { readEvaluation } from '../evaluation/read.ts'
import { EvaluationSchema, OwnDecisionSchema } from '../evaluation/schemas.ts'
import { memberOfTender } from '../tenders/policy.ts'
import type { Tendering } from '../tenders/tell.ts'
import { answerCandidacy, askCandidates } from './ask.ts'
import { judgeCandidacy } from './judge.ts'
import { CandidacyAnswer, CandidacyInput, CandidacyRequests } from './schemas.ts'

const tags = ['candidacies']

/** Candidacies behind opened offers: completed where the buyer asks for it, admitted or set aside, apart from what is offered. */
export const candidacyRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const evaluated = { 200: EvaluationSchema, ...refusals }

  app.put(
    '/api/tenders/:tenderId/evaluation/offers/:offerId/candidacies/:candidateId',
    {
      schema: {
        tags,
        summary: 'Admit a candidate behind an opened offer, or set it aside by its article',
        params: Type.Object({ tenderId: Id, offerId: Id, candidateId: Id }),
        body: CandidacyInput,
        response: evaluated,
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => judgeCandidacy(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, request.params.tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/evaluation/candidacy-requests',
    {
      schema: {
        tags,
        summary: 'Ask candidates to complete their candidacies, all by one day (R2144-2)',
        params: Type.Object({ tenderId: Id }),
        body: CandidacyRequests,
        response: evaluated,
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => askCandidates(trx, tenderingBy(request), tenderId, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, tenderId)
    },
  )

  app.put(
    '/api/organisations/:organisationId/offers/:tenderId/decision/:offerId/candidacies/:candidateId',
    {
      schema: {
        tags,
        summary:
          'Complete one’s candidacy, or that of a partner of one’s group, until the end of the day that was set',
        params: Type.Object({ organisationId: Id, tenderId: Id, offerId: Id, candidateId: Id }),
        body: CandidacyAnswer,
        response: { 200: OwnDecisionSchema, ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { params, body } = request
      const refusal = await app.db
        .transaction()
        .execute(trx => answerCandidacy(trx, tenderingBy(request), params, body.answer))
      return refusal ? reply.refuse(refusal) : readOwnDecision(app.db, params.tenderId, params.organisationId)
    },
  )
}
