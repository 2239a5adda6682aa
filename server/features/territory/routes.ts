import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { loadFirms } from '../../engine/load-firms.ts'
import { parisDate } from '../../paris-date.ts'
import { member, pathParameter } from '../../plugins/access.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { territoryCsv } from './export.ts'
import { emptyBook, readOrderBook } from './order-book.ts'
import { type Looking, readTerritory } from './read.ts'
import {
  FirmOrderBookSchema,
  FirmPath,
  OrderBookSchema,
  SpanQuery,
  TerritorySchema,
  TerritoryTableQuery,
} from './schemas.ts'

const tags = ['territory']
const path = '/api/organisations/:organisationId/territory'
const USUAL_WEEKS = 26

/** What the region's work does for it, for its operator; and for each firm how its own order book holds. */
export const territoryRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())
  const looking = (request: FastifyRequest, back: number = USUAL_WEEKS): Looking => ({
    operatorId: pathParameter(request, 'organisationId'),
    catalogue: app.catalogue,
    engine: app.engine,
    departments: app.region.departments,
    today: today(),
    back,
  })

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Jobs by department and firm, firms in difficulty, and what was delivered',
        params: OrganisationPath,
        querystring: SpanQuery,
        response: { 200: TerritorySchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => readTerritory(app.db, looking(request, request.query.weeks)),
  )

  app.get(
    `${path}/table.csv`,
    {
      schema: {
        tags,
        summary: 'One of its tables, for spreadsheets',
        params: OrganisationPath,
        querystring: TerritoryTableQuery,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { table, weeks } = request.query
      const territory = await readTerritory(app.db, looking(request, weeks))
      return reply
        .header('content-disposition', `attachment; filename="territory-${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(territoryCsv(territory, table, app.catalogue, languageOf(request)))
    },
  )

  app.get(
    `${path}/firms/:firmId`,
    {
      schema: {
        tags,
        summary: 'How the order book of one firm holds, for the operator',
        params: FirmPath,
        response: { 200: FirmOrderBookSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const [firm] = await loadFirms(app.db, [request.params.firmId])
      if (firm === undefined) return reply.refuse('not-found')
      const reading = { catalogue: app.catalogue, today: today(), reader: 'operator' as const }
      return {
        firm: { id: firm.id, name: firm.name },
        book: await readOrderBook(app.db, firm, reading),
      }
    },
  )

  app.get(
    '/api/organisations/:organisationId/order-book',
    {
      schema: {
        tags,
        summary: 'How one’s own order book holds in the weeks ahead, and what would stay after the crisis',
        params: OrganisationPath,
        response: { 200: OrderBookSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => {
      const [firm] = await loadFirms(app.db, [request.params.organisationId])
      const reading = { catalogue: app.catalogue, today: today(), reader: 'self' as const }
      // Without a profile a firm has no hours yet: its page says what to do first.
      return firm === undefined ? emptyBook(reading.today) : readOrderBook(app.db, firm, reading)
    },
  )
}
