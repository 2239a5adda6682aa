import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import type { DB } from '@maillage/db/tables/database.ts'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, membershipOf, onDuty, personOf } from '../../plugins/access.ts'
import { isRefusal, type Refusal, refusals } from '../../problems/problem.ts'
import { Id, OrganisationPath, Words } from '../../schemas.ts'
import { changeBy } from '../needs/change.ts'
import { createDraft } from '../needs/save.ts'
import { buyersAlike, findBuyers, regionAlike } from './alike.ts'
import { listBringable } from './bring.ts'
import { fixPool, reopenPool } from './fix.ts'
import { formsOn, shownForm } from './forms.ts'
import { declaredDemand, needOfDemand } from './from-demand.ts'
import type { Pooling } from './hold.ts'
import { dissolvePool, leavePool } from './leave.ts'
import { changeTerms, inviteBuyer, openPool, proposePool, takeOnPool } from './open.ts'
import { listPools, readPool, type Reader } from './queries.ts'
import {
  CandidateSchema,
  DemandInput,
  InviteInput,
  PoolInput,
  PoolSchema,
  PoolsSchema,
  ProposalInput,
  ReasonInput,
  RegionPoolsSchema,
  ShareInput,
  TermsInput,
  VersionInput,
} from './schemas.ts'
import { bringShare } from './share.ts'
import { signPool } from './sign.ts'

const tags = ['pools']
const PoolPath = Type.Object({ ...OrganisationPath.properties, poolId: Id })
const MemberPath = Type.Object({ ...PoolPath.properties, memberId: Id })
const ofOrganisation = '/api/organisations/:organisationId'
const ofPool = `${ofOrganisation}/pools/:poolId`
const pool = { 200: PoolSchema, ...refusals }

