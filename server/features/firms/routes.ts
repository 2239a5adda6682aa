import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { loadFirms } from '../../engine/load-firms.ts'
import { refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { mayRead } from '../../search/reader.ts'
import { readerOf } from '../search/queries.ts'
import { firmPage } from './page.ts'
import { FirmPageSchema } from './schemas.ts'

export const firmRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/firms/:firmId',
    {
      schema: {
        tags: ['firms'],
        summary: 'A firm as others may see it: whoever it shows itself to reads the same',
        description:
          'A firm that does not show itself to the reader is answered like one that does not exist.',
        params: Type.Object({ firmId: Id }),
        response: { 200: FirmPageSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { firmId } = request.params
      const reader = await readerOf(app.db, request.person?.id ?? null)
      const [firm] = await loadFirms(app.db, [firmId])
      if (firm === undefined || !mayRead(reader, firm.audience, firmId)) return reply.refuse('not-found')
      const own = reader.organisations.includes(firmId)
      return {
        ...firmPage(firm, app.documents, app.engine.asOf),
        own,
        audience: own || reader.operator ? firm.audience : null,
      }
    },
  )
}
