import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id } from '../../schemas.ts'
import { contractBuyer } from '../contracts/policy.ts'
import { tradingBy } from '../contracts/trading.ts'
import { keepEssential, readDecp, readEssential } from './keep.ts'
import { DecpSchema, EssentialChange, EssentialPage } from './schemas.ts'

/** Most contracts of an answer: more than a region's buyers conclude in years. */
export const MOST_CONTRACTS = 2000

const params = Type.Object({ contractId: Id })
const path = '/api/contracts/:contractId/essential-data'

/** The essential data of public contracts (DECP): completed by their buyers, read by anyone. */
export const decpRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/decp.json',
    {
      config: perMinute(30),
      schema: {
        tags: ['open data'],
        summary: 'Essential data of public contracts (DECP), by the French schema 2.0.3, for anyone',
        response: { 200: DecpSchema, ...refusals },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300')
      return readDecp(app.db, app.catalogue, MOST_CONTRACTS)
    },
  )

  app.get(
    path,
    {
      schema: {
        tags: ['contracts'],
        summary: 'What the essential data of a contract are made of: what it says, and what its buyer gives',
        params,
        response: { 200: EssentialPage, ...refusals },
      },
      preHandler: contractBuyer('viewer'),
    },
    async (request, reply) =>
      (await readEssential(app.db, app.catalogue, request.params.contractId)) ?? reply.refuse('not-found'),
  )

  app.put(
    path,
    {
      schema: {
        tags: ['contracts'],
        summary: 'Complete the essential data of a contract, which publishes them',
        params,
        body: EssentialChange,
        response: { 200: EssentialPage, ...refusals },
      },
      preHandler: contractBuyer('editor'),
    },
    async (request, reply) => {
      const { contractId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => keepEssential(trx, tradingBy(request), contractId, request.body))
      if (refusal !== null) return reply.refuse(refusal)
      return (await readEssential(app.db, app.catalogue, contractId)) ?? reply.refuse('not-found')
    },
  )
}
