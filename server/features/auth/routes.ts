import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageOf, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { isDemonstrationAddress } from '../demonstration/addresses.ts'
import { answerFor, wrongAddress } from './answer.ts'
import { Reset, ResetRequest, SignIn, SignUp, VerifyQuery } from './schemas.ts'

const tags = ['account']
const done = { 204: Type.Null(), ...refusals }

/** Accounts: opened, confirmed, entered, left. Sessions are cookies that pages cannot read. */
export const authRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post(
    '/api/auth/sign-up/email',
    {
      schema: {
        tags,
        summary: 'Open an account; a link to confirm its address goes out by mail',
        description: 'The answer is the same for an address that has an account: its owner is told by mail.',
        body: SignUp,
        response: done,
      },
      config: perMinute(20),
    },
    async (request, reply) => {
      const { name, email, password, language = languageOf(request) } = request.body
      // The seats of a demonstration are nobody's to take in advance.
      if (isDemonstrationAddress(email)) return reply.refuse(wrongAddress)
      const body = { name: name.trim(), email, password, language }
      return answerFor(reply, await app.auth.api.signUpEmail({ body, asResponse: true }))
    },
  )

  app.get(
    '/api/auth/verify-email',
    {
      schema: {
        tags,
        summary: 'The link that confirms an address: opens a session and leads to the page that says so',
        querystring: VerifyQuery,
        response: { 302: Type.Null(), ...refusals },
      },
      config: perMinute(60),
    },
    async (request, reply) => {
      const query = { token: request.query.token, callbackURL: '/auth/verify' }
      const headers = new Headers({ cookie: request.headers.cookie ?? '' })
      return answerFor(reply, await app.auth.api.verifyEmail({ query, headers, asResponse: true }))
    },
  )

  app.post(
    '/api/auth/sign-in/email',
    {
      schema: {
        tags,
        summary: 'Open a session',
        description:
          'One answer, wrong-credentials, for a wrong password and for an unknown address. With the right password and an address that is not confirmed yet, another link goes out.',
        body: SignIn,
        response: done,
      },
      config: perMinute(30),
    },
    async (request, reply) => {
      const { email, password } = request.body
      const body = { email, password }
      return answerFor(reply, await app.auth.api.signInEmail({ body, asResponse: true }))
    },
  )

  app.post(
    '/api/auth/sign-out',
    { schema: { tags, summary: 'End the session', response: done } },
    async (request, reply) => {
      const headers = new Headers({ cookie: request.headers.cookie ?? '' })
      const response = await app.auth.api.signOut({ headers, asResponse: true })
      if (request.person) await app.forgetSessions(request.person.id)
      return answerFor(reply, response)
    },
  )

  app.post(
    '/api/auth/request-password-reset',
    {
      schema: {
        tags,
        summary: 'Send a link to choose another password, where the address has an account',
        description: 'The answer does not tell whether it has one.',
        body: ResetRequest,
        response: done,
      },
      config: perMinute(10),
    },
    async (request, reply) => {
      const body = { email: request.body.email }
      return answerFor(reply, await app.auth.api.requestPasswordReset({ body, asResponse: true }))
    },
  )

  app.post(
    '/api/auth/reset-password',
    {
      schema: {
        tags,
        summary: 'Choose another password with the token of the mailed link; every open session ends',
        body: Reset,
        response: done,
      },
      config: perMinute(20),
    },
    async (request, reply) => {
      const { token, newPassword } = request.body
      const body = { token, newPassword }
      return answerFor(reply, await app.auth.api.resetPassword({ body, asResponse: true }))
    },
  )
}