/** Pools of buyers: opened, joined, signed, fixed and bought as one need. Every answer is the pool as its reader sees it now. */
export const poolRoutes: FastifyPluginAsyncTypebox = async app => {
  const readerOf = (request: FastifyRequest): Reader => {
    const { organisationId, roles } = membershipOf(request)
    return { organisationId, isOperator: roles.includes('operator'), today: parisDate(new Date()) }
  }
  const poolingBy = (request: FastifyRequest): Pooling => ({
    actor: personOf(request).id,
    organisationId: membershipOf(request).organisationId,
    today: parisDate(new Date()),
    publicUrl: app.environment.publicUrl,
    sendJob: app.sendJob,
  })
  const askingBy = (request: FastifyRequest) => ({
    organisationId: membershipOf(request).organisationId,
    personId: personOf(request).id,
    catalogue: app.catalogue,
    today: parisDate(new Date()),
  })
  const shown = async (request: FastifyRequest, reply: FastifyReply, poolId: string) =>
    (await readPool(app.db, readerOf(request), poolId)) ?? reply.refuse('not-found')
  /** Takes a step in a transaction of its own, and answers with the pool as it now is. */
  const stepped = async (
    request: FastifyRequest & { params: { poolId: string } },
    reply: FastifyReply,
    act: (trx: Transaction<DB>, pooling: Pooling, poolId: string) => Promise<Refusal | null>,
  ) => {
    const { poolId } = request.params
    // Whoever does not read a pool learns nothing of it by trying.
    if ((await readPool(app.db, readerOf(request), poolId)) === undefined) return reply.refuse('not-found')
    const refusal = await app.db.transaction().execute(trx => act(trx, poolingBy(request), poolId))
    return refusal === null ? shown(request, reply, poolId) : reply.refuse(refusal)
  }

  app.get(
    `${ofOrganisation}/pools`,
    {
      schema: {
        tags,
        summary: 'Pools of an organisation, those it may join, and what it could bring into one',
        params: OrganisationPath,
        response: { 200: PoolsSchema, ...refusals },
      },
      preHandler: member('viewer', 'buyer'),
    },
    async request => {
      const reader = readerOf(request)
      const { organisationId, today } = reader
      const pools = await listPools(app.db, { ...reader, isOperator: false })
      const needs = await listBringable(app.db, organisationId, today)
      const demand = await declaredDemand(app.db, askingBy(request))
      const items = new Set([...needs, ...demand].map(({ item }) => item))
      return {
        own: pools.filter(({ reading }) => reading !== 'visitor'),
        open: pools.filter(({ reading }) => reading === 'visitor'),
        forms: (await formsOn(app.db, today)).map(shownForm),
        needs,
        demand,
        alike: await buyersAlike(app.db, organisationId, items, today),
      }
    },
  )

  app.post(
    `${ofOrganisation}/pools`,
    {
      schema: {
        tags,
        summary: 'Open a pool on a product, as its coordinator',
        params: OrganisationPath,
        body: PoolInput,
        response: { 201: PoolSchema, ...refusals },
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) => {
      const opened = await app.db
        .transaction()
        .execute(trx => openPool(trx, poolingBy(request), app.catalogue, request.body))
      if (isRefusal(opened)) return reply.refuse(opened)
      reply.code(201)
      return shown(request, reply, opened)
    },
  )

  app.post(
    `${ofOrganisation}/needs-of-demand`,
    {
      schema: {
        tags,
        summary: 'Make the draft of a need of what an organisation will use by its declared demand',
        params: OrganisationPath,
        body: DemandInput,
        response: { 201: Type.Object({ needId: Id }), ...refusals },
      },
      preHandler: member('editor', 'buyer'),
    },
    async (request, reply) => {
      const need = await needOfDemand(app.db, askingBy(request), request.body)
      if (isRefusal(need)) return reply.refuse(need)
      const { organisationId } = request.params
      const needId = await app.db.transaction().execute(trx => createDraft(trx, organisationId, need))
      reply.code(201)
      return { needId }
    },
  )

  app.get(
    ofPool,
    {
      schema: { tags, summary: 'A pool as its reader may see it', params: PoolPath, response: pool },
      preHandler: member('viewer', 'buyer', 'operator'),
    },
    async (request, reply) => shown(request, reply, request.params.poolId),
  )

  app.get(
    `${ofPool}/candidates`,
    {
      schema: {
        tags,
        summary: 'Buyers to ask into a pool: those with the same need first, then by name',
        params: PoolPath,
        querystring: Type.Object({ name: Type.Optional(Words(100)) }),
        response: { 200: Type.Array(CandidateSchema), ...refusals },
      },
      preHandler: member('editor', 'buyer'),
    },
    async (request, reply) => {
      const reader = readerOf(request)
      const { poolId } = request.params
      const own = await readPool(app.db, reader, poolId)
      if (own?.reading !== 'coordinator') return reply.refuse('not-found')
      return findBuyers(app.db, { poolId, name: request.query.name ?? '', today: reader.today })
    },
  )

  app.put(
    ofPool,
    {
      schema: {
        tags,
        summary: 'Change the agreement: every other member is asked to sign it anew',
        params: PoolPath,
        body: TermsInput,
        response: pool,
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) => changeTerms(trx, pooling, poolId, request.body)),
  )

  app.post(
    `${ofPool}/take-on`,
    {
      schema: {
        tags,
        summary: 'Take on a pool that the operator has proposed, as its coordinator',
        params: PoolPath,
        response: pool,
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) => stepped(request, reply, takeOnPool),
  )

  app.post(
    `${ofPool}/invite`,
    {
      schema: {
        tags,
        summary: 'Ask a buyer into a pool',
        params: PoolPath,
        body: InviteInput,
        response: pool,
      },
      preHandler: member('editor', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) =>
        inviteBuyer(trx, pooling, poolId, request.body.organisationId),
      ),
  )

  app.put(
    `${ofPool}/share`,
    {
      schema: {
        tags,
        summary: 'Join a pool with what one brings, or change it',
        description:
          'Each need with its delivery point and with how much of it at most; what its lines come to is the maximum. Of firm quantities the minimum is all of it.',
        params: PoolPath,
        body: ShareInput,
        response: pool,
      },
      preHandler: member('editor', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) => bringShare(trx, pooling, poolId, request.body)),
  )

  app.post(
    `${ofPool}/sign`,
    {
      schema: {
        tags,
        summary: 'Sign the agreement in the version that was read',
        params: PoolPath,
        body: VersionInput,
        response: pool,
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) => signPool(trx, pooling, poolId, request.body.version)),
  )

  app.post(
    `${ofPool}/leave`,
    {
      schema: {
        tags,
        summary: 'Leave a pool, or decline to join it, and say why',
        params: PoolPath,
        body: ReasonInput,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) => {
      const { organisationId: who, poolId } = request.params
      if ((await readPool(app.db, readerOf(request), poolId)) === undefined) return reply.refuse('not-found')
      const asked = { poolId, who, reason: request.body.reason }
      const refusal = await app.db
        .transaction()
        .execute(trx => leavePool(trx, poolingBy(request), changeBy(request), asked))
      return refusal === null ? reply.code(204).send(null) : reply.refuse(refusal)
    },
  )

  app.post(
    `${ofPool}/members/:memberId/remove`,
    {
      schema: {
        tags,
        summary: 'Go on without a member, and say why',
        params: MemberPath,
        body: ReasonInput,
        response: pool,
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) =>
        leavePool(trx, pooling, changeBy(request), {
          poolId,
          who: request.params.memberId,
          reason: request.body.reason,
        }),
      ),
  )

  app.post(
    `${ofPool}/fix`,
    {
      schema: {
        tags,
        summary: 'Fix the quantities: they are asked for together from now on, as one need',
        params: PoolPath,
        body: VersionInput,
        response: pool,
      },
      preHandler: member('owner', 'buyer'),
    },
    async (request, reply) =>
      stepped(request, reply, (trx, pooling, poolId) =>
        fixPool(trx, pooling, changeBy(request), poolId, request.body.version),
      ),
  )

  for (const [verb, summary, act] of [
    ['reopen', 'Reopen a pool whose tender is not published', reopenPool],
    ['dissolve', 'Dissolve a pool that firms do not answer: each need stands by itself again', dissolvePool],
  ] as const)
    app.post(
      `${ofPool}/${verb}`,
      {
        schema: { tags, summary, params: PoolPath, response: pool },
        preHandler: member('owner', 'buyer'),
      },
      async (request, reply) =>
        stepped(request, reply, (trx, pooling, poolId) => act(trx, pooling, changeBy(request), poolId)),
    )

  app.get(
    `${ofOrganisation}/region-pools`,
    {
      schema: {
        tags,
        summary: 'All pools, and what several buyers ask for each by itself, for the operator',
        params: OrganisationPath,
        response: { 200: RegionPoolsSchema, ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async request => {
      const reader = readerOf(request)
      return {
        pools: await listPools(app.db, reader),
        forms: (await formsOn(app.db, reader.today)).map(shownForm),
        alike: await regionAlike(app.db, reader.today),
      }
    },
  )

  app.post(
    `${ofOrganisation}/region-pools`,
    {
      schema: {
        tags,
        summary: 'Propose a pool to a buyer, as its coordinator, and to others',
        params: OrganisationPath,
        body: ProposalInput,
        response: { 201: PoolSchema, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const proposed = await app.db
        .transaction()
        .execute(trx => proposePool(trx, poolingBy(request), app.catalogue, request.body))
      if (isRefusal(proposed)) return reply.refuse(proposed)
      reply.code(201)
      return shown(request, reply, proposed)
    },
  )
}
