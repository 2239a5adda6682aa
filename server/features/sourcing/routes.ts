import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { readerOf } from '../matches/policy.ts'
import { memberOfBuyer } from '../needs/policy.ts'
import { answerContact, askFirms, remindFirm, withdrawContact } from './contact.ts'
import { listAsked, listContacts } from './queries.ts'
import { AnswerInput, AskedSchema, AskInput, ContactSchema } from './schemas.ts'
import type { Sourcing } from './tell.ts'

const tags = ['sourcing']
const NeedPath = Type.Object({ needId: Id })
const ContactPath = Type.Object({ needId: Id, firmId: Id })

/** First contacts: a buyer asks firms of its ranking, they accept or decline, and everything said is kept. */
export const sourcingRoutes: FastifyPluginAsyncTypebox = async app => {
  const sourcingBy = (request: FastifyRequest, seesAll = false): Sourcing => ({
    actor: personOf(request).id,
    catalogue: app.catalogue,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
    seesAll,
  })

  app.get(
    '/api/needs/:needId/contacts',
    {
      schema: {
        tags,
        summary: 'Firms that were asked about a need, what was asked, and what they said',
        params: NeedPath,
        response: { 200: Type.Array(ContactSchema), ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async request => listContacts(app.db, request.params.needId),
  )

  app.post(
    '/api/needs/:needId/contacts',
    {
      schema: {
        tags,
        summary: 'Ask firms about a published need, one or a whole partnership; each is told at once',
        description: 'A firm that was asked already is left as it is.',
        params: NeedPath,
        body: AskInput,
        response: { 200: Type.Array(ContactSchema), ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const reader = await readerOf(app.db, personOf(request).id, needId)
      const sourcing = sourcingBy(request, reader?.sees === 'all')
      const refusal = await app.db.transaction().execute(trx => askFirms(trx, sourcing, needId, request.body))
      return refusal ? reply.refuse(refusal) : listContacts(app.db, needId)
    },
  )

  for (const [verb, summary, act] of [
    ['remind', 'Ask a firm again that has not answered, some days later', remindFirm],
    ['withdraw', 'Withdraw what a firm was asked; it no longer sees it', withdrawContact],
  ] as const) {
    app.post(
      `/api/needs/:needId/contacts/:firmId/${verb}`,
      {
        schema: {
          tags,
          summary,
          params: ContactPath,
          response: { 200: Type.Array(ContactSchema), ...refusals },
        },
        preHandler: memberOfBuyer('editor'),
      },
      async (request, reply) => {
        const { needId, firmId } = request.params
        const refusal = await app.db
          .transaction()
          .execute(trx => act(trx, sourcingBy(request), needId, firmId))
        return refusal ? reply.refuse(refusal) : listContacts(app.db, needId)
      },
    )
  }

  app.get(
    '/api/organisations/:organisationId/contacts',
    {
      schema: {
        tags,
        summary: 'What a firm was asked by buyers, what waits for an answer first',
        params: OrganisationPath,
        response: { 200: Type.Array(AskedSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => listAsked(app.db, request.params.organisationId),
  )

  app.put(
    '/api/organisations/:organisationId/contacts/:needId',
    {
      schema: {
        tags,
        summary: 'Accept or decline what a buyer asked; whoever declines says why, and may change their mind',
        params: Type.Object({ organisationId: Id, needId: Id }),
        body: AnswerInput,
        response: { 200: Type.Array(AskedSchema), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, needId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => answerContact(trx, sourcingBy(request), needId, organisationId, request.body))
      return refusal ? reply.refuse(refusal) : listAsked(app.db, organisationId)
    },
  )
}
