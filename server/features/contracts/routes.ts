import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, membershipOf } from '../../plugins/access.ts'
import { isRefusal, type Refusal, refusals } from '../../problems/problem.ts'
import { Day, Id, OrganisationPath } from '../../schemas.ts'
import { mayPublish, memberOfBuyer, posters } from '../needs/policy.ts'
import { concludeContract } from './conclude.ts'
import { acceptContract, declineContract, endByBuyer, recordAdvance } from './decide.ts'
import { exerciseOption } from './option.ts'
import { contractBuyer, contractParty, contractReader } from './policy.ts'
import { listContracts, readContract } from './queries.ts'
import { readCoverage } from './read-coverage.ts'
import {
  ContractInput,
  ContractLineSchema,
  ContractSchema,
  CoverageSchema,
  DecisionInput,
} from './schemas.ts'
import { tradingBy } from './trading.ts'

const tags = ['contracts']
const params = Type.Object({ contractId: Id })
const PartyPath = Type.Object({ contractId: Id, partyId: Id })
const OptionPath = Type.Object({ contractId: Id, optionId: Id })
const response = { 200: ContractSchema, ...refusals }

/** The contract as whoever has just changed it reads it, or why it was not changed. */
export async function answerWith(
  request: FastifyRequest,
  reply: FastifyReply,
  contractId: string,
  refusal: Refusal | null,
) {
  if (refusal !== null) return reply.refuse(refusal)
  const { organisationId } = membershipOf(request)
  const shown = await readContract(request.server.db, contractId, organisationId)
  return shown ?? reply.refuse('not-found')
}

/** Contracts: proposed by a buyer, answered by the firms, read by every side. Call-offs are in `call-off-routes.ts`. */
export const contractRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/organisations/:organisationId/contracts',
    {
      schema: {
        tags,
        summary: 'Contracts of an organisation, as buyer and as firm; what waits for it first',
        params: OrganisationPath,
        querystring: Type.Object({ need: Type.Optional(Id) }),
        response: { 200: Type.Array(ContractLineSchema), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => listContracts(app.db, request.params.organisationId, request.query.need ?? null),
  )

  app.get(
    '/api/needs/:needId/coverage',
    {
      schema: {
        tags,
        summary: 'How the quantity of a need is met, delivery by delivery, and by which contracts',
        params: Type.Object({ needId: Id }),
        response: { 200: CoverageSchema, ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async request => readCoverage(app.db, request.params.needId),
  )

  app.post(
    '/api/organisations/:organisationId/contracts',
    {
      schema: {
        tags,
        summary:
          'Propose a contract that needs no tender: its firms are asked, and their hours held until they answer',
        description:
          'By the procedure chosen for each need: without publicity, an approved imperious urgency, or quotes asked by a private buyer. Prices are cents ex tax for a stated quantity.',
        params: OrganisationPath,
        body: ContractInput,
        response: { 201: ContractSchema, ...refusals },
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const closed = mayPublish(membershipOf(request).status, app.environment.production)
      if (closed !== null) return reply.refuse(closed)
      const conclusion = {
        ...request.body,
        buyerId: organisationId,
        originId: null,
        concludedOn: null,
        lots: [],
      }
      const concluded = await app.db
        .transaction()
        .execute(trx => concludeContract(trx, tradingBy(request), conclusion))
      if (isRefusal(concluded)) return reply.refuse(concluded)
      const shown = await readContract(app.db, concluded.contractId, organisationId)
      return shown === undefined ? reply.refuse('not-found') : reply.code(201).send(shown)
    },
  )

  app.get(
    '/api/contracts/:contractId',
    {
      schema: {
        tags,
        summary: 'A contract, for its buyer and its parties; prices for the buyer and the partners alone',
        params,
        response,
      },
      preHandler: contractReader('viewer'),
    },
    (request, reply) => answerWith(request, reply, request.params.contractId, null),
  )

  for (const [verb, summary, act] of [
    ['accept', 'Accept a contract for one of its partners; it stands once all have', acceptContract],
    ['decline', 'Decline a contract, and say why; it comes to nothing then', declineContract],
  ] as const) {
    app.post(
      `/api/contracts/:contractId/parties/:partyId/${verb}`,
      {
        schema: { tags, summary, params: PartyPath, body: DecisionInput, response },
        preHandler: contractParty('editor'),
      },
      async (request, reply) => {
        const asked = { ...request.params, ...request.body }
        const refusal = await app.db.transaction().execute(trx => act(trx, tradingBy(request), asked))
        return answerWith(request, reply, request.params.contractId, refusal)
      },
    )
  }

  for (const [verb, summary] of [
    ['withdraw', 'Withdraw a contract that was proposed, before its firms have accepted it'],
    ['terminate', 'Terminate a contract in force, and say why'],
    ['complete', 'Close a contract all of which was delivered and accepted'],
  ] as const) {
    app.post(
      `/api/contracts/:contractId/${verb}`,
      {
        schema: { tags, summary, params, body: DecisionInput, response },
        preHandler: contractBuyer('editor'),
      },
      async (request, reply) => {
        const asked = { ...request.params, ...request.body }
        const refusal = await app.db
          .transaction()
          .execute(trx => endByBuyer(trx, tradingBy(request), verb, asked))
        return answerWith(request, reply, request.params.contractId, refusal)
      },
    )
  }

  app.post(
    '/api/contracts/:contractId/options/:optionId/exercise',
    {
      schema: {
        tags,
        summary: 'Exercise an option: its quantity is ordered at the price agreed',
        params: OptionPath,
        body: Type.Pick(DecisionInput, ['version']),
        response,
      },
      preHandler: contractBuyer('editor'),
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      const refusal = await app.db
        .transaction()
        .execute(trx => exerciseOption(trx, tradingBy(request), asked))
      return answerWith(request, reply, request.params.contractId, refusal)
    },
  )

  app.post(
    '/api/contracts/:contractId/advance',
    {
      schema: {
        tags,
        summary: 'Write the day on which the advance was paid; nothing is paid here',
        params,
        body: Type.Object(
          { version: DecisionInput.properties.version, paidOn: Day },
          { additionalProperties: false },
        ),
        response,
      },
      preHandler: contractBuyer('editor'),
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      const refusal = await app.db.transaction().execute(trx => recordAdvance(trx, tradingBy(request), asked))
      return answerWith(request, reply, request.params.contractId, refusal)
    },
  )
}
