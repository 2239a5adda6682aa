import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { createKey, listKeys, revokeKey } from './queries.ts'
import { KeyInput, KeyPath, KeySchema, NewKeySchema, OwnKeySchema } from './schemas.ts'

const path = '/api/organisations/:organisationId/keys'

/** Keys by which a program speaks for an organisation: its owners make and revoke them. */
export const keyRoutes: FastifyPluginAsyncTypebox = async app => {
  // The tag is one that no key may call by: keys make no keys.
  const tags = ['organisations']

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Keys of an organisation, without their secrets',
        params: OrganisationPath,
        response: { 200: Type.Array(KeySchema), ...refusals },
      },
      preHandler: member('owner'),
    },
    async request => listKeys(app.db, request.params.organisationId),
  )

  app.post(
    path,
    {
      config: perMinute(20),
      schema: {
        tags,
        summary: 'Make a key; its secret is in this answer and nowhere else',
        params: OrganisationPath,
        body: KeyInput,
        response: { 201: NewKeySchema, ...refusals },
      },
      preHandler: member('owner'),
    },
    async (request, reply) => {
      const change = { ...request.params, personId: personOf(request).id }
      const made = await app.db.transaction().execute(trx => createKey(trx, change, request.body))
      return isRefusal(made) ? reply.refuse(made) : reply.code(201).send(made)
    },
  )

  app.delete(
    `${path}/:keyId`,
    {
      schema: {
        tags,
        summary: 'Revoke a key; from the next request on it opens nothing',
        params: KeyPath,
        response: { 200: Type.Array(KeySchema), ...refusals },
      },
      preHandler: member('owner'),
    },
    async (request, reply) => {
      const { organisationId, keyId } = request.params
      const change = { organisationId, personId: personOf(request).id }
      const refusal = await app.db.transaction().execute(trx => revokeKey(trx, change, keyId))
      return refusal ? reply.refuse(refusal) : listKeys(app.db, organisationId)
    },
  )

  app.get(
    '/api/key',
    {
      schema: {
        tags: ['keys'],
        summary: 'What the key one calls with is, and what it may do',
        response: { 200: OwnKeySchema, ...refusals },
      },
    },
    async ({ apiKey }, reply) => {
      if (apiKey === null) return reply.refuse('not-signed-in')
      const organisation = await app.db
        .selectFrom('organisation')
        .select(['id', 'name'])
        .where('id', '=', apiKey.organisationId)
        .executeTakeFirstOrThrow()
      return { name: apiKey.name, scopes: apiKey.scopes, organisation }
    },
  )
}
