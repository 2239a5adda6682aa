import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { checkTarget } from './check.ts'
import { listDeliveries, ping, replay } from './deliveries.ts'
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  renewSecret,
  type WebhookChanging,
} from './queries.ts'
import {
  DeliveriesQuery,
  DeliveryPath,
  DeliverySchema,
  NewWebhookSchema,
  ReplayedSchema,
  ReplayInput,
  WebhookChange,
  WebhookInput,
  WebhookPath,
  WebhookSchema,
} from './schemas.ts'

const path = '/api/organisations/:organisationId/webhooks'
/** Calls that resolve names or send something. */
const A_MINUTE = 60
const one = `${path}/:webhookId`

/** Targets that an organisation has told of what happens: its owners make, change and remove them. */
export const webhookRoutes: FastifyPluginAsyncTypebox = async app => {
  // The tag is one that no key may call by: a key makes no other ways in or out.
  const tags = ['organisations']
  const preHandler = member('owner')
  const { sessionSecret, webhookLocal: local, publicUrl } = app.environment
  const changing = (request: FastifyRequest, organisationId: string): WebhookChanging => ({
    organisationId,
    personId: personOf(request).id,
    sessionSecret,
  })
  const list = { 200: Type.Array(WebhookSchema), ...refusals }

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Targets of the webhooks of an organisation, without their secrets',
        params: OrganisationPath,
        response: list,
      },
      preHandler,
    },
    async request => listWebhooks(app.db, request.params.organisationId),
  )

  app.post(
    path,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Make a target; its secret is in this answer and nowhere else',
        params: OrganisationPath,
        body: WebhookInput,
        response: { 201: NewWebhookSchema, ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const { body, params } = request
      const refusal = await checkTarget(body.url, { local, isOn: true })
      if (refusal !== null) return reply.refuse(refusal)
      const made = await app.db
        .transaction()
        .execute(trx => createWebhook(trx, changing(request, params.organisationId), body))
      return isRefusal(made) ? reply.refuse(made) : reply.code(201).send(made)
    },
  )

  app.put(
    one,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Change a target, or switch it off or on; once on, it is told of what happens from then on',
        params: WebhookPath,
        body: WebhookChange,
        response: list,
      },
      preHandler,
    },
    async (request, reply) => {
      const { body, params } = request
      const unchecked = await checkTarget(body.url, { local, isOn: body.isOn })
      if (unchecked !== null) return reply.refuse(unchecked)
      const refusal = await app.db
        .transaction()
        .execute(trx => changeWebhook(trx, changing(request, params.organisationId), params.webhookId, body))
      return refusal ? reply.refuse(refusal) : listWebhooks(app.db, params.organisationId)
    },
  )

  app.delete(
    one,
    {
      schema: { tags, summary: 'Remove a target with its log', params: WebhookPath, response: list },
      preHandler,
    },
    async (request, reply) => {
      const { organisationId, webhookId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => removeWebhook(trx, changing(request, organisationId), webhookId))
      return refusal ? reply.refuse(refusal) : listWebhooks(app.db, organisationId)
    },
  )

  app.post(
    `${one}/secret`,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Renew the secret; the one before is valid for a day more',
        params: WebhookPath,
        response: { 200: NewWebhookSchema, ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const { organisationId, webhookId } = request.params
      const made = await app.db
        .transaction()
        .execute(trx => renewSecret(trx, changing(request, organisationId), webhookId))
      return isRefusal(made) ? reply.refuse(made) : made
    },
  )

  app.post(
    `${one}/ping`,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Send a test at once, and say what the target answered',
        params: WebhookPath,
        response: { 200: DeliverySchema, ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const sent = await ping(app.db, { local, sessionSecret, publicUrl }, request.params)
      return isRefusal(sent) ? reply.refuse(sent) : sent
    },
  )

  app.get(
    `${one}/deliveries`,
    {
      schema: {
        tags,
        summary: 'What was sent to a target, the last first, each with its attempts; kept for 30 days',
        params: WebhookPath,
        querystring: DeliveriesQuery,
        response: { 200: Type.Array(DeliverySchema), ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const { before, limit = 30 } = request.query
      const page = { limit, ...(before !== undefined && { before }) }
      const found = await listDeliveries(app.db, request.params, page)
      return isRefusal(found) ? reply.refuse(found) : found
    },
  )

  app.post(
    `${one}/deliveries/:deliveryId/replay`,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Send a delivery again, under the same id',
        params: DeliveryPath,
        response: { 200: ReplayedSchema, ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const { deliveryId, ...of } = request.params
      const replayed = await app.db.transaction().execute(trx => replay(trx, of, { deliveryId }))
      if (isRefusal(replayed)) return reply.refuse(replayed)
      app.deliverWebhooks()
      return { replayed }
    },
  )

  app.post(
    `${one}/replay`,
    {
      config: perMinute(A_MINUTE),
      schema: {
        tags,
        summary: 'Send again what was sent in a span of time, at most 1,000, the first first',
        params: WebhookPath,
        body: ReplayInput,
        response: { 200: ReplayedSchema, ...refusals },
      },
      preHandler,
    },
    async (request, reply) => {
      const replayed = await app.db.transaction().execute(trx => replay(trx, request.params, request.body))
      if (isRefusal(replayed)) return reply.refuse(replayed)
      app.deliverWebhooks()
      return { replayed }
    },
  )
}
