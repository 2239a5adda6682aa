import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import type { TSchema } from 'typebox'
import { keptRankings } from '../../engine/kept-rankings.ts'
import { parisDate } from '../../paris-date.ts'
import { isBelow, member, membershipOf, pathParameter, personOf } from '../../plugins/access.ts'
import { isRefusal, type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { answerProposal, endAgreement, propose } from './agree.ts'
import { partnersFor } from './partners.ts'
import { readCollection } from './read.ts'
import { cancelRound, moveRound, weigh } from './rounds.ts'
import {
  AgreementPath,
  AnswerInput,
  CollectionSchema,
  GivenInput,
  LotPath,
  PartnersSchema,
  ProposalInput,
  ReasonInput,
  RoundInput,
  RoundPath,
  SortedPath,
  SortingInput,
  StreamQuery,
  WeighingInput,
} from './schemas.ts'
import { giveBack, sortLot, unsort } from './sort.ts'
import { streamOf } from './streams.ts'
import type { Acting } from './tell.ts'

const tags = ['collection']
const path = '/api/organisations/:organisationId'
const response = { 200: CollectionSchema, ...refusals }

/** Holders of used articles and partners who collect them; each sees what it is party to. */
const reader = member('viewer', 'buyer', 'firm')
const writer = member('editor', 'buyer', 'firm')

/** A route that changes something, and answers what is there then. */
const writing = <Params extends TSchema, Body extends TSchema>(
  summary: string,
  params: Params,
  body: Body,
) => ({ schema: { tags, summary, params, body, response }, preHandler: writer })

/** Used articles: what an organisation has of them, who collects them, what was weighed and what became of it. */
export const collectionRoutes: FastifyPluginAsyncTypebox = async app => {
  const rankings = app.revisions.derive(({ engine, ranker }) =>
    keptRankings(ranker, () => `${app.follower.firmsSeen()} ${engine.asOf}`),
  )
  const today = () => parisDate(new Date())
  const read = (request: FastifyRequest) =>
    readCollection(app.db, {
      organisationId: pathParameter(request, 'organisationId'),
      mayWrite: !isBelow(membershipOf(request).role, 'editor'),
      catalogue: app.catalogue,
      today: today(),
    })
  /** Does something in one transaction, and answers what is there then. */
  const change = async (
    request: FastifyRequest,
    reply: FastifyReply,
    act: (trx: Transaction<DB>, acting: Acting) => Promise<Refusal | string | null>,
  ) => {
    const organisationId = pathParameter(request, 'organisationId')
    const acting = { actor: personOf(request).id, organisationId, today: today() }
    const done = await app.db.transaction().execute(trx => act(trx, acting))
    return isRefusal(done) ? reply.refuse(done) : read(request)
  }

  app.get(
    `${path}/collection`,
    {
      schema: {
        tags,
        summary: 'What one has that will be used articles, what is agreed about them, what became of them',
        params: OrganisationPath,
        response,
      },
      preHandler: reader,
    },
    read,
  )

  app.get(
    `${path}/collection/partners`,
    {
      schema: {
        tags,
        summary: 'Who could collect a material, sort it and recycle it, as the engine finds them',
        params: OrganisationPath,
        querystring: StreamQuery,
        response: { 200: PartnersSchema, ...refusals },
      },
      preHandler: member('viewer', 'buyer', 'firm', 'operator'),
    },
    async (request, reply) => {
      const stream = streamOf(request.query.stream)
      if (stream === undefined) return reply.refuse('not-found')
      return partnersFor(app.db, stream, {
        organisationId: request.params.organisationId,
        isOperator: membershipOf(request).roles.includes('operator'),
        catalogue: app.catalogue,
        engine: app.engine,
        ranker: rankings.here,
        today: today(),
      })
    },
  )

  app.post(
    `${path}/collection-agreements`,
    writing('Propose to a partner that it collects used articles', OrganisationPath, ProposalInput),
    (request, reply) => change(request, reply, (trx, acting) => propose(trx, acting, request.body)),
  )

  app.post(
    `${path}/collection-agreements/:agreementId/answer`,
    writing('Agree to what a holder proposes, or refuse it with a reason', AgreementPath, AnswerInput),
    (request, reply) =>
      change(request, reply, (trx, acting) =>
        answerProposal(trx, acting, request.params.agreementId, request.body),
      ),
  )

  app.post(
    `${path}/collection-agreements/:agreementId/end`,
    writing('End what is agreed, or take back what one proposed', AgreementPath, ReasonInput),
    (request, reply) =>
      change(request, reply, (trx, acting) =>
        endAgreement(trx, acting, request.params.agreementId, request.body.reason),
      ),
  )

  app.put(
    `${path}/collection-rounds/:roundId`,
    writing('Move a round to another day', RoundPath, RoundInput),
    (request, reply) =>
      change(request, reply, (trx, acting) =>
        moveRound(trx, acting, request.params.roundId, request.body.day),
      ),
  )

  app.post(
    `${path}/collection-rounds/:roundId/cancel`,
    writing('Cancel a round; the next one is planned', RoundPath, ReasonInput),
    (request, reply) =>
      change(request, reply, (trx, acting) =>
        cancelRound(trx, acting, request.params.roundId, request.body.reason),
      ),
  )

  app.post(
    `${path}/collection-rounds/:roundId/weigh`,
    writing('Say what was weighed in a round; the next one is planned', RoundPath, WeighingInput),
    (request, reply) =>
      change(request, reply, (trx, acting) => weigh(trx, acting, request.params.roundId, request.body)),
  )

  app.post(
    `${path}/collected-lots/:lotId/sort`,
    writing('Say what became of a part of what was weighed', LotPath, SortingInput),
    (request, reply) =>
      change(request, reply, (trx, acting) => sortLot(trx, acting, request.params.lotId, request.body)),
  )

  app.delete(
    `${path}/sorted-lots/:sortedId`,
    {
      schema: { tags, summary: 'Take a sorting back', params: SortedPath, response },
      preHandler: writer,
    },
    (request, reply) => change(request, reply, (trx, acting) => unsort(trx, acting, request.params.sortedId)),
  )

  app.put(
    `${path}/sorted-lots/:sortedId/given`,
    writing('Say how much material was made of what was recycled, and who took it', SortedPath, GivenInput),
    (request, reply) =>
      change(request, reply, (trx, acting) => giveBack(trx, acting, request.params.sortedId, request.body)),
  )
}
