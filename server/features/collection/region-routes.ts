import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { regionalCsv } from './export.ts'
import { readRegional } from './region.ts'
import { RegionalSchema, RegionalTableQuery, SpanQuery } from './schemas.ts'

const tags = ['collection']
const path = '/api/organisations/:organisationId/regional-collection'
const USUAL_WEEKS = 26

/** Used articles of the whole region, for its operator. */
export const regionalCollectionRoutes: FastifyPluginAsyncTypebox = async app => {
  const read = (weeks: number = USUAL_WEEKS) =>
    readRegional(app.db, { catalogue: app.catalogue, today: parisDate(new Date()), weeks })

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Used articles of the region: what comes to its end, what is collected, what became of it',
        params: OrganisationPath,
        querystring: SpanQuery,
        response: { 200: RegionalSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => read(request.query.weeks),
  )

  app.get(
    `${path}/table.csv`,
    {
      schema: {
        tags,
        summary: 'One of its tables, for spreadsheets',
        params: OrganisationPath,
        querystring: RegionalTableQuery,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { table, weeks } = request.query
      return reply
        .header('content-disposition', `attachment; filename="collection-${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(regionalCsv(await read(weeks), table, app.catalogue, languageOf(request)))
    },
  )
}
