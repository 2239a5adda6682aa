import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import type { Tendering } from '../tenders/tell.ts'
import { readGroup } from './queries.ts'
import { consentToReplacement, declineReplacement, proposeReplacement } from './replace.ts'
import { GroupPath, ofGroup } from './routes.ts'
import { GroupSchema, ReplacementInput } from './schemas.ts'

const tags = ['groups']
const group = { 200: GroupSchema, ...refusals }

/** The replacement of a member that a buyer would exclude, within the days that the law gives its group (L2141-13). */
export const replacementRoutes: FastifyPluginAsyncTypebox = async app => {
  const path = `${ofGroup}/replacement`
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const shown = async (reply: FastifyReply, of: { groupId: string; organisationId: string }) =>
    (await readGroup(app.db, of)) ?? reply.refuse('not-found')

  app.put(
    path,
    {
      schema: {
        tags,
        summary: 'Propose, as the lead, a firm in the place of the member that the buyer wants replaced',
        params: GroupPath,
        body: ReplacementInput,
        response: group,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { params, body } = request
      const refusal = await app.db
        .transaction()
        .execute(trx => proposeReplacement(trx, tenderingBy(request), params, body.organisationId))
      return refusal ? reply.refuse(refusal) : shown(reply, params)
    },
  )

  app.post(
    `${path}/consent`,
    {
      schema: {
        tags,
        summary: 'Consent to a replacement, as the firm that is proposed or as a partner that stays',
        params: GroupPath,
        response: group,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const replacing = { ...tenderingBy(request), catalogue: app.catalogue }
      const refusal = await app.db
        .transaction()
        .execute(trx => consentToReplacement(trx, replacing, request.params))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.post(
    `${path}/decline`,
    {
      schema: {
        tags,
        summary: 'Decline, as the firm that is proposed; the lead may propose another until the day',
        params: GroupPath,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => declineReplacement(trx, tenderingBy(request), request.params))
      return refusal ? reply.refuse(refusal) : reply.code(204).send(null)
    },
  )
}
