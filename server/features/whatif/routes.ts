import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { isRefusal, type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { askRun, cancelRun } from './ask.ts'
import { readRun, readRuns, readScenarios } from './read.ts'
import { addScenario, archiveScenario, changeScenario } from './save.ts'
import {
  ArchiveInput,
  RunInput,
  RunListSchema,
  RunPath,
  RunShownSchema,
  ScenarioInput,
  ScenarioPath,
  ScenariosSchema,
} from './schemas.ts'

const tags = ['scenarios']
const scenarios = '/api/organisations/:organisationId/scenarios'
const runs = '/api/organisations/:organisationId/scenario-runs'

/** What would happen if: scenarios and their runs. For a region's operator alone; who plans there makes them. */
export const scenarioRoutes: FastifyPluginAsyncTypebox = async app => {
  const readerOf = (request: FastifyRequest) => ({
    organisationId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
  })
  const actorOf = (request: FastifyRequest) => ({
    operatorId: pathParameter(request, 'organisationId'),
    actor: personOf(request).id,
  })
  const savingOf = (request: FastifyRequest) => ({
    ...actorOf(request),
    catalogue: app.catalogue,
    departments: app.region.departments,
  })
  const all = (request: FastifyRequest) => readScenarios(app.db, readerOf(request), app.region.departments)
  const answer = async (request: FastifyRequest, reply: FastifyReply, refused: Refusal | null) =>
    refused === null ? all(request) : reply.refuse(refused)
  const show = async (request: FastifyRequest, reply: FastifyReply, runId: string) =>
    (await readRun(app.db, readerOf(request), runId)) ?? reply.refuse('not-found')

  app.get(
    scenarios,
    {
      schema: {
        tags,
        summary: 'The scenarios of one’s region, with what they may be put together from',
        params: OrganisationPath,
        response: { 200: ScenariosSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => all(request),
  )

  app.post(
    scenarios,
    {
      schema: {
        tags,
        summary: 'Keep a new scenario',
        params: OrganisationPath,
        body: ScenarioInput,
        response: { 201: ScenariosSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const saving = savingOf(request)
      const added = await app.db.transaction().execute(trx => addScenario(trx, saving, request.body))
      return isRefusal(added) ? reply.refuse(added) : reply.code(201).send(await all(request))
    },
  )

  app.put(
    `${scenarios}/:scenarioId`,
    {
      schema: {
        tags,
        summary: 'Change a scenario; what was run keeps it as it was',
        params: ScenarioPath,
        body: ScenarioInput,
        response: { 200: ScenariosSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { scenarioId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => changeScenario(trx, savingOf(request), scenarioId, request.body))
      return answer(request, reply, refused)
    },
  )

  app.put(
    `${scenarios}/:scenarioId/archive`,
    {
      schema: {
        tags,
        summary: 'Put a scenario aside, or take it back',
        params: ScenarioPath,
        body: ArchiveInput,
        response: { 200: ScenariosSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { scenarioId } = request.params
      const { archived } = request.body
      const refused = await app.db
        .transaction()
        .execute(trx => archiveScenario(trx, actorOf(request), scenarioId, archived))
      return answer(request, reply, refused)
    },
  )

  app.get(
    runs,
    {
      schema: {
        tags,
        summary: 'What was run, the last first',
        params: OrganisationPath,
        response: { 200: RunListSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    request => readRuns(app.db, readerOf(request)),
  )

  app.post(
    runs,
    {
      schema: {
        tags,
        summary: 'Run scenarios on the region’s plan: computed behind, and the run’s page says how far it is',
        params: OrganisationPath,
        body: RunInput,
        response: { 201: RunShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { catalogue, sendJob } = app
      const asking = { ...actorOf(request), catalogue, sendJob, today: parisDate(new Date()) }
      const id = await app.db.transaction().execute(trx => askRun(trx, asking, request.body))
      if (isRefusal(id)) return reply.refuse(id)
      const run = await readRun(app.db, readerOf(request), id)
      return run === undefined ? reply.refuse('not-found') : reply.code(201).send(run)
    },
  )

  app.get(
    `${runs}/:runId`,
    {
      schema: {
        tags,
        summary: 'A run: how far it is, or what came of it',
        params: RunPath,
        response: { 200: RunShownSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    (request, reply) => show(request, reply, request.params.runId),
  )

  app.post(
    `${runs}/:runId/cancel`,
    {
      schema: {
        tags,
        summary: 'Give up a run that waits or is being computed',
        params: RunPath,
        response: { 200: RunShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { runId } = request.params
      const refused = await app.db.transaction().execute(trx => cancelRun(trx, actorOf(request), runId))
      return refused === null ? show(request, reply, runId) : reply.refuse(refused)
    },
  )
}
