import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { LANGUAGES } from '../../languages.ts'
import { personOf, signedIn } from '../../plugins/access.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { Id, OneOf } from '../../schemas.ts'
import { reportPaper } from './report-paper.ts'
import { mayReport, readReport } from './report.ts'
import { ReportSchema } from './schemas.ts'

const tags = ['evaluation']
const params = Type.Object({ tenderId: Id })

/** The report of a tender that is decided: as JSON for programs, and as a PDF for the file that its buyer keeps. */
export const reportRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/tenders/:tenderId/report',
    {
      schema: {
        tags,
        summary:
          'All that was done with a tender once it is decided, for its buyer and the regional operator',
        params,
        response: { 200: ReportSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await mayReport(app.db, personOf(request).id, tenderId)
      return refusal ? reply.refuse(refusal) : readReport(app.db, tenderId)
    },
  )

  app.get(
    '/api/tenders/:tenderId/report.pdf',
    {
      schema: {
        tags,
        summary: 'The same report as a PDF to keep and to print, in French or English',
        params,
        querystring: Type.Object({ language: Type.Optional(OneOf(LANGUAGES)) }),
        response: {
          200: {
            description: 'The report',
            content: { 'application/pdf': { schema: Type.Unsafe<unknown>({}) } },
          },
          ...refusals,
        },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await mayReport(app.db, personOf(request).id, tenderId)
      if (refusal) return reply.refuse(refusal)
      const { language = languageOf(request) } = request.query
      const report = await readReport(app.db, tenderId)
      return reply
        .header('content-disposition', `inline; filename="report-${tenderId}.pdf"`)
        .header('cache-control', 'private, no-store')
        .type('application/pdf')
        .send(await reportPaper(report, language))
    },
  )
}
