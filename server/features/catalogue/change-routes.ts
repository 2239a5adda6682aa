import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Position } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { member, onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import type { Refusal } from '../../problems/problem.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { activateChange, undoChange } from './activate.ts'
import {
  ActivateInput,
  CatalogueEffectSchema,
  BeginInput,
  ChangePath,
  ChangeRecordPath,
  ChangeSchema,
  ChangeShownSchema,
  DescribeInput,
  PlanEffectSchema,
  RecordInput,
  RecordLineSchema,
  RecordPath,
  RecordShownSchema,
  RecordsPath,
} from './change-schemas.ts'
import { beginChange, describeChange, discardChange, dropRecord, recordsOf, saveRecord } from './changes.ts'
import { effectOf } from './effect.ts'
import { overlaid } from './overlay.ts'
import { planEffectOf } from './plan-effect.ts'
import { readChange, readChanges, readRecord, readRecords } from './read-changes.ts'

const tags = ['catalogue']
const changes = '/api/organisations/:organisationId/catalogue-changes'
const change = `${changes}/:changeId`
const records = '/api/organisations/:organisationId/catalogue-records/:kind'

/** The catalogue as an operator keeps it: prepared as drafts by who plans there, brought into force, taken back. */
export const catalogueChangeRoutes: FastifyPluginAsyncTypebox = async app => {
  const byOf = (request: FastifyRequest) => ({
    organisationId: pathParameter(request, 'organisationId'),
    actor: personOf(request).id,
    sendJob: app.sendJob,
  })
  const show = async (request: FastifyRequest, reply: FastifyReply, changeId: string) =>
    (await readChange(app.db, pathParameter(request, 'organisationId'), changeId)) ??
    reply.refuse('not-found')
  const answer = (request: FastifyRequest, reply: FastifyReply, refused: Refusal | null) =>
    refused === null ? show(request, reply, pathParameter(request, 'changeId')) : reply.refuse(refused)
  /** Answered once this server goes by the new catalogue: whoever reads it next reads that. */
  const inForce = async (request: FastifyRequest, reply: FastifyReply, result: Refusal | Position) => {
    if ('refused' in result) return reply.refuse(result)
    await app.follower.reached(result)
    return show(request, reply, pathParameter(request, 'changeId'))
  }

  /** Why the effect of a change cannot be looked at; null where it can. */
  const notReady = async (organisationId: string, changeId: string): Promise<Refusal | null> => {
    const shown = await readChange(app.db, organisationId, changeId)
    if (shown === undefined) return { refused: 'not-found' }
    if (shown.state !== 'draft') return { refused: 'catalogue-change-ended' }
    return shown.faults.length > 0 ? { refused: 'invalid-input', fields: shown.faults } : null
  }
  /** Aborted once whoever asked is gone. */
  const untilGone = (reply: FastifyReply): AbortSignal => {
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    return gone.signal
  }

  app.get(
    records,
    {
      schema: {
        tags,
        summary: 'Every record of a kind, in force or taken out of use, in whole',
        params: RecordsPath,
        response: { 200: Type.Array(RecordLineSchema), ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    request => readRecords(app.db, request.params.kind),
  )

  app.get(
    `${records}/:slug`,
    {
      schema: {
        tags,
        summary: 'One record of the catalogue with its revisions, and what speaks of it',
        params: RecordPath,
        response: { 200: RecordShownSchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async (request, reply) =>
      (await readRecord(app.db, request.params.kind, request.params.slug)) ?? reply.refuse('not-found'),
  )

  app.get(
    changes,
    {
      schema: {
        tags,
        summary: 'Changes of the catalogue: drafts, in force and taken back, the latest first',
        params: OrganisationPath,
        response: { 200: Type.Array(ChangeSchema), ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    request => readChanges(app.db, request.params.organisationId),
  )

  app.post(
    changes,
    {
      schema: {
        tags,
        summary: 'Begin a draft of a change of the catalogue',
        params: OrganisationPath,
        body: BeginInput,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { from } = request.body
      const { organisationId } = request.params
      if (from !== null && (await readChange(app.db, organisationId, from)) === undefined)
        return reply.refuse('not-found')
      const id = await app.db.transaction().execute(trx => beginChange(trx, byOf(request), request.body))
      return show(request, reply, id)
    },
  )

  app.get(
    change,
    {
      schema: {
        tags,
        summary: 'A change of the catalogue: its records, each beside what it was, and what is wrong with it',
        params: ChangePath,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    (request, reply) => show(request, reply, request.params.changeId),
  )

  app.patch(
    change,
    {
      schema: {
        tags,
        summary: 'Say what a draft is for',
        params: ChangePath,
        body: DescribeInput,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) =>
      answer(
        request,
        reply,
        await app.db
          .transaction()
          .execute(trx => describeChange(trx, byOf(request), request.params.changeId, request.body)),
      ),
  )

  app.delete(
    change,
    {
      schema: {
        tags,
        summary: 'Forget a draft',
        params: ChangePath,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const refused = await app.db
        .transaction()
        .execute(trx => discardChange(trx, byOf(request), request.params.changeId))
      return refused === null ? reply.code(204).send(null) : reply.refuse(refused)
    },
  )

  app.put(
    `${change}/records/:kind/:slug`,
    {
      schema: {
        tags,
        summary: 'Put a record into a draft: added, changed, or taken out of use',
        description:
          'The whole record, as the data files hold it. Where it was changed since the revision that was looked at, it is refused.',
        params: ChangeRecordPath,
        body: RecordInput,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { changeId, kind, slug } = request.params
      const record = { kind, slug, ...request.body }
      return answer(
        request,
        reply,
        await app.db.transaction().execute(trx => saveRecord(trx, byOf(request), changeId, record)),
      )
    },
  )

  app.delete(
    `${change}/records/:kind/:slug`,
    {
      schema: {
        tags,
        summary: 'Take a record out of a draft: it stays as it is',
        params: ChangeRecordPath,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { changeId, ...record } = request.params
      return answer(
        request,
        reply,
        await app.db.transaction().execute(trx => dropRecord(trx, byOf(request), changeId, record)),
      )
    },
  )

  app.post(
    `${change}/effect`,
    {
      schema: {
        tags,
        summary: 'What a draft would change of rankings, of what firms could make, and of plans',
        description:
          'Worked out by the engine on both catalogues; rankings are those of an outside reader. It takes some seconds, up to a minute in a large region; whoever goes meanwhile ends it.',
        params: ChangePath,
        response: { 200: CatalogueEffectSchema, ...refusals },
      },
      config: perMinute(20),
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { organisationId, changeId } = request.params
      const refused = await notReady(organisationId, changeId)
      if (refused !== null) return reply.refuse(refused)
      const { catalogue, engine, region } = app
      const effect = await effectOf(
        app.db,
        { catalogue, engine, departments: region.departments },
        { changed: await recordsOf(app.db, changeId), operatorId: organisationId },
        untilGone(reply),
      )
      return effect ?? reply.refuse('unavailable')
    },
  )

  app.post(
    `${change}/plan-effect`,
    {
      schema: {
        tags,
        summary: 'What a draft would make of the last plan',
        description:
          'What was asked of the last plan is planned anew, by the catalogue in force and by the draft; neither is kept. It takes as long as two plans; whoever goes meanwhile ends it.',
        params: ChangePath,
        response: { 200: PlanEffectSchema, ...refusals },
      },
      config: perMinute(10),
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { organisationId, changeId } = request.params
      const refused = await notReady(organisationId, changeId)
      if (refused !== null) return reply.refuse(refused)
      const { catalogue } = app
      return planEffectOf(
        app.db,
        { before: catalogue, after: overlaid(catalogue, await recordsOf(app.db, changeId)) },
        { operatorId: organisationId, today: parisDate(new Date()) },
        untilGone(reply),
      )
    },
  )

  app.post(
    `${change}/activate`,
    {
      schema: {
        tags,
        summary: 'Bring a draft into force, on every server, at once',
        params: ChangePath,
        body: ActivateInput,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { changeId } = request.params
      const { version } = request.body
      const result = await app.db
        .transaction()
        .execute(trx => activateChange(trx, byOf(request), changeId, version))
      return inForce(request, reply, result)
    },
  )

  app.post(
    `${change}/undo`,
    {
      schema: {
        tags,
        summary: 'Take a change in force back',
        params: ChangePath,
        response: { 200: ChangeShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) =>
      inForce(
        request,
        reply,
        await app.db.transaction().execute(trx => undoChange(trx, byOf(request), request.params.changeId)),
      ),
  )
}
