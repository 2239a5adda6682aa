import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { mayCall } from '../features/keys/scopes.ts'
import { digestOf, KEY_START } from '../features/keys/secret.ts'

/** The key a request came with. */
export interface ApiKey {
  id: string
  organisationId: string
  name: string
  scopes: string[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The key it came with, or null for a person or nobody. */
    apiKey: ApiKey | null
  }
}

/** Requests a key may make in a minute, on each server. */
const A_MINUTE = 600

const secretIn = ({ headers }: FastifyRequest) =>
  new RegExp(`^Bearer (${KEY_START}[\\w-]+)$`, 'i').exec(headers.authorization ?? '')?.[1]

/**
 * Lets programs in: a request with the header `Authorization: Bearer mlg_…` is the member's that stands behind the key, as
 * far as its scopes go. A session that comes along counts for nothing then.
 */
export const apiKeys = fp(
  async app => {
    app.decorateRequest('apiKey', null)
    const limit = app.createRateLimit({
      max: A_MINUTE,
      timeWindow: '1 minute',
      keyGenerator: request => `key ${request.apiKey?.id}`,
    })

    app.addHook('onRequest', async (request, reply) => {
      const secret = secretIn(request)
      if (secret === undefined || !request.url.startsWith('/api/')) return undefined
      request.person = null
      const key = await app.db
        .selectFrom('apiKey')
        .innerJoin('user', 'user.id', 'apiKey.userId')
        .select(['apiKey.id', 'apiKey.organisationId', 'apiKey.name', 'apiKey.scopes', 'apiKey.userId'])
        .select(['user.email', 'user.language'])
        .select(
          sql<boolean>`last_used_at is null or last_used_at < now() - interval '1 minute'`.as('isStale'),
        )
        .where('digest', '=', digestOf(secret))
        .where('revokedAt', 'is', null)
        .executeTakeFirst()
      if (!key) return reply.refuse('key-unknown')
      const { id, organisationId, name, scopes, userId, email, language } = key
      request.apiKey = { id, organisationId, name, scopes }
      const pace = await limit(request)
      if (!pace.isAllowed && pace.isExceeded) {
        void reply.header('retry-after', pace.ttlInSeconds)
        return reply.refuse('too-many-requests')
      }
      if (!mayCall(scopes, request.method, request.routeOptions.schema?.tags ?? []))
        return reply.refuse('key-scope')
      if (key.isStale)
        await app.db
          .updateTable('apiKey')
          .set({ lastUsedAt: sql<Date>`now()` })
          .where('id', '=', id)
          .execute()
      request.person = { id: userId, sessionId: id, name, email, emailVerified: true, language }
      return undefined
    })
  },
  { name: 'api-keys', dependencies: ['database', 'access', 'session', '@fastify/rate-limit'] },
)
