import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { onDuty, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { listReports, settleReport } from './reports.ts'
import { ReportSchema, SettleInput } from './schemas.ts'

const tags = ['messages']

/** Messages that were reported, for the operator's administrators. */
export const messageReportRoutes: FastifyPluginAsyncTypebox = async app => {
  const path = '/api/organisations/:organisationId/message-reports'

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Messages that were reported as abuse, those that wait first',
        params: OrganisationPath,
        response: { 200: Type.Array(ReportSchema), ...refusals },
      },
      preHandler: onDuty('administrator'),
    },
    async () => listReports(app.db),
  )

  app.put(
    `${path}/:messageId`,
    {
      schema: {
        tags,
        summary: 'Hide a reported message with a reason, or leave it',
        params: Type.Object({ ...OrganisationPath.properties, messageId: Id }),
        body: SettleInput,
        response: { 200: Type.Array(ReportSchema), ...refusals },
      },
      preHandler: onDuty('administrator'),
    },
    async (request, reply) => {
      const { organisationId: operatorId, messageId } = request.params
      const by = { actor: personOf(request).id, operatorId, messageId }
      const refusal = await app.db.transaction().execute(trx => settleReport(trx, by, request.body))
      return refusal ? reply.refuse(refusal) : listReports(app.db)
    },
  )
}
