import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { loadNeeds } from '../../engine/load-needs.ts'
import { member, memberOf, personOf, signedIn } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id, Line, OrganisationPath, Words } from '../../schemas.ts'
import { mayPublish, memberOfBuyer } from '../needs/policy.ts'
import { amendTender, cancelTender } from './amend.ts'
import { changeDraft, draftTender, dropDraft } from './draft.ts'
import { dropKey, makeRecoveryCode, takeKey } from './keys.ts'
import { memberOfTender, readingOfTender } from './policy.ts'
import { publishTender } from './publish.ts'
import { listOpenTenders, listOwnTenders, listTendersFor, readLots, readTender } from './queries.ts'
import { answerQuestion, askQuestion } from './questions.ts'
import {
  AmendmentInput,
  QuestionAnswerInput,
  QuestionInput,
  Secret,
  TenderInput,
  TenderLineSchema,
  TenderSchema,
  Version,
} from './schemas.ts'
import type { Tendering } from './tell.ts'

const tags = ['tenders']
const TenderPath = Type.Object({ tenderId: Id })
const closed = { additionalProperties: false } as const

/** Tenders run here: drafted from needs, published to all alike, questions answered to all, amended, cancelled. */
export const tenderRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const reading = (request: FastifyRequest, tenderId: string) =>
    readingOfTender(app.db, request.person?.id ?? null, tenderId)
  const shown = async (request: FastifyRequest, reply: FastifyReply, tenderId: string) => {
    const how = await reading(request, tenderId)
    const tender = how && (await readTender(app.db, tenderId, how, request.person?.id ?? null))
    return tender || reply.refuse('not-found')
  }

  app.get(
    '/api/tenders',
    {
      schema: {
        tags,
        summary: 'Tenders that anybody may answer, those still open first',
        response: { 200: Type.Array(TenderLineSchema), ...refusals },
      },
    },
    async () => listOpenTenders(app.db),
  )

  app.get(
    '/api/organisations/:organisationId/tenders',
    {
      schema: {
        tags,
        summary: 'The tenders of a buyer, the last made first',
        params: OrganisationPath,
        response: { 200: Type.Array(TenderLineSchema), ...refusals },
      },
      preHandler: member('viewer', 'buyer', 'firm'),
    },
    async request => listOwnTenders(app.db, request.params.organisationId),
  )

  app.get(
    '/api/organisations/:organisationId/tenders-to-answer',
    {
      schema: {
        tags,
        summary: 'Tenders a firm was told of, those it may still answer first',
        params: OrganisationPath,
        response: { 200: Type.Array(TenderLineSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => listTendersFor(app.db, request.params.organisationId),
  )

  app.post(
    '/api/needs/:needId/tender',
    {
      schema: {
        tags,
        summary: 'Make the draft of a tender of a published need, whose procedure is chosen',
        params: Type.Object({ needId: Id }),
        body: Type.Object({ title: Line(200) }, closed),
        response: { 201: TenderSchema, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const actor = personOf(request).id
      const { needId } = request.params
      const drafted = await app.db
        .transaction()
        .execute(trx => draftTender(trx, { needId, actor, title: request.body.title.trim() }))
      if (isRefusal(drafted)) return reply.refuse(drafted)
      reply.code(201)
      return shown(request, reply, drafted)
    },
  )

  app.get(
    '/api/tenders/:tenderId',
    {
      schema: {
        tags,
        summary: 'A tender: what is published of it, and for its buyer what is still missing',
        params: TenderPath,
        response: { 200: TenderSchema, ...refusals },
      },
    },
    async (request, reply) => shown(request, reply, request.params.tenderId),
  )

  app.put(
    '/api/tenders/:tenderId',
    {
      schema: {
        tags,
        summary: 'Store a draft; what is missing is said, and refused only when it is published',
        params: TenderPath,
        body: TenderInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const person = personOf(request).id
      const refusal = await app.db
        .transaction()
        .execute(trx => changeDraft(trx, tenderId, person, request.body))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.delete(
    '/api/tenders/:tenderId',
    {
      schema: {
        tags,
        summary: 'Throw a draft away',
        params: TenderPath,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db.transaction().execute(trx => dropDraft(trx, request.params.tenderId))
      return refusal ? reply.refuse(refusal) : reply.code(204).send(null)
    },
  )

  app.post(
    '/api/tenders/:tenderId/keys',
    {
      schema: {
        tags,
        summary: 'Take a part of a draft’s key, closed by a passphrase that is stored nowhere',
        params: TenderPath,
        body: Type.Object({ passphrase: Secret }, closed),
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const person = personOf(request).id
      const refusal = await app.db
        .transaction()
        .execute(trx => takeKey(trx, tenderId, person, request.body.passphrase))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.delete(
    '/api/tenders/:tenderId/keys/:part',
    {
      schema: {
        tags,
        summary: 'Give a part of a draft’s key back, so that somebody else may take it',
        params: Type.Object({ tenderId: Id, part: Type.Integer({ minimum: 1, maximum: 2 }) }),
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId, part } = request.params
      const refusal = await app.db.transaction().execute(trx => dropKey(trx, tenderId, part))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/recovery-code',
    {
      schema: {
        tags,
        summary: 'Make the recovery code of a draft: told once, to be written down',
        params: TenderPath,
        response: { 200: Type.Object({ code: Type.String() }), ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const person = personOf(request).id
      const made = await app.db
        .transaction()
        .execute(trx => makeRecoveryCode(trx, request.params.tenderId, person))
      return isRefusal(made) ? reply.refuse(made) : made
    },
  )

  app.post(
    '/api/tenders/:tenderId/publish',
    {
      schema: {
        tags,
        summary: 'Publish a tender: every firm that can make it is told the same at the same instant',
        params: TenderPath,
        body: Type.Object({ version: Version }, closed),
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const status = request.membership?.status ?? 'unverified'
      const refused = mayPublish(status, app.environment.production)
      if (refused) return reply.refuse(refused)
      const lots = await readLots(app.db, tenderId)
      const needs = await loadNeeds(
        app.db,
        lots.map(({ needId }) => needId),
      )
      // Whoever the buyer leaves out when it looks around is told like all others.
      const called = needs.flatMap(need => app.engine.firmsCalled({ ...need, excludedFirms: [] }))
      const capable = [...new Set(called)]
      const { version } = request.body
      const refusal = await app.db
        .transaction()
        .execute(trx => publishTender(trx, tenderingBy(request), { tenderId, version, capable }))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/amend',
    {
      schema: {
        tags,
        summary: 'Amend a published tender before its deadline; all who follow it are told why',
        params: TenderPath,
        body: AmendmentInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => amendTender(trx, tenderingBy(request), tenderId, request.body))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/cancel',
    {
      schema: {
        tags,
        summary: 'End a tender without a contract; all who follow it are told why',
        params: TenderPath,
        body: Type.Object({ reason: Words(4000, 1) }, closed),
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => cancelTender(trx, tenderingBy(request), tenderId, request.body.reason))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.post(
    '/api/tenders/:tenderId/questions',
    {
      schema: {
        tags,
        summary: 'Ask about a published tender, in the name of an organisation that nobody learns',
        params: TenderPath,
        body: QuestionInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const { organisationId, text } = request.body
      if ((await reading(request, tenderId)) === null) return reply.refuse('not-found')
      const membership = await memberOf(app.db, personOf(request).id, organisationId)
      if (membership === undefined) return reply.refuse('not-found')
      if (membership.role === 'viewer') return reply.refuse('not-allowed')
      const refusal = await app.db
        .transaction()
        .execute(trx => askQuestion(trx, tenderingBy(request), { tenderId, organisationId, text }))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )

  app.put(
    '/api/tenders/:tenderId/questions/:questionId',
    {
      schema: {
        tags,
        summary: 'Answer a question, to all who follow the tender at once',
        params: Type.Object({ tenderId: Id, questionId: Id }),
        body: QuestionAnswerInput,
        response: { 200: TenderSchema, ...refusals },
      },
      preHandler: memberOfTender('editor'),
    },
    async (request, reply) => {
      const { tenderId, questionId } = request.params
      const { answer } = request.body
      const refusal = await app.db
        .transaction()
        .execute(trx => answerQuestion(trx, tenderingBy(request), { tenderId, questionId, answer }))
      return refusal ? reply.refuse(refusal) : shown(request, reply, tenderId)
    },
  )
}
