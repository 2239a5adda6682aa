import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { member, membershipOf, personOf } from '../../plugins/access.ts'
import { isRefusal, languageOf, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OrganisationPath, Words } from '../../schemas.ts'
import { mayPublish } from '../needs/policy.ts'
import { readingOfTender } from '../tenders/policy.ts'
import type { Tendering } from '../tenders/tell.ts'
import { findCandidates } from './candidates.ts'
import { changeGroup, formGroup } from './compose.ts'
import { consentTo, dissolveGroup, leaveGroup } from './consent.ts'
import { proposeGroups } from './proposals.ts'
import { listGroups, readGroup } from './queries.ts'
import {
  CandidateSchema,
  CompositionSchema,
  ConsentInput,
  DeclineInput,
  DissolutionInput,
  GroupChangeInput,
  GroupSchema,
  ProposalSchema,
} from './schemas.ts'

const tags = ['groups']
const TenderPath = Type.Object({ ...OrganisationPath.properties, tenderId: Id })
/** A group, as one of its members asks for it. */
export const GroupPath = Type.Object({ ...OrganisationPath.properties, groupId: Id })
const ofTender = '/api/organisations/:organisationId/tenders/:tenderId'
export const ofGroup = '/api/organisations/:organisationId/groups/:groupId'
const group = { 200: GroupSchema, ...refusals }
/** Deriving a key of a code costs 19 MiB and some time: enough for whoever mistypes, too few to guess. */
export const GUESSES = 60

/** Groups of firms that answer a tender together: read by their members, each as far as its role goes, and by nobody else. */
export const groupRoutes: FastifyPluginAsyncTypebox = async app => {
  const tenderingBy = (request: FastifyRequest): Tendering => ({
    actor: personOf(request).id,
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const mayRead = async (request: FastifyRequest, tenderId: string) =>
    (await readingOfTender(app.db, personOf(request).id, tenderId)) !== null
  const shown = async (reply: FastifyReply, path: { groupId: string; organisationId: string }) =>
    (await readGroup(app.db, path)) ?? reply.refuse('not-found')

  app.get(
    '/api/organisations/:organisationId/groups',
    {
      schema: {
        tags,
        summary: 'The groups that an organisation leads or was asked into, the latest first',
        params: OrganisationPath,
        response: { 200: Type.Array(GroupSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm', 'laboratory'),
    },
    async request => listGroups(app.db, request.params.organisationId),
  )

  app.get(
    `${ofTender}/groups`,
    {
      schema: {
        tags,
        summary: 'The groups of an organisation in one tender',
        params: TenderPath,
        response: { 200: Type.Array(GroupSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm', 'laboratory'),
    },
    async request => listGroups(app.db, request.params.organisationId, request.params.tenderId),
  )

  app.get(
    `${ofTender}/partnerships`,
    {
      schema: {
        tags,
        summary: 'Partnerships that the engine finds for the lots and that hold the firm, as groups to form',
        params: TenderPath,
        response: { 200: Type.Array(ProposalSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const { organisationId: firm, tenderId } = request.params
      if (!(await mayRead(request, tenderId))) return reply.refuse('not-found')
      return proposeGroups(app.db, app, { tenderId, firm, language: languageOf(request) })
    },
  )

  app.get(
    `${ofTender}/candidates`,
    {
      schema: {
        tags,
        summary: 'Firms and laboratories to ask into a group, by their name',
        params: TenderPath,
        querystring: Type.Object({ name: Words(100, 2) }),
        response: { 200: Type.Array(CandidateSchema), ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId: leadId, tenderId } = request.params
      if (!(await mayRead(request, tenderId))) return reply.refuse('not-found')
      return findCandidates(app.db, { tenderId, leadId, name: request.query.name })
    },
  )

  app.post(
    `${ofTender}/groups`,
    {
      schema: {
        tags,
        summary: 'Form a group that answers a tender, and ask its members',
        params: TenderPath,
        body: CompositionSchema,
        response: { 201: GroupSchema, ...refusals },
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId, tenderId } = request.params
      const refused = mayPublish(membershipOf(request).status, app.environment.production)
      if (refused) return reply.refuse(refused)
      const formed = await app.db
        .transaction()
        .execute(trx =>
          formGroup(trx, tenderingBy(request), { tenderId, leadId: organisationId }, request.body),
        )
      if (isRefusal(formed)) return reply.refuse(formed)
      reply.code(201)
      return shown(reply, { groupId: formed, organisationId })
    },
  )

  app.get(
    ofGroup,
    {
      schema: {
        tags,
        summary: 'A group, as far as its reader’s role in it goes',
        params: GroupPath,
        response: group,
      },
      preHandler: member('viewer', 'firm', 'laboratory'),
    },
    async (request, reply) => shown(reply, request.params),
  )

  app.put(
    ofGroup,
    {
      schema: {
        tags,
        summary:
          'Compose a group anew, as its lead: each partner is asked again, and its sealed offer is void',
        params: GroupPath,
        body: GroupChangeInput,
        response: group,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const { organisationId: leadId, groupId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => changeGroup(trx, tenderingBy(request), { groupId, leadId }, request.body))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.post(
    `${ofGroup}/consent`,
    {
      schema: {
        tags,
        summary: 'Consent to a group as it is composed now',
        params: GroupPath,
        body: ConsentInput,
        response: group,
      },
      config: perMinute(GUESSES),
      preHandler: member('editor', 'firm', 'laboratory'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => consentTo(trx, tenderingBy(request), request.params, request.body))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.post(
    `${ofGroup}/leave`,
    {
      schema: {
        tags,
        summary: 'Decline, or leave a group before the deadline; without a partner its sealed offer is void',
        params: GroupPath,
        body: DeclineInput,
        response: group,
      },
      preHandler: member('editor', 'firm', 'laboratory'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => leaveGroup(trx, tenderingBy(request), request.params, request.body.reason))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )

  app.post(
    `${ofGroup}/dissolve`,
    {
      schema: {
        tags,
        summary: 'Dissolve a group, as its lead, before the deadline; its sealed offer is void',
        params: GroupPath,
        body: DissolutionInput,
        response: group,
      },
      preHandler: member('editor', 'firm'),
    },
    async (request, reply) => {
      const refusal = await app.db
        .transaction()
        .execute(trx => dissolveGroup(trx, tenderingBy(request), request.params, request.body.version))
      return refusal ? reply.refuse(refusal) : shown(reply, request.params)
    },
  )
}
