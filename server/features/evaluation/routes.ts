import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { tradingBy } from '../contracts/trading.ts'
import { memberOfTender } from '../tenders/policy.ts'
import { readTender } from '../tenders/queries.ts'
import { TenderSchema } from '../tenders/schemas.ts'
import type { Tendering } from '../tenders/tell.ts'
import { awardTender, declareUnsuccessful } from './award.ts'
import { concludeTender } from './conclude.ts'
import { judgeOffer, markOffer } from './judge.ts'
import { answerQuestion, askBidder } from './question.ts'
import { readOwnDecision } from './own-decision.ts'
import { readEvaluation } from './read.ts'
import { copyDocuments, relaunchTender } from './relaunch.ts'
import { recordSample } from './samples.ts'
import {
  AwardInput,
  ConclusionInput,
  EvaluationSchema,
  JudgementInput,
  MarksInput,
  OfferQuestionInput,
  OwnDecisionSchema,
  QuestionAnswerInput,
  SampleInput,
  UnsuccessfulInput,
} from './schemas.ts'
import { allOrNothing, tenderRefusal } from './step.ts'

const tags = ['evaluation']
const params = Type.Object({ tenderId: Id })
const LotNumber = Type.Integer({ minimum: 1, maximum: 50 })
const place = Type.Object({ tenderId: Id, offerId: Id, lot: LotNumber })
const at = '/api/tenders/:tenderId/evaluation/offers/:offerId/lots/:lot'

/** From opened offers to contracts: judged, marked, ranked by the published criteria alone, awarded, told, concluded. */
export const evaluationRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const evaluated = { 200: EvaluationSchema, ...refusals }

  app.get(
    '/api/tenders/:tenderId/evaluation',
    {
      schema: {
        tags,
        summary:
          'The evaluation of opened offers as far as it has come: verdicts, marks, ranks, what is missing',
        params,
        response: evaluated,
      },
      preHandler: memberOfTender('viewer'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const { state, openedAt } = await app.db
        .selectFrom('tender')
        .select(['state', 'openedAt'])
        .where('id', '=', tenderId)
        .executeTakeFirstOrThrow()
      return openedAt === null ? reply.refuse(tenderRefusal(state)) : readEvaluation(app.db, tenderId)
    },
  )

  app.put(
    `${at}/judgement`,
    {
      schema: {
        tags,
        summary: 'Say what an opened offer is for a lot: regular, or turned away and why',
        params: place,
        body: JudgementInput,
        response: evaluated,
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => judgeOffer(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, request.params.tenderId)
    },
  )

  app.put(
    `${at}/sample`,
    {
      schema: {
        tags,
        summary: 'Record that the samples of an opened offer for a lot came, and how the wear test went',
        params: place,
        body: SampleInput,
        response: evaluated,
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => recordSample(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, request.params.tenderId)
    },
  )

  app.put(
    `${at}/marks`,
    {
      schema: {
        tags,
        summary: 'Mark an opened offer for a lot, each mark with its justification; the price marks itself',
        params: place,
        body: MarksInput,
        response: evaluated,
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => markOffer(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, request.params.tenderId)
    },
  )

  for (const [kind, summary] of [
    ['price', 'Ask a bidder in writing to justify a price that looks abnormally low, by a day'],
    ['completion', 'Let a bidder complete an irregular offer, by a day (R2152-2)'],
  ] as const) {
    app.post(
      `${at}/${kind}-question`,
      {
        schema: { tags, summary, params: place, body: OfferQuestionInput, response: evaluated },
        preHandler: memberOfTender('editor'),
      },
      async (request, reply) => {
        const { params: path, body } = request
        const refusal = await app.db
          .transaction()
          .execute(trx => askBidder(trx, tenderingBy(request), { kind, ...path }, body))
        return refusal ? reply.refuse(refusal) : readEvaluation(app.db, path.tenderId)
      },
    )
  }

  app.post(
    '/api/tenders/:tenderId/award',
    {
      schema: {
        tags,
        summary: 'Award each lot to the offer ranked first; every bidder gets its letter at once',
        params,
        body: AwardInput,
        response: evaluated,
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const awarding = { ...tenderingBy(request), catalogue: app.catalogue }
      const refusal = await app.db
        .transaction()
        .execute(trx => awardTender(trx, awarding, tenderId, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/unsuccessful',
    {
      schema: {
        tags,
        summary: 'Declare a tender unsuccessful: no offer, or none that is regular; all are told why',
        params,
        body: UnsuccessfulInput,
        response: evaluated,
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => declareUnsuccessful(trx, tenderingBy(request), tenderId, request.body))
      return refusal ? reply.refuse(refusal) : readEvaluation(app.db, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/conclude',
    {
      schema: {
        tags,
        summary: 'Conclude the contracts of an award once the standstill is over: all of them, or none',
        params,
        body: ConclusionInput,
        response: evaluated,
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const by = { tendering: tenderingBy(request), trading: tradingBy(request) }
      const concluded = await allOrNothing(app.db, trx => concludeTender(trx, by, tenderId, request.body))
      return isRefusal(concluded) ? reply.refuse(concluded) : readEvaluation(app.db, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/relaunch',
    {
      schema: {
        tags,
        summary: 'Make a new draft of a tender that was cancelled or came to nothing',
        params,
        response: { 201: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const actor = personOf(request).id
      const { tenderId } = request.params
      const documents = await copyDocuments(app, actor, tenderId)
      if (isRefusal(documents)) return reply.refuse(documents)
      const id = await allOrNothing(app.db, trx => relaunchTender(trx, actor, tenderId, documents))
      if (isRefusal(id)) return reply.refuse(id)
      const draft = await readTender(app.db, id, 'own', actor)
      return draft ? reply.code(201).send(draft) : reply.refuse('not-found')
    },
  )

  app.get(
    '/api/organisations/:organisationId/offers/:tenderId/decision',
    {
      schema: {
        tags,
        summary: 'What a bidder reads of the evaluation: questions on its own prices, and its own letter',
        params: Type.Object({ organisationId: Id, tenderId: Id }),
        response: { 200: OwnDecisionSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => readOwnDecision(app.db, request.params.tenderId, request.params.organisationId),
  )

  for (const [kind, summary] of [
    ['price', 'Justify one’s price, until the end of the day that was set'],
    ['completion', 'Complete one’s offer, until the end of the day that was set'],
  ] as const) {
    app.put(
      `/api/organisations/:organisationId/offers/:tenderId/decision/:offerId/lots/:lot/${kind}-answer`,
      {
        schema: {
          tags,
          summary,
          params: Type.Object({ organisationId: Id, tenderId: Id, offerId: Id, lot: LotNumber }),
          body: QuestionAnswerInput,
          response: { 200: OwnDecisionSchema, ...refusals },
        },
        preHandler: member('editor', 'firm'),
      },
      async (request, reply) => {
        const { params: path, body } = request
        const refusal = await app.db
          .transaction()
          .execute(trx => answerQuestion(trx, tenderingBy(request), { kind, ...path }, body.answer))
        return refusal ? reply.refuse(refusal) : readOwnDecision(app.db, path.tenderId, path.organisationId)
      },
    )
  }
}
