import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { changePerson, organisationsOf, viewOf } from './queries.ts'
import { SessionChange, SessionSchema } from './schemas.ts'

const tags = ['session']

export const sessionRoutes: FastifyPluginAsyncTypebox = async app => {
  const { demonstration } = app.environment

  app.get(
    '/api/session',
    {
      schema: {
        tags,
        summary: 'Who is signed in, and for which organisations; a null user where nobody is',
        response: { 200: SessionSchema, ...refusals },
      },
    },
    async ({ person }) =>
      person === null
        ? { user: null, organisations: [], demonstration }
        : { user: viewOf(person), organisations: await organisationsOf(app.db, person.id), demonstration },
  )

  app.patch(
    '/api/session',
    {
      schema: {
        tags,
        summary: 'Change one’s name, or the language one is written to in',
        body: SessionChange,
        response: { 200: SessionSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async request => {
      const person = personOf(request)
      const changed = await app.db.transaction().execute(trx => changePerson(trx, person, request.body))
      await app.forgetSessions(person.id)
      return {
        user: viewOf(changed),
        organisations: await organisationsOf(app.db, person.id),
        demonstration,
      }
    },
  )
}
