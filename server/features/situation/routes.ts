import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { LANGUAGES } from '../../languages.ts'
import { parisDate } from '../../paris-date.ts'
import { pathParameter, personOf } from '../../plugins/access.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { OneOf, OrganisationPath } from '../../schemas.ts'
import { autonomyReader } from '../autonomy/read.ts'
import { capabilityReader } from '../overview/capabilities.ts'
import { operatorReader } from '../stocks/policy.ts'
import { situationPaper } from './paper.ts'
import { type Reading, readSituation } from './read.ts'
import { RegionTableQuery, SituationSchema } from './schemas.ts'
import { regionCsv } from './tables.ts'

const tags = ['situation']
const path = '/api/organisations/:organisationId/situation'
const BACK_WEEKS = 26

/** Where the region stands this week, for its operator: as data for its page, and as a paper to hand on. */
export const situationRoutes: FastifyPluginAsyncTypebox = async app => {
  // What is worked out from a catalogue is worked out anew once the operator has changed it.
  const capabilities = app.revisions.derive(({ engine, catalogue }) =>
    capabilityReader(engine, catalogue, () => `${app.follower.firmsSeen()} ${engine.asOf}`),
  )
  const readingBy = (request: FastifyRequest): Reading => ({
    operatorId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
    catalogue: app.catalogue,
    engine: app.engine,
    departments: app.region.departments,
    region: app.region.name,
    today: parisDate(new Date()),
    back: BACK_WEEKS,
    autonomy: autonomyReader(app.ranker),
  })

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Where the region stands this week',
        params: OrganisationPath,
        response: { 200: SituationSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => readSituation(app.db, readingBy(request)),
  )

  app.get(
    `${path}.pdf`,
    {
      schema: {
        tags,
        summary: 'The same as a PDF to hand on, in French or English',
        params: OrganisationPath,
        querystring: Type.Object({ language: Type.Optional(OneOf(LANGUAGES)) }),
        response: {
          200: {
            description: 'The situation',
            content: { 'application/pdf': { schema: Type.Unsafe<unknown>({}) } },
          },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { language = languageOf(request) } = request.query
      const situation = await readSituation(app.db, readingBy(request))
      return reply
        .header('content-disposition', `inline; filename="situation-${situation.asOf}.pdf"`)
        .header('cache-control', 'private, no-store')
        .type('application/pdf')
        .send(await situationPaper(situation, app.catalogue, language))
    },
  )

  app.get(
    '/api/organisations/:organisationId/region-table.csv',
    {
      schema: {
        tags,
        summary: 'One of the region’s tables as its operator reads them today, for spreadsheets',
        params: OrganisationPath,
        querystring: RegionTableQuery,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { table } = request.query
      const csv = await regionCsv(
        app.db,
        { ...readingBy(request), capabilities: capabilities.here },
        table,
        languageOf(request),
      )
      return reply
        .header('content-disposition', `attachment; filename="region-${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(csv)
    },
  )
}
