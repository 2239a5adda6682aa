import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { member, membershipOf, onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { answerProposal } from './answer.ts'
import { publishPlan, type Publishing, withdrawPlan } from './publish.ts'
import { planOf, readPlan } from './read.ts'
import { readFirmProposals, readPlanProposals } from './read-proposals.ts'
import {
  AnswerInput,
  FirmProposalsSchema,
  PlanProposalsSchema,
  ProposalPath,
  PublishInput,
} from './proposal-schemas.ts'
import { PlanPath, PlanShownSchema } from './schemas.ts'

const tags = ['plans']
const ofOperator = '/api/organisations/:organisationId/plans/:planId'
const ofFirm = '/api/organisations/:organisationId/plan-proposals'

/** What plans propose to firms: published and withdrawn by who plans, answered by each firm, which reads its own alone. */
export const proposalRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())
  const publishingBy = (request: FastifyRequest): Publishing => ({
    operatorId: pathParameter(request, 'organisationId'),
    actor: personOf(request).id,
    catalogue: app.catalogue,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
    today: today(),
  })
  const readOwn = (request: FastifyRequest) => {
    const { organisationId, role } = membershipOf(request)
    return readFirmProposals(app.db, organisationId, { today: today(), role })
  }
  const show = (request: FastifyRequest, planId: string) =>
    readPlan(
      app.db,
      { organisationId: pathParameter(request, 'organisationId'), personId: personOf(request).id },
      planId,
    )

  app.post(
    `${ofOperator}/publish`,
    {
      schema: {
        tags,
        summary:
          'Propose a plan’s lines to their firms, which is no order; what the last one still proposed is withdrawn',
        params: PlanPath,
        body: PublishInput,
        response: { 200: PlanShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { planId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => publishPlan(trx, publishingBy(request), planId, request.body))
      if (refused !== null) return reply.refuse(refused)
      return (await show(request, planId)) ?? reply.refuse('not-found')
    },
  )

  app.post(
    `${ofOperator}/withdraw`,
    {
      schema: {
        tags,
        summary: 'Withdraw what a plan proposes and nobody has answered; what was agreed stays',
        params: PlanPath,
        response: { 200: PlanShownSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { planId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => withdrawPlan(trx, publishingBy(request), planId))
      if (refused !== null) return reply.refuse(refused)
      return (await show(request, planId)) ?? reply.refuse('not-found')
    },
  )

  app.get(
    `${ofOperator}/proposals`,
    {
      schema: {
        tags,
        summary: 'What a plan proposes, firm by firm, and what they answered',
        params: PlanPath,
        response: { 200: PlanProposalsSchema, ...refusals },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { organisationId, planId } = request.params
      const plan = await planOf(app.db, organisationId, planId)
      return plan === undefined ? reply.refuse('not-found') : readPlanProposals(app.db, planId)
    },
  )

  app.get(
    ofFirm,
    {
      schema: {
        tags,
        summary: 'What plans propose to one’s firm, week by week; nothing of any other firm',
        params: OrganisationPath,
        response: { 200: FirmProposalsSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    request => readOwn(request),
  )

  app.post(
    `${ofFirm}/:proposalId/answer`,
    {
      schema: {
        tags,
        summary:
          'Accept a proposal, in other quantities or weeks too, refuse it, or give back what one accepted',
        params: ProposalPath,
        body: AnswerInput,
        response: { 200: FirmProposalsSchema, ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId: firmId, proposalId } = request.params
      const by = { firmId, actor: personOf(request).id, sendJob: app.sendJob, today: today() }
      const refused = await app.db
        .transaction()
        .execute(trx => answerProposal(trx, by, proposalId, request.body))
      return refused === null ? readOwn(request) : reply.refuse(refused)
    },
  )
}
