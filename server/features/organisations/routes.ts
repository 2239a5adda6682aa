import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { queueMail } from '../mail/queue.ts'
import { joinRequest } from '../mail/words.ts'
import { askToJoin, inLanguageOf, ownersOf } from './members.ts'
import { may } from './policy.ts'
import { changeOrganisation, createOrganisation, readOrganisation } from './queries.ts'
import { Joined, JoinInput, OrganisationChange, OrganisationInput, OrganisationSchema } from './schemas.ts'

const tags = ['organisations']

/** Organisations: created, joined, read and described. Their members and invitations are in `member-routes`. */
export const organisationRoutes: FastifyPluginAsyncTypebox = async app => {
  const { publicUrl } = app.environment

  app.post(
    '/api/organisations',
    {
      schema: {
        tags,
        summary: 'Create an organisation; whoever creates it is its owner',
        description:
          'One organisation per SIREN: where it is taken, ask to join. New ones wait for verification by the regional operator before they may publish.',
        body: OrganisationInput,
        response: { 201: Type.Object({ id: Id }), ...refusals },
      },
      preHandler: may.create,
    },
    async (request, reply) => {
      const created = await app.db
        .transaction()
        .execute(trx => createOrganisation(trx, personOf(request).id, request.body))
      return isRefusal(created) ? reply.refuse(created) : reply.code(201).send({ id: created })
    },
  )

  app.post(
    '/api/organisations/join',
    {
      schema: {
        tags,
        summary: 'Ask to join the organisation that has a SIREN; its owners are told by mail and decide',
        body: JoinInput,
        response: { 200: Joined, ...refusals },
      },
      preHandler: may.askToJoin,
      config: perMinute(20),
    },
    async (request, reply) => {
      const person = personOf(request)
      const joined = await app.db.transaction().execute(async trx => {
        const asked = await askToJoin(trx, person.id, request.body.siren)
        if (isRefusal(asked)) return asked
        const { name, email } = person
        const link = `${publicUrl}/organisations/${asked.id}`
        const mail = joinRequest({ organisation: asked.name, name, email, link })
        for (const owner of await ownersOf(trx, asked.id)) {
          await queueMail(trx, app.sendJob, inLanguageOf(owner, mail))
        }
        return asked
      })
      return isRefusal(joined) ? reply.refuse(joined) : joined
    },
  )

  app.get(
    '/api/organisations/:organisationId',
    {
      schema: {
        tags,
        summary: 'An organisation with its members and pending invitations, for its members',
        params: OrganisationPath,
        response: { 200: OrganisationSchema, ...refusals },
      },
      preHandler: may.read,
    },
    async request => readOrganisation(app.db, request.params.organisationId),
  )

  app.patch(
    '/api/organisations/:organisationId',
    {
      schema: {
        tags,
        summary: 'Change what an organisation says of itself',
        description:
          'Send the version that was read; a newer stored one is refused with 409 and sent back as `current`. Roles can be added, not taken away.',
        params: OrganisationPath,
        body: OrganisationChange,
        response: { 200: OrganisationSchema, ...refusals },
      },
      preHandler: may.change,
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const changed = await app.db
        .transaction()
        .execute(trx =>
          changeOrganisation(trx, { organisationId, personId: personOf(request).id, edit: request.body }),
        )
      return isRefusal(changed) ? reply.refuse(changed) : readOrganisation(app.db, organisationId)
    },
  )
}
