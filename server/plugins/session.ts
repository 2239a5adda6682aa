import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { type Auth, createAuth } from '../features/auth/auth.ts'
import type { Person } from './access.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** People and sessions. Never use it inside a transaction: pass what you need from `request.person`. */
    auth: Auth
    /** Reads a person's sessions again at the next request, on every server: they signed out, or changed. */
    forgetSessions(personId: string): Promise<void>
  }
}

/** How long a session is believed without asking the database. */
const BELIEVED_MILLISECONDS = 30_000
const MOST_REMEMBERED = 10_000
const CHANNEL = 'session_changed'

interface Remembered {
  person: Person
  until: number
}

/** Fills `request.person` on every request to the API, from the session cookie. */
export const session = fp(
  async app => {
    const auth = createAuth(app)
    const cookieName = (await auth.$context).authCookies.sessionToken.name
    // By the signed cookie: what is not signed by us is never in it.
    const remembered = new Map<string, Remembered>()

    function forget(personId: string): void {
      for (const [cookie, { person }] of remembered) if (person.id === personId) remembered.delete(cookie)
    }
    const unlisten = await app.connection.listen(CHANNEL, forget, () => remembered.clear())
    app.addHook('onClose', () => unlisten())

    async function personOf(cookie: string, request: FastifyRequest, reply: FastifyReply) {
      const known = remembered.get(cookie)
      if (known && known.until > Date.now()) return known.person
      remembered.delete(cookie)

      const headers = new Headers({ cookie: request.headers.cookie ?? '' })
      const { response: found, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true })
      for (const line of answer.getSetCookie()) reply.header('set-cookie', line)
      if (!found) return null
      const { id, name, email, emailVerified, language } = found.user
      const person = { id, name, email, emailVerified, language: language ?? 'fr' }
      const [oldest] = remembered.keys()
      if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
      const until = Math.min(Date.now() + BELIEVED_MILLISECONDS, found.session.expiresAt.getTime())
      remembered.set(cookie, { person, until })
      return person
    }

    app.decorate('auth', auth)
    app.decorate('forgetSessions', async personId => {
      forget(personId)
      await sql`select pg_notify(${CHANNEL}, ${personId})`.execute(app.db)
    })
    app.addHook('onRequest', async (request, reply) => {
      const cookie = request.url.startsWith('/api/') ? request.cookies[cookieName] : undefined
      if (cookie !== undefined) request.person = await personOf(cookie, request, reply)
    })
  },
  { name: 'session', dependencies: ['environment', 'database', 'access', 'jobs', '@fastify/cookie'] },
)
