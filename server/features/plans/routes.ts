import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { languageOf, type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { PlanInputSchema } from './asked-schemas.ts'
import { archivePlan, askPlan, cancelPlan, planFaults } from './ask.ts'
import { comparePlans } from './compare.ts'
import { ComparedSchema, ComparePath } from './compare-schemas.ts'
import { ExplanationSchema } from './explanation-schemas.ts'
import { planCsv } from './export.ts'
import { planOf, readPlan, readPlans } from './read.ts'
import { readLines } from './read-lines.ts'
import { readExplanation } from './read-explanation.ts'
import {
  ArchiveInput,
  LinesQuery,
  PlanLinesSchema,
  PlanListSchema,
  PlanPath,
  PlanShownSchema,
  TableQuery,
} from './schemas.ts'

const tags = ['plans']
const path = '/api/organisations/:organisationId/plans'
const one = `${path}/:planId`

/** The plans of a region: made, looked at, compared. For its operator alone; who plans there makes and ends them. */
export const planRoutes: FastifyPluginAsyncTypebox = async app => {
  const readerOf = (request: FastifyRequest) => ({
    organisationId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
  })
  const actorOf = (request: FastifyRequest) => ({
    operatorId: pathParameter(request, 'organisationId'),
    actor: personOf(request).id,
  })
  const show = async (request: FastifyRequest, reply: FastifyReply, planId: string) =>
    (await readPlan(app.db, readerOf(request), planId)) ?? reply.refuse('not-found')
  const answer = (request: FastifyRequest, reply: FastifyReply, refused: Refusal | null) =>
    refused === null ? show(request, reply, pathParameter(request, 'planId')) : reply.refuse(refused)

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'The plans of one’s region, the last first',
        params: OrganisationPath,
        response: { 200: PlanListSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => readPlans(app.db, readerOf(request)),
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Ask for a plan: it is computed behind, and its page says how far it is',
        params: OrganisationPath,
        body: PlanInputSchema,
        response: { 201: PlanShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { catalogue, sendJob } = app
      const faults = await planFaults(app.db, catalogue, request.body)
      if (faults.length > 0) return reply.refuse(invalid(faults))
      const asking = { ...actorOf(request), catalogue, sendJob, today: parisDate(new Date()) }
      const id = await app.db.transaction().execute(trx => askPlan(trx, asking, request.body))
      const plan = await readPlan(app.db, readerOf(request), id)
      return plan === undefined ? reply.refuse('not-found') : reply.code(201).send(plan)
    },
  )

  app.get(
    one,
    {
      schema: {
        tags,
        summary: 'A plan: how far it is, or what came of it',
        params: PlanPath,
        response: { 200: PlanShownSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    (request, reply) => show(request, reply, request.params.planId),
  )

  app.get(
    `${one}/lines`,
    {
      schema: {
        tags,
        summary: 'Who does what in which week: all of a plan, or of one firm or item',
        params: PlanPath,
        querystring: LinesQuery,
        response: { 200: PlanLinesSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { organisationId, planId } = request.params
      const plan = await planOf(app.db, organisationId, planId)
      return plan === undefined ? reply.refuse('not-found') : readLines(app.db, planId, request.query)
    },
  )

  app.get(
    `${one}/explanation`,
    {
      schema: {
        tags,
        summary: 'Why a plan is so: why each firm, what binds, and what a little more of it would bring',
        params: PlanPath,
        response: { 200: ExplanationSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { organisationId, planId } = request.params
      const plan = await planOf(app.db, organisationId, planId)
      return plan === undefined ? reply.refuse('not-found') : readExplanation(app.db, plan)
    },
  )

  app.get(
    `${one}/table.csv`,
    {
      schema: {
        tags,
        summary: 'One of a plan’s tables, for spreadsheets',
        params: PlanPath,
        querystring: TableQuery,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { planId } = request.params
      const { table } = request.query
      const plan = await readPlan(app.db, readerOf(request), planId)
      if (plan === undefined) return reply.refuse('not-found')
      const lines = table === 'lines' ? await readLines(app.db, planId, {}) : []
      return reply
        .header('content-disposition', `attachment; filename="plan-${plan.number}-${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(planCsv(plan, lines, table, app.catalogue, languageOf(request)))
    },
  )

  app.get(
    `${one}/compared-with/:otherId`,
    {
      schema: {
        tags,
        summary: 'What changed from another plan to this one',
        params: ComparePath,
        response: { 200: ComparedSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { organisationId, planId, otherId } = request.params
      return (await comparePlans(app.db, organisationId, otherId, planId)) ?? reply.refuse('not-found')
    },
  )

  app.post(
    `${one}/cancel`,
    {
      schema: {
        tags,
        summary: 'Give up a plan that waits or is being computed',
        params: PlanPath,
        response: { 200: PlanShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { planId } = request.params
      const refused = await app.db.transaction().execute(trx => cancelPlan(trx, actorOf(request), planId))
      return answer(request, reply, refused)
    },
  )

  app.put(
    `${one}/archive`,
    {
      schema: {
        tags,
        summary: 'Put a plan aside, or take it back',
        params: PlanPath,
        body: ArchiveInput,
        response: { 200: PlanShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { planId } = request.params
      const { archived } = request.body
      const refused = await app.db
        .transaction()
        .execute(trx => archivePlan(trx, actorOf(request), planId, archived))
      return answer(request, reply, refused)
    },
  )
}
