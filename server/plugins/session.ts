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
    /** Hears on every server that a person's sessions are to be read again. */
    whenSessionsChange(listener: (personId: string) => void): void
    /** Whether the session a person came with still holds, as the database says now. */
    isSessionOpen(person: Person): Promise<boolean>
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
    const listeners: ((personId: string) => void)[] = [forget]
    const ring = (personId: string) => listeners.forEach(listener => listener(personId))
    const unlisten = await app.connection.listen(CHANNEL, ring, () => remembered.clear())
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
      const sessionId = found.session.id
      const person = { id, sessionId, name, email, emailVerified, language: language ?? 'fr' }
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
    app.decorate('whenSessionsChange', listener => {
      listeners.push(listener)
    })
    app.decorate('isSessionOpen', async ({ sessionId }) => {
      const open = await app.db
        .selectFrom('session')
        .select('id')
        .where('id', '=', sessionId)
        .where('expiresAt', '>', new Date())
        .executeTakeFirst()
      return open !== undefined
    })
    app.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith('/api/')) return
      // What one person reads is kept by no proxy, and by no browser for whoever sits there next.
      reply.header('cache-control', 'no-store')
      const cookie = request.cookies[cookieName]
      if (cookie !== undefined) request.person = await personOf(cookie, request, reply)
    })
  },
  { name: 'session', dependencies: ['environment', 'database', 'access', 'jobs', '@fastify/cookie'] },
)
