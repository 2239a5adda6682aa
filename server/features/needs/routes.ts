import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { changeBy, decideOn, deleteDraft, readLocked, reviseNeed } from './change.ts'
import { checkDraft } from './check.ts'
import { memberOfBuyer, posters, readingOf } from './policy.ts'
import { readNeed } from './read.ts'
import { createDraft } from './save.ts'
import { Decision, NeedDraft, NeedInput, NeedSchema } from './schemas.ts'

const tags = ['needs']
const params = Type.Object({ needId: Id })

/** One need: written, read, revised, decided on. Lists are in `list-routes.ts`. */
export const needRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post(
    '/api/organisations/:organisationId/needs',
    {
      schema: {
        tags,
        summary: 'Write down a need as a draft, which nobody else sees',
        params: OrganisationPath,
        body: NeedDraft,
        response: { 201: NeedSchema, ...refusals },
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const need = checkDraft(request.body, knownIn(app.catalogue))
      if (Array.isArray(need)) return reply.refuse(invalid(need))
      const created = await app.db
        .transaction()
        .execute(async trx => readLocked(trx, await createDraft(trx, request.params.organisationId, need)))
      return reply.code(201).send(created)
    },
  )

  app.get(
    '/api/needs/:needId',
    {
      schema: {
        tags,
        summary: 'A need; its ceiling price, weights and exclusions for members of its buyer only',
        params,
        response: { 200: NeedSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { needId } = request.params
      const reading = await readingOf(app.db, request.person?.id ?? null, needId)
      const need = reading && (await readNeed(app.db, needId, reading))
      return need ?? reply.refuse('not-found')
    },
  )

  app.put(
    '/api/needs/:needId',
    {
      schema: {
        tags,
        summary: 'Save a need; a published one becomes its next revision',
        description:
          'Send the version that was read; a newer stored one is refused with 409 and sent back as `current`.',
        params,
        body: NeedInput,
        response: { 200: NeedSchema, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const { version, ...draft } = request.body
      const saved = await app.db
        .transaction()
        .execute(trx => reviseNeed(trx, changeBy(request), { needId, version, draft }))
      return isRefusal(saved) ? reply.refuse(saved) : saved
    },
  )

  for (const [verb, summary] of [
    ['publish', 'Publish a draft: firms are matched and told'],
    ['withdraw', 'Withdraw a published need; republishing undoes it'],
    ['republish', 'Publish a withdrawn need again'],
  ] as const) {
    app.post(
      `/api/needs/:needId/${verb}`,
      {
        schema: { tags, summary, params, body: Decision, response: { 200: NeedSchema, ...refusals } },
        preHandler: memberOfBuyer('editor'),
      },
      async (request, reply) => {
        const { needId } = request.params
        const { version } = request.body
        const decided = await app.db
          .transaction()
          .execute(trx => decideOn(trx, changeBy(request), { needId, version, verb }))
        return isRefusal(decided) ? reply.refuse(decided) : decided
      },
    )
  }

  app.delete(
    '/api/needs/:needId',
    {
      schema: {
        tags,
        summary: 'Throw a draft away; what was published once is never deleted',
        params,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const refusal = await app.db.transaction().execute(trx => deleteDraft(trx, request.params.needId))
      return refusal ? reply.refuse(refusal) : reply.code(204).send(null)
    },
  )
}
