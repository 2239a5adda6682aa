import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { posters } from '../needs/policy.ts'
import { tellSaved } from '../profile/tell.ts'
import { listApplied } from './applied.ts'
import { memberForTable } from './policy.ts'
import { AppliedListSchema, TableKind, UndoneSchema } from './schemas.ts'
import { undoImport } from './undo.ts'

const tags = ['tables']

/** Tables that were taken, and how one is taken back. */
export const appliedRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/tables/:kind/taken',
    {
      schema: {
        tags,
        summary: 'Tables taken in the last month, and what can still be taken back of each',
        params: Type.Object({ organisationId: Id, kind: TableKind }),
        response: { 200: AppliedListSchema, ...refusals },
      },
      preHandler: memberForTable('viewer'),
    },
    async request => listApplied(app.db, request.params.organisationId, request.params.kind),
  )

  app.post(
    '/api/organisations/:organisationId/imports/:importId/undo',
    {
      schema: {
        tags,
        summary: 'Take a table back that was taken: drafts nobody has touched go, a profile is as it was',
        description:
          'Needs that were changed or published since stay. Refused where nothing would go, or the profile was saved again.',
        params: Type.Object({ organisationId: Id, importId: Id }),
        response: { 200: UndoneSchema, ...refusals },
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      const undone = await app.db.transaction().execute(async trx => {
        const result = await undoImport(trx, organisationId, importId, knownIn(app.catalogue))
        if (isRefusal(result)) return result
        if (result.kind === 'needs') return result
        await tellSaved(trx, app, { actor: personOf(request).id, organisationId, ...result })
        return { kind: result.kind, removed: 0, kept: 0 }
      })
      return isRefusal(undone) ? reply.refuse(undone) : undone
    },
  )
}
