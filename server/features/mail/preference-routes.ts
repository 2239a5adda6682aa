import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member, membershipOf, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { kindOf } from './kinds.ts'
import { choose, leave, readPreferences, readWayOutFor } from './preferences.ts'
import { PreferenceInput, PreferencePath, PreferenceSchema, TokenQuery, WayOutSchema } from './schemas.ts'
import { readWayOut } from './way-out.ts'

const tags = ['mail']
const TRIES_A_MINUTE = 30

/** What a member is written of and how often, and the way out that each mail carries. */
export const mailPreferenceRoutes: FastifyPluginAsyncTypebox = async app => {
  const { publicUrl } = app.environment

  app.get(
    '/api/organisations/:organisationId/mail-preferences',
    {
      schema: {
        tags,
        summary: 'What one is written of as a member of an organisation, how often, and what one may choose',
        params: OrganisationPath,
        response: { 200: Type.Array(PreferenceSchema), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => readPreferences(app.db, personOf(request).id, membershipOf(request)),
  )

  app.put(
    '/api/organisations/:organisationId/mail-preferences/:kind',
    {
      schema: {
        tags,
        summary: 'Choose how often one is written to of something; what is sooner than usual is refused',
        params: PreferencePath,
        body: PreferenceInput,
        response: { 200: Type.Array(PreferenceSchema), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async (request, reply) => {
      const { organisationId, kind } = request.params
      const { cadence } = request.body
      const userId = personOf(request).id
      const refusal = await app.db
        .transaction()
        .execute(trx => choose(trx, { organisationId, userId }, kind, cadence))
      return refusal ? reply.refuse(refusal) : readPreferences(app.db, userId, membershipOf(request))
    },
  )

  app.get(
    '/api/mail/way-out',
    {
      config: perMinute(TRIES_A_MINUTE),
      schema: {
        tags,
        summary: 'What the link in a mail leads out of; nothing changes',
        querystring: TokenQuery,
        response: { 200: WayOutSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const wayOut = readWayOut(app.environment, request.query.token)
      const found = wayOut && (await readWayOutFor(app.db, wayOut))
      if (!found) return reply.refuse('not-found')
      return { ...found, kinds: found.kinds.map(kind => kindOf(kind).name) }
    },
  )

  app.get(
    '/api/mail/unsubscribe',
    {
      config: perMinute(TRIES_A_MINUTE),
      schema: {
        tags,
        summary: 'To the page that asks before anything changes: readers of mail follow links by themselves',
        querystring: TokenQuery,
        response: { 303: Type.Null(), ...refusals },
      },
    },
    async (request, reply) =>
      reply.redirect(`${publicUrl}/mail/unsubscribe?token=${encodeURIComponent(request.query.token)}`, 303),
  )

  await app.register(oneClickRoute)
}

/** The body of a one-click way out is a form; what is in it says nothing that the address does not. */
const oneClickRoute: FastifyPluginAsyncTypebox = async form => {
  form.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 1024 },
    async () => null,
  )
  form.post(
    '/api/mail/unsubscribe',
    {
      config: perMinute(TRIES_A_MINUTE),
      schema: {
        tags,
        summary: 'Stop being written to of something, with the link of a mail and no account (RFC 8058)',
        querystring: TokenQuery,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const wayOut = readWayOut(form.environment, request.query.token)
      const left = wayOut !== null && (await form.db.transaction().execute(trx => leave(trx, wayOut)))
      return left ? reply.code(204).send(null) : reply.refuse('not-found')
    },
  )
}
