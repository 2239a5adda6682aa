import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { membershipOf, pathParameter, personOf } from '../../plugins/access.ts'
import { isRefusal, languageOf, refusals } from '../../problems/problem.ts'
import { Line, OneOf, OrganisationPath, Slug } from '../../schemas.ts'
import { readBuyerStocks } from './buyers.ts'
import { changeDepot, openDepot } from './depots.ts'
import { lotsCsv, movementsCsv } from './export.ts'
import { correctLot } from './lots.ts'
import { movingBy } from './moving.ts'
import { operatorReader, stockKeeper, stockReader } from './policy.ts'
import { proposePick, readDepot, type Reading, readLot, readStocks } from './read.ts'
import {
  BuyerStocksSchema,
  DepotChange,
  DepotInput,
  DepotPath,
  DepotSchema,
  LotChange,
  LotPath,
  LotSchema,
  PickSchema,
  StocksSchema,
  TargetInput,
} from './schemas.ts'
import { setTarget } from './target.ts'

const tags = ['stocks']
const path = '/api/organisations/:organisationId'

const readingBy = (request: FastifyRequest): Reading => ({
  organisationId: pathParameter(request, 'organisationId'),
  personId: personOf(request).id,
  today: parisDate(new Date()),
})

/** What an organisation has in stock: its depots, its lots, how long they last, and the files of it. */
export const stockRoutes: FastifyPluginAsyncTypebox = async app => {
  const read = (request: FastifyRequest) =>
    readStocks(app.db, readingBy(request), membershipOf(request).roles.includes('operator'))

  app.get(
    `${path}/stocks`,
    {
      schema: {
        tags,
        summary: 'One’s depots, how long each item lasts, what would expire, and what waits to be taken in',
        params: OrganisationPath,
        response: { 200: StocksSchema, ...refusals },
      },
      preHandler: stockReader,
    },
    request => read(request),
  )

  app.get(
    `${path}/stocks.csv`,
    {
      schema: {
        tags,
        summary:
          'One’s lots with an empty column to count them, or all movements, as a table for spreadsheets',
        params: OrganisationPath,
        querystring: Type.Object({ table: OneOf(['lots', 'movements']) }),
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: stockReader,
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const { table } = request.query
      const csv = table === 'lots' ? lotsCsv : movementsCsv
      return reply
        .header('content-disposition', `attachment; filename="${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(await csv(app.db, organisationId, app.catalogue, languageOf(request)))
    },
  )

  app.get(
    `${path}/buyer-stocks`,
    {
      schema: {
        tags,
        summary: 'How long the stocks of each buyer last, for the operator',
        params: OrganisationPath,
        response: { 200: BuyerStocksSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async request => readBuyerStocks(app.db, readingBy(request)),
  )

  app.put(
    `${path}/stock-targets`,
    {
      schema: {
        tags,
        summary: 'Say how many days of an item one means to have, or forget it',
        params: OrganisationPath,
        body: TargetInput,
        response: { 200: StocksSchema, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const refused = await app.db
        .transaction()
        .execute(trx => setTarget(trx, movingBy(request), request.body))
      return refused === null ? read(request) : reply.refuse(refused)
    },
  )

  app.post(
    `${path}/depots`,
    {
      schema: {
        tags,
        summary: 'Open a depot',
        params: OrganisationPath,
        body: DepotInput,
        response: { 201: DepotSchema, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const opened = await app.db
        .transaction()
        .execute(trx => openDepot(trx, movingBy(request), request.body))
      if (isRefusal(opened)) return reply.refuse(opened)
      const depot = await readDepot(app.db, readingBy(request), opened.depotId)
      return depot === undefined ? reply.refuse('not-found') : reply.code(201).send(depot)
    },
  )

  app.get(
    `${path}/depots/:depotId`,
    {
      schema: {
        tags,
        summary: 'A depot: what it holds, and its last movements',
        params: DepotPath,
        response: { 200: DepotSchema, ...refusals },
      },
      preHandler: stockReader,
    },
    async (request, reply) =>
      (await readDepot(app.db, readingBy(request), request.params.depotId)) ?? reply.refuse('not-found'),
  )

  app.put(
    `${path}/depots/:depotId`,
    {
      schema: {
        tags,
        summary: 'Change a depot, close it where it is empty, or open it again',
        params: DepotPath,
        body: DepotChange,
        response: { 200: DepotSchema, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { depotId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => changeDepot(trx, movingBy(request), depotId, request.body))
      if (refused !== null) return reply.refuse(refused)
      return (await readDepot(app.db, readingBy(request), depotId)) ?? reply.refuse('not-found')
    },
  )

  app.get(
    `${path}/depots/:depotId/pick`,
    {
      schema: {
        tags,
        summary: 'Which lots to take so many of an item from: what expires first, first',
        params: DepotPath,
        querystring: Type.Object({
          item: Slug,
          size: Type.Optional(Line(40)),
          quantity: Type.Integer({ minimum: 1, maximum: 50_000_000 }),
        }),
        response: { 200: PickSchema, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const reading = readingBy(request)
      const { depotId } = request.params
      const { item, size, quantity } = request.query
      const depot = await readDepot(app.db, reading, depotId)
      if (depot === undefined) return reply.refuse('not-found')
      return proposePick(app.db, reading, depotId, { item, size, quantity })
    },
  )

  app.get(
    `${path}/lots/:lotId`,
    {
      schema: {
        tags,
        summary: 'A lot: where it is, and what became of it',
        params: LotPath,
        response: { 200: LotSchema, ...refusals },
      },
      preHandler: stockReader,
    },
    async (request, reply) =>
      (await readLot(app.db, readingBy(request), request.params.lotId)) ?? reply.refuse('not-found'),
  )

  app.put(
    `${path}/lots/:lotId`,
    {
      schema: {
        tags,
        summary: 'Correct what is written of a lot that one brought in',
        params: LotPath,
        body: LotChange,
        response: { 200: LotSchema, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { organisationId, lotId } = request.params
      const by = { organisationId, actor: personOf(request).id, catalogue: app.catalogue }
      const refused = await app.db.transaction().execute(trx => correctLot(trx, by, lotId, request.body))
      if (refused !== null) return reply.refuse(refused)
      return (await readLot(app.db, readingBy(request), lotId)) ?? reply.refuse('not-found')
    },
  )
}
