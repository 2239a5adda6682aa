import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, onDuty, personOf, signedIn } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { mayReadBuyer, mayReadFirm } from './policy.ts'
import { readBuyer, readFirm, readOwn } from './read.ts'
import { decideFactReport, listFactReports, reportFact } from './reports.ts'
import { DecisionInput, OwnSchema, ReportInput, ReportSchema, ToldSchema } from './schemas.ts'

const tags = ['reliability']

/** What firms and buyers have kept: for whom to look at, and never for who wins. */
export const reliabilityRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())

  app.get(
    '/api/firms/:firmId/reliability',
    {
      schema: {
        tags,
        summary:
          'What a firm has kept, for buyers: counts over many contracts, or that there is too little yet',
        description: 'For sourcing alone: no evaluation of offers reads it.',
        params: Type.Object({ firmId: Id }),
        response: { 200: ToldSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { firmId } = request.params
      const may = await mayReadFirm(app.db, personOf(request).id, firmId)
      return may ? readFirm(app.db, firmId, today()) : reply.refuse('not-found')
    },
  )

  app.get(
    '/api/buyers/:buyerId/reliability',
    {
      schema: {
        tags,
        summary: 'How a buyer has treated those who answered it, for firms',
        description: 'Of a private buyer, for the firms that it has asked.',
        params: Type.Object({ buyerId: Id }),
        response: { 200: ToldSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { buyerId } = request.params
      const may = await mayReadBuyer(app.db, personOf(request).id, buyerId)
      return may ? readBuyer(app.db, buyerId, today()) : reply.refuse('not-found')
    },
  )

  app.get(
    '/api/organisations/:organisationId/reliability',
    {
      schema: {
        tags,
        summary: 'What one’s own organisation has kept, each figure with the facts behind it',
        params: OrganisationPath,
        response: { 200: OwnSchema, ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => readOwn(app.db, request.params.organisationId, today()),
  )

  app.post(
    '/api/organisations/:organisationId/reliability/reports',
    {
      schema: {
        tags,
        summary: 'Report a fact that is wrong to the operator',
        params: OrganisationPath,
        body: ReportInput,
        response: { 200: OwnSchema, ...refusals },
      },
      preHandler: member('editor'),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const by = { actor: personOf(request).id, organisationId }
      const refusal = await app.db.transaction().execute(trx => reportFact(trx, by, request.body))
      return refusal ? reply.refuse(refusal) : readOwn(app.db, organisationId, today())
    },
  )

  const queue = '/api/organisations/:organisationId/fact-reports'

  app.get(
    queue,
    {
      schema: {
        tags,
        summary: 'Facts that their organisations hold to be wrong, those that wait first',
        params: OrganisationPath,
        response: { 200: Type.Array(ReportSchema), ...refusals },
      },
      preHandler: onDuty('administrator'),
    },
    async () => listFactReports(app.db),
  )

  app.put(
    `${queue}/:reportId`,
    {
      schema: {
        tags,
        summary: 'Leave a reported fact out of what is counted, or keep it, and say why',
        params: Type.Object({ ...OrganisationPath.properties, reportId: Id }),
        body: DecisionInput,
        response: { 200: Type.Array(ReportSchema), ...refusals },
      },
      preHandler: onDuty('administrator'),
    },
    async (request, reply) => {
      const by = { actor: personOf(request).id, reportId: request.params.reportId }
      const refusal = await app.db
        .transaction()
        .execute(trx => decideFactReport(trx, by, app.sendJob, request.body))
      return refusal ? reply.refuse(refusal) : listFactReports(app.db)
    },
  )
}
