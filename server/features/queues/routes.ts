import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, onDuty, personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath } from '../../schemas.ts'
import { queueMail } from '../mail/queue.ts'
import { joinAccepted } from '../mail/words.ts'
import { acceptMember, inLanguageOf } from '../organisations/members.ts'
import { type Acting, askToConfirm, isUnanswered, verifyOrganisation } from './act.ts'
import { readQueues } from './read.ts'
import { QueuesSchema, VerifyInput } from './schemas.ts'

const tags = ['queues']
const Path = Type.Object({ ...OrganisationPath.properties, id: Id })
const JoinerPath = Type.Object({ ...Path.properties, userId: Id })
const answers = { 200: QueuesSchema, ...refusals }

/** What waits for somebody at the operator, and what is done about it there; each answers with what waits then. */
export const queueRoutes: FastifyPluginAsyncTypebox = async app => {
  const path = '/api/organisations/:organisationId/queues'
  const { publicUrl } = app.environment
  const read = (operatorId: string) =>
    readQueues({
      db: app.db,
      engine: app.engine,
      catalogue: app.catalogue,
      operatorId,
      today: parisDate(new Date()),
    })
  const acting = async (request: FastifyRequest, organisationId: string): Promise<Acting> => {
    const { name } = await app.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    return { actor: personOf(request).id, operator: name, publicUrl, sendJob: app.sendJob }
  }

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'What waits for somebody at the operator',
        params: OrganisationPath,
        response: answers,
      },
      preHandler: member('viewer', 'operator'),
    },
    request => read(request.params.organisationId),
  )

  app.post(
    `${path}/organisations/:id/verify`,
    {
      schema: {
        tags,
        summary: 'Say that an organisation is who it says, so that it may publish',
        params: Path,
        body: VerifyInput,
        response: answers,
      },
      preHandler: onDuty('verifier'),
    },
    async (request, reply) => {
      const { organisationId, id } = request.params
      const by = await acting(request, organisationId)
      const refused = await app.db.transaction().execute(trx => verifyOrganisation(trx, by, id, request.body))
      return refused ? reply.refuse(refused) : read(request.params.organisationId)
    },
  )

  app.post(
    `${path}/profiles/:id/ask`,
    {
      schema: {
        tags,
        summary: 'Ask a firm to confirm its profile, once a week at most',
        params: Path,
        response: answers,
      },
      preHandler: onDuty('verifier'),
    },
    async (request, reply) => {
      const { organisationId, id } = request.params
      const by = await acting(request, organisationId)
      const refused = await app.db.transaction().execute(trx => askToConfirm(trx, by, id))
      return refused ? reply.refuse(refused) : read(request.params.organisationId)
    },
  )

  app.post(
    `${path}/organisations/:id/joiners/:userId/accept`,
    {
      schema: {
        tags,
        summary: 'Let somebody into an organisation whose owners have not answered in a week',
        params: JoinerPath,
        response: answers,
      },
      preHandler: onDuty('administrator'),
    },
    async (request, reply) => {
      const { id: organisationId, userId } = request.params
      const refused = await app.db.transaction().execute(async trx => {
        const joiner = { organisationId, userId }
        if (!(await isUnanswered(trx, joiner))) return { refused: 'not-found' as const }
        const accepted = await acceptMember(trx, { ...joiner, personId: personOf(request).id })
        if (isRefusal(accepted)) return accepted
        const mail = joinAccepted({ organisation: accepted.name, link: publicUrl })
        await queueMail(trx, app.sendJob, inLanguageOf(accepted.recipient, mail))
        return null
      })
      return refused ? reply.refuse(refused) : read(request.params.organisationId)
    },
  )
}
