import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageOf, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OneOf } from '../../schemas.ts'
import { answerFor } from '../auth/answer.ts'
import { findSeat, organisationsBySeat, people, seats } from './accounts.ts'

const tags = ['demonstration']
const SeatSchema = OneOf(seats)

const Account = Type.Object({
  id: SeatSchema,
  role: OneOf(['firm', 'buyer', 'operator']),
  name: Type.String(),
  organisation: Type.String(),
  description: Type.String(),
})

/** The demonstration's seats, which anyone may take; without a demonstration there are none. */
export const demonstrationRoutes: FastifyPluginAsyncTypebox = async app => {
  const { demonstration } = app.environment

  app.get(
    '/api/demonstration',
    {
      schema: {
        tags,
        summary: 'Seats one may take in one click; none where there is no demonstration',
        response: { 200: Type.Object({ accounts: Type.Array(Account) }), ...refusals },
      },
    },
    async request => {
      if (!demonstration) return { accounts: [] }
      const organisations = await organisationsBySeat(app.db)
      const language = languageOf(request)
      return {
        accounts: seats.flatMap(seat => {
          const organisation = organisations[seat]
          if (organisation === undefined) return []
          const { name, description } = people[seat]
          return [
            {
              id: seat,
              role: seat === 'colleague' ? 'buyer' : seat,
              name,
              organisation,
              description: description[language],
            },
          ]
        }),
      }
    },
  )

  app.post(
    '/api/demonstration/enter',
    {
      schema: {
        tags,
        summary: 'Open a session in a seat of the demonstration',
        body: Type.Object({ account: SeatSchema }, { additionalProperties: false }),
        response: { 204: Type.Null(), ...refusals },
      },
      config: perMinute(60),
    },
    async (request, reply) => {
      const person = demonstration ? await findSeat(app.db, request.body.account) : undefined
      if (!person) return reply.refuse('not-found')
      return answerFor(reply, await app.auth.api.enterAs({ body: { userId: person.id }, asResponse: true }))
    },
  )
}
