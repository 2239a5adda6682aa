import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { refusals } from '../../problems/problem.ts'
import { CatalogueSummary } from './schemas.ts'
import { summarise } from './summary.ts'

export const catalogueRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/catalogue',
    {
      schema: {
        tags: ['catalogue'],
        summary: 'Products, materials, machines, trades and norms, with their names',
        response: { 200: CatalogueSummary, 304: Type.Null(), ...refusals },
      },
    },
    async (request, reply) => {
      const tag = `"${app.catalogue.version}"`
      reply.header('cache-control', 'no-cache').header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send(null)
      return summarise(app.catalogue)
    },
  )
}
