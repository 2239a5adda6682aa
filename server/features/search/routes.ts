import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { parisDate } from '../../paris-date.ts'
import { refusals } from '../../problems/problem.ts'
import { readerOf } from './queries.ts'
import { SearchQuery, SearchResults } from './schemas.ts'
import { capacityOf, withinOf } from './policy.ts'
import { searchFor } from './search.ts'

/** One search over firms, needs, products and machines, for whoever asks: everyone gets what they may read. */
export const searchRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Firms, needs, products and machines by words in French or English, as one types',
        querystring: SearchQuery,
        response: { 200: SearchResults, ...refusals },
      },
    },
    async (request, reply) => {
      const within = withinOf(request.query)
      if (Array.isArray(within)) return reply.refuse({ refused: 'invalid-input', fields: within })
      const reader = await readerOf(app.db, request.person?.id ?? null)
      const today = parisDate(new Date())
      const capacity = capacityOf(request.query, reader, today)
      if (Array.isArray(capacity)) return reply.refuse({ refused: 'invalid-input', fields: capacity })
      return searchFor(app, request.query, { within, capacity, reader, today })
    },
  )
}
