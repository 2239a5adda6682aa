import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { recordEvent } from '../../events.ts'
import { member, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Instant, OrganisationPath } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { checkProfile } from './policy.ts'
import { readProfile } from './read.ts'
import { confirmProfile, lockFirm, saveProfile } from './save.ts'
import { ProfileInput, ProfileSchema } from './schemas.ts'
import { tellSaved } from './tell.ts'

export const profileRoutes: FastifyPluginAsyncTypebox = async app => {
  const path = '/api/organisations/:organisationId/profile'
  const common = { tags: ['profile'], params: OrganisationPath }

  app.get(
    path,
    {
      schema: {
        ...common,
        summary: 'What a firm has and knows, whole, for its own members',
        description: 'Version 0 and empty lists where nothing was saved yet.',
        response: { 200: ProfileSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => readProfile(app.db, request.params.organisationId),
  )

  app.put(
    path,
    {
      schema: {
        ...common,
        summary: 'Save the whole profile: what is not sent is removed',
        description:
          'Send the version that was read; a newer stored one is refused with 409 and sent back as `current`. Sites keep the id they are sent with; a null id makes a new one.',
        body: ProfileInput,
        response: { 200: ProfileSchema, ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const { version, ...draft } = request.body
      const saved = await app.db.transaction().execute(async trx => {
        const { siren } = await lockFirm(trx, organisationId)
        const profile = checkProfile(draft, siren, knownIn(app.catalogue))
        if (Array.isArray(profile)) return invalid(profile)
        const result = await saveProfile(trx, { organisationId, version, profile })
        if (isRefusal(result)) return result
        await tellSaved(trx, app, { actor: personOf(request).id, organisationId, ...result })
        return result.after
      })
      return isRefusal(saved) ? reply.refuse(saved) : saved
    },
  )

  app.post(
    `${path}/confirm`,
    {
      schema: {
        ...common,
        summary: 'Say that the profile, its capacity above all, still holds',
        response: { 200: Type.Object({ confirmedAt: Instant }), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const confirmed = await app.db.transaction().execute(async trx => {
        const result = await confirmProfile(trx, organisationId)
        if (isRefusal(result)) return result
        const position = await recordEvent(trx, {
          verb: 'profile.confirmed',
          actor: personOf(request).id,
          organisationId,
          subjectKind: 'firm',
          subjectId: organisationId,
        })
        await app.sendJob(trx, 'match-firm', { firmId: organisationId, position })
        return { confirmedAt: result.confirmedAt.toISOString() }
      })
      return isRefusal(confirmed) ? reply.refuse(confirmed) : confirmed
    },
  )
}
