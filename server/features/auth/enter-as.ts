import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

const Body = Type.Object({ userId: Type.String({ format: 'uuid' }) })

/**
 * Opens a session for a person without asking for a password: `auth.api.enterAs({ body: { userId } })`. It has no
 * path, so that only our own code reaches it.
 */
export const enterAs = {
  id: 'enter-as',
  endpoints: {
    enterAs: createAuthEndpoint.serverOnly({ method: 'POST' }, async ctx => {
      const body: unknown = ctx.body
      const { internalAdapter } = ctx.context
      const user = Value.Check(Body, body) ? await internalAdapter.findUserById(body.userId) : null
      if (!user) throw new APIError('NOT_FOUND')
      const session = await internalAdapter.createSession(user.id)
      await setSessionCookie(ctx, { session, user })
      return null
    }),
  },
} satisfies BetterAuthPlugin
