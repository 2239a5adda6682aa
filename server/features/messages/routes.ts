import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, membershipOf, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OneOf, OrganisationPath } from '../../schemas.ts'
import { mayPublish } from '../needs/policy.ts'
import { listThreads, readAbout, readConversation } from './read.ts'
import { reportMessage } from './reports.ts'
import {
  AboutSchema,
  ConversationSchema,
  MessageInput,
  ReportInput,
  ThreadInput,
  threadKinds,
  ThreadSchema,
} from './schemas.ts'
import { beginThread, markThreadRead, type Writing, writeMessage } from './write.ts'

const tags = ['messages']
const ThreadPath = Type.Object({ ...OrganisationPath.properties, threadId: Id })
const MessagePath = Type.Object({ ...ThreadPath.properties, messageId: Id })
const MESSAGES_A_MINUTE = 30

/** What organisations write to each other about a need, a tender, a contract or a group; nobody else reads it. */
export const messageRoutes: FastifyPluginAsyncTypebox = async app => {
  const path = '/api/organisations/:organisationId/threads'
  const writingBy = (request: FastifyRequest): Writing => ({
    actor: personOf(request).id,
    organisationId: membershipOf(request).organisationId,
    catalogue: app.catalogue,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const mayWriteNow = (request: FastifyRequest) =>
    mayPublish(membershipOf(request).status, app.environment.production)

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Threads of an organisation with others, the last written in first',
        params: OrganisationPath,
        response: { 200: Type.Array(ThreadSchema), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => listThreads(app.db, app.catalogue, request.params.organisationId),
  )

  app.get(
    `${path}/about`,
    {
      schema: {
        tags,
        summary:
          'Whom one would write to about something, and the thread where there is one; without `to`, the room of a group',
        params: OrganisationPath,
        querystring: Type.Object({ kind: OneOf(threadKinds), subject: Id, to: Type.Optional(Id) }),
        response: { 200: AboutSchema, ...refusals },
      },
      preHandler: member('viewer'),
    },
    async (request, reply) => {
      const { kind, subject: id, to = null } = request.query
      const from = request.params.organisationId
      const about = await readAbout(app.db, app.catalogue, { kind, id, from, to })
      return isRefusal(about) ? reply.refuse(about) : about
    },
  )

  app.post(
    path,
    {
      config: perMinute(MESSAGES_A_MINUTE),
      schema: {
        tags,
        summary:
          'Write to an organisation about something, or in the room of a group; goes on with the thread where there is one',
        params: OrganisationPath,
        body: ThreadInput,
        response: { 201: ConversationSchema, ...refusals },
      },
      preHandler: member('editor'),
    },
    async (request, reply) => {
      const refused = mayWriteNow(request)
      if (refused) return reply.refuse(refused)
      const { organisationId } = request.params
      const threadId = await app.db
        .transaction()
        .execute(trx => beginThread(trx, writingBy(request), request.body))
      if (isRefusal(threadId)) return reply.refuse(threadId)
      const conversation = await readConversation(app.db, app.catalogue, { organisationId, threadId })
      return conversation ? reply.code(201).send(conversation) : reply.refuse('not-found')
    },
  )

  app.get(
    `${path}/:threadId`,
    {
      schema: {
        tags,
        summary: 'A thread with its latest messages, the oldest first',
        params: ThreadPath,
        response: { 200: ConversationSchema, ...refusals },
      },
      preHandler: member('viewer'),
    },
    async (request, reply) =>
      (await readConversation(app.db, app.catalogue, request.params)) ?? reply.refuse('not-found'),
  )

  app.post(
    `${path}/:threadId/messages`,
    {
      config: perMinute(MESSAGES_A_MINUTE),
      schema: {
        tags,
        summary: 'Write a message into a thread',
        params: ThreadPath,
        body: MessageInput,
        response: { 201: ConversationSchema, ...refusals },
      },
      preHandler: member('editor'),
    },
    async (request, reply) => {
      const refused = mayWriteNow(request)
      if (refused) return reply.refuse(refused)
      const { threadId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => writeMessage(trx, writingBy(request), threadId, request.body))
      if (refusal) return reply.refuse(refusal)
      const conversation = await readConversation(app.db, app.catalogue, request.params)
      return conversation ? reply.code(201).send(conversation) : reply.refuse('not-found')
    },
  )

  app.post(
    `${path}/:threadId/read`,
    {
      schema: {
        tags,
        summary: 'Note how far one’s organisation has read; the others see it',
        params: ThreadPath,
        body: Type.Object({ upTo: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async (request, reply) => {
      const read = { ...request.params, upTo: request.body.upTo }
      const refusal = await app.db.transaction().execute(trx => markThreadRead(trx, read))
      return refusal ? reply.refuse(refusal) : reply.code(204).send(null)
    },
  )

  app.post(
    `${path}/:threadId/messages/:messageId/report`,
    {
      config: perMinute(MESSAGES_A_MINUTE),
      schema: {
        tags,
        summary: 'Report a message of another to the operator, who then reads it',
        params: MessagePath,
        body: ReportInput,
        response: { 200: ConversationSchema, ...refusals },
      },
      preHandler: member('editor'),
    },
    async (request, reply) => {
      const report = { ...request.params, ...request.body, actor: personOf(request).id }
      const refusal = await app.db.transaction().execute(trx => reportMessage(trx, report))
      if (refusal) return reply.refuse(refusal)
      return (await readConversation(app.db, app.catalogue, request.params)) ?? reply.refuse('not-found')
    },
  )
}
