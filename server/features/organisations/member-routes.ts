import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { languageNamed } from '../../languages.ts'
import { personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { queueMail } from '../mail/queue.ts'
import { invitation, joinAccepted } from '../mail/words.ts'
import { acceptInvitation, cancelInvitation, invite, readInvitation } from './invitations.ts'
import { acceptMember, changeMember, inLanguageOf, removeMember } from './members.ts'
import { may } from './policy.ts'
import {
  InvitationInput,
  InvitationPath,
  InvitationSchema,
  MemberInput,
  MemberPath,
  TokenPath,
} from './schemas.ts'

const tags = ['organisations']
const done = { 204: Type.Null(), ...refusals }

/** Who belongs to an organisation: accepted, given rights, removed, invited. */
export const memberRoutes: FastifyPluginAsyncTypebox = async app => {
  const { publicUrl } = app.environment
  const memberPath = '/api/organisations/:organisationId/members/:userId'
  const invitationPath = '/api/organisations/:organisationId/invitations'

  app.post(
    `${memberPath}/accept`,
    {
      schema: { tags, summary: 'Let somebody in who asked to join', params: MemberPath, response: done },
      preHandler: may.acceptMember,
    },
    async (request, reply) => {
      const accepted = await app.db.transaction().execute(async trx => {
        const result = await acceptMember(trx, { ...request.params, personId: personOf(request).id })
        if (isRefusal(result)) return result
        const mail = joinAccepted({ organisation: result.name, link: publicUrl })
        await queueMail(trx, app.sendJob, inLanguageOf(result.recipient, mail))
        return null
      })
      return accepted ? reply.refuse(accepted) : reply.code(204).send(null)
    },
  )

  app.patch(
    memberPath,
    {
      schema: {
        tags,
        summary: 'Give a member another right, or other duties',
        params: MemberPath,
        body: MemberInput,
        response: done,
      },
      preHandler: may.changeMember,
    },
    async (request, reply) => {
      const { member: role, duties } = request.body
      const change = { ...request.params, personId: personOf(request).id, role, duties }
      const refused = await app.db.transaction().execute(trx => changeMember(trx, change))
      return refused ? reply.refuse(refused) : reply.code(204).send(null)
    },
  )

  app.delete(
    memberPath,
    {
      schema: {
        tags,
        summary: 'Remove a member, refuse somebody who asked to join, or leave',
        params: MemberPath,
        response: done,
      },
      preHandler: may.removeMember,
    },
    async (request, reply) => {
      const change = { ...request.params, personId: personOf(request).id }
      const refused = await app.db.transaction().execute(trx => removeMember(trx, change))
      return refused ? reply.refuse(refused) : reply.code(204).send(null)
    },
  )

  app.post(
    invitationPath,
    {
      schema: {
        tags,
        summary: 'Invite an address by mail, with the right it will have',
        params: OrganisationPath,
        body: InvitationInput,
        response: { 201: Type.Object({ id: Id }), ...refusals },
      },
      preHandler: may.invite,
      config: perMinute(30),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const { email, member: role } = request.body
      const person = personOf(request)
      const invited = await app.db.transaction().execute(async trx => {
        const result = await invite(trx, { organisationId, personId: person.id, email, role })
        if (isRefusal(result)) return result
        const link = `${publicUrl}/invitations/${result.token}`
        const mail = invitation({ organisation: result.organisation, inviter: person.name, link })
        // Nobody knows the language of an address: that of who invites is the best guess.
        const reader = { email, language: languageNamed(person.language) }
        await queueMail(trx, app.sendJob, inLanguageOf(reader, mail))
        return result
      })
      return isRefusal(invited) ? reply.refuse(invited) : reply.code(201).send({ id: invited.id })
    },
  )

  app.delete(
    `${invitationPath}/:invitationId`,
    {
      schema: { tags, summary: 'Take an invitation back', params: InvitationPath, response: done },
      preHandler: may.cancelInvitation,
    },
    async (request, reply) => {
      const { organisationId, invitationId } = request.params
      const wish = { organisationId, personId: personOf(request).id, id: invitationId }
      const refused = await app.db.transaction().execute(trx => cancelInvitation(trx, wish))
      return refused ? reply.refuse(refused) : reply.code(204).send(null)
    },
  )

  app.get(
    '/api/invitations/:token',
    {
      schema: {
        tags,
        summary: 'What an invitation is to, for whoever holds its link',
        params: TokenPath,
        response: { 200: InvitationSchema, ...refusals },
      },
      config: perMinute(60),
    },
    async (request, reply) => {
      const found = await readInvitation(app.db, request.params.token)
      return isRefusal(found) ? reply.refuse(found) : found
    },
  )

  app.post(
    '/api/invitations/:token/accept',
    {
      schema: {
        tags,
        summary: 'Join by an invitation: it serves once, and the address it was sent to',
        params: TokenPath,
        response: { 200: Type.Object({ organisation: Id }), ...refusals },
      },
      preHandler: may.acceptInvitation,
      config: perMinute(60),
    },
    async (request, reply) => {
      const joined = await app.db
        .transaction()
        .execute(trx => acceptInvitation(trx, personOf(request), request.params.token))
      return isRefusal(joined) ? reply.refuse(joined) : { organisation: joined }
    },
  )
}
