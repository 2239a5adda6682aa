import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ScenarioKey } from '@maillage/matching/consumption/forecast.ts'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { languageOf, type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { movingBy } from '../stocks/moving.ts'
import { operatorReader, stockKeeper, stockReader } from '../stocks/policy.ts'
import { mayPlan } from './policy.ts'
import { type Asking, readConsumption, readRegionalDemand } from './read.ts'
import { addWeeks, forgetConsumption, sayConsumption } from './save.ts'
import { changeScenario } from './scenario.ts'
import {
  ConsumptionInput,
  ConsumptionSchema,
  ItemPath,
  PartsInput,
  RegionalDemandSchema,
  ScenarioPath,
  ScenarioQuery,
  TableInput,
  TableRead,
} from './schemas.ts'
import { readWeeks, weeksCsv } from './table.ts'

const tags = ['demand']
const path = '/api/organisations/:organisationId'
const response = { 200: ConsumptionSchema, ...refusals }

/** What buyers use and will use: their own, private to them and the operator; and the region's, for the operator. */
export const consumptionRoutes: FastifyPluginAsyncTypebox = async app => {
  const askingBy = (request: FastifyRequest, scenario: ScenarioKey = 'calm'): Asking => ({
    organisationId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
    catalogue: app.catalogue,
    today: parisDate(new Date()),
    scenario,
  })

  async function answer(request: FastifyRequest, reply: FastifyReply, refused: Refusal | null) {
    return refused === null ? readConsumption(app.db, askingBy(request)) : reply.refuse(refused)
  }

  app.get(
    `${path}/consumption`,
    {
      schema: {
        tags,
        summary: 'What one uses of each item, and will use under a scenario, with its band',
        params: OrganisationPath,
        querystring: ScenarioQuery,
        response,
      },
      preHandler: stockReader,
    },
    async request => readConsumption(app.db, askingBy(request, request.query.scenario)),
  )

  app.get(
    `${path}/consumption.csv`,
    {
      schema: {
        tags,
        summary: 'The weeks one declared, as a table for spreadsheets',
        params: OrganisationPath,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: stockReader,
    },
    async (request, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="consumption.csv"')
        .type('text/csv; charset=utf-8')
        .send(await weeksCsv(app.db, request.params.organisationId, app.catalogue, languageOf(request))),
  )

  app.put(
    `${path}/consumption/:item`,
    {
      schema: {
        tags,
        summary: 'Say what one uses of an item: by week, by a rule, or by a fleet of reusables',
        params: ItemPath,
        body: ConsumptionInput,
        response,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { item } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => sayConsumption(trx, movingBy(request), item, request.body))
      return answer(request, reply, refused)
    },
  )

  app.delete(
    `${path}/consumption/:item`,
    {
      schema: { tags, summary: 'Forget what was said of an item', params: ItemPath, response },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { item } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => forgetConsumption(trx, movingBy(request), item))
      return answer(request, reply, refused)
    },
  )

  app.post(
    `${path}/consumption-table`,
    {
      schema: {
        tags,
        summary: 'Read a table of item, week and quantity; kept where it has no fault and one confirms',
        params: OrganisationPath,
        body: TableInput,
        response: { 200: TableRead, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async request => {
      const moving = movingBy(request)
      const { csv, confirm } = request.body
      const { byItem, lines, faults } = await readWeeks(csv, app.catalogue, moving.today)
      const saved = confirm && faults.length === 0 && byItem.size > 0
      if (saved) await app.db.transaction().execute(trx => addWeeks(trx, moving, byItem))
      const language = languageOf(request)
      return {
        lines,
        items: byItem.size,
        faults: faults.slice(0, 100).map(({ line, message }) => ({ line, message: message[language] })),
        saved,
      }
    },
  )

  app.get(
    `${path}/regional-demand`,
    {
      schema: {
        tags,
        summary: 'What all buyers use and will use of each item, for the operator',
        params: OrganisationPath,
        querystring: ScenarioQuery,
        response: { 200: RegionalDemandSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async request => {
      const asking = askingBy(request, request.query.scenario)
      return readRegionalDemand(app.db, asking, await mayPlan(app.db, asking))
    },
  )

  app.put(
    `${path}/demand-scenarios/:key`,
    {
      schema: {
        tags,
        summary: 'Change what a scenario makes of what is used',
        params: ScenarioPath,
        body: PartsInput,
        response: { 200: RegionalDemandSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { organisationId, key } = request.params
      const by = { organisationId, actor: personOf(request).id, catalogue: app.catalogue }
      const refused = await app.db
        .transaction()
        .execute(trx => changeScenario(trx, by, key, request.body.parts))
      return refused === null
        ? readRegionalDemand(app.db, askingBy(request, key), true)
        : reply.refuse(refused)
    },
  )
}
