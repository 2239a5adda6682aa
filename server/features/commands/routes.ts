import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { commands } from '../../commands/on-data.ts'
import { refusals } from '../../problems/problem.ts'

/** The command line of this machine asks the server that holds the data; its token is in the data folder. */
export const commandRoutes: FastifyPluginAsyncTypebox<{ commandToken: string }> = async (
  app,
  { commandToken },
) => {
  const expected = Buffer.from(`Bearer ${commandToken}`)

  app.post(
    '/api/commands/:name',
    {
      schema: {
        hide: true,
        params: Type.Object({ name: Type.String({ maxLength: 50 }) }),
        body: Type.Object({ parameters: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10 }) }),
        response: {
          200: Type.Object({
            ok: Type.Boolean(),
            lines: Type.Array(Type.String()),
            code: Type.Optional(Type.Integer()),
          }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const given = Buffer.from(request.headers.authorization ?? '')
      const command = commands[request.params.name]
      if (given.length !== expected.length || !timingSafeEqual(given, expected) || !command) {
        return reply.refuse('not-found')
      }
      return command.run(app.db, request.body.parameters, app.environment)
    },
  )
}
