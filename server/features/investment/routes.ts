import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { refusals, type Refusal } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { readSchemes } from '../funding/schemes.ts'
import { limitOn, readLaw } from '../procedures/law.ts'
import { readByProduct, readInvestments } from './read.ts'
import { changeInvestment, type Declaring, declareInvestment, removeInvestment } from './save.ts'
import { ByProductSchema, InvestmentChange, InvestmentInput, InvestmentsSchema } from './schemas.ts'

const tags = ['investments']
const InvestmentPath = Type.Object({ ...OrganisationPath.properties, investmentId: Id })

/** What firms invest in making something else, held against what is firmly ordered: private to the firm and the operator. */
export const investmentRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())
  const path = '/api/organisations/:organisationId/investments'
  const one = `${path}/:investmentId`
  const response = { 200: InvestmentsSchema, ...refusals }

  const declaringBy = (request: FastifyRequest): Declaring => ({
    actor: personOf(request).id,
    organisationId: pathParameter(request, 'organisationId'),
    catalogue: app.catalogue,
    today: today(),
  })

  async function read(organisationId: string): Promise<Static<typeof InvestmentsSchema>> {
    const limit = limitOn((await readLaw(app.db)).limits, 'advance-least-percent', today())
    return {
      investments: await readInvestments(app.db, app.catalogue, organisationId, today()),
      schemes: await readSchemes(app.db),
      advance: limit && {
        percent: limit.value,
        article: limit.article,
        from: limit.from,
        source: limit.source,
      },
    }
  }

  async function answer(request: FastifyRequest, reply: FastifyReply, refusal: Refusal | null) {
    return refusal ? reply.refuse(refusal) : read(pathParameter(request, 'organisationId'))
  }

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'What one’s firm invests, beside what is firmly ordered and what is only asked',
        params: OrganisationPath,
        response,
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => read(request.params.organisationId),
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Declare a reorientation that one plans or has begun',
        params: OrganisationPath,
        body: InvestmentInput,
        response,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => declareInvestment(trx, declaringBy(request), request.body))
      return answer(request, reply, refusal)
    },
  )

  app.put(
    one,
    {
      schema: {
        tags,
        summary: 'Change what was declared',
        params: InvestmentPath,
        body: InvestmentChange,
        response,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { investmentId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => changeInvestment(trx, declaringBy(request), investmentId, request.body))
      return answer(request, reply, refusal)
    },
  )

  app.delete(
    one,
    {
      schema: { tags, summary: 'Forget what was declared', params: InvestmentPath, response },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { investmentId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => removeInvestment(trx, declaringBy(request), investmentId))
      return answer(request, reply, refusal)
    },
  )

  app.get(
    '/api/organisations/:organisationId/investments-by-product',
    {
      schema: {
        tags,
        summary: 'What the region’s firms prepare, by product, beside what is ordered; names as they allow',
        params: OrganisationPath,
        response: { 200: ByProductSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async () => readByProduct(app.db, app.catalogue, today()),
  )
}
