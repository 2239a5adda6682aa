import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const Body = Type.Object({ userId: Type.String({ format: 'uuid' }) })
type Entrance = Static<typeof Body>

/** How better-auth takes schemas (Standard Schema, version 1). */
interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (
      value: unknown,
    ) => { value: Value; issues?: undefined } | { issues: { message: string }[] }
    readonly types?: { readonly input: Value; readonly output: Value } | undefined
  }
}

const body: StandardSchema<Entrance> = {
  '~standard': {
    version: 1,
    vendor: 'maillage',
    validate: value =>
      Value.Check(Body, value) ? { value } : { issues: [{ message: 'a userId is required' }] },
  },
}

/**
 * Opens a session for a person without asking for a password: `auth.api.enterAs({ body: { userId } })`. It has no
 * path, so that only our own code reaches it.
 */
export const enterAs = {
  id: 'enter-as',
  endpoints: {
    enterAs: createAuthEndpoint.serverOnly({ method: 'POST', body }, async ctx => {
      const { internalAdapter } = ctx.context
      const user = await internalAdapter.findUserById(ctx.body.userId)
      if (!user) throw new APIError('NOT_FOUND')
      const session = await internalAdapter.createSession(user.id)
      await setSessionCookie(ctx, { session, user })
      return null
    }),
  },
} satisfies BetterAuthPlugin
