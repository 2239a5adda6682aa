import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { personOf } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { memberOfBuyer } from '../needs/policy.ts'
import { tenderOfNeed } from '../tenders/queries.ts'
import { approveProcedure, chooseProcedure } from './choose.ts'
import { propose, purchaseOf } from './judge.ts'
import { limitOn, readLaw } from './law.ts'
import { estimateOf, needsAlike, readBought, readProcedure } from './queries.ts'
import { ProcedureInput, ProcedurePage, ProcedureSchema, ProposalSchema, PurchaseInput } from './schemas.ts'

const tags = ['procedures']
const params = Type.Object({ needId: Id })
const path = '/api/needs/:needId/procedure'

/** By which procedure a need is bought: proposed by the law's table, chosen by the buyer, approved where that is due. */
export const procedureRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    path,
    {
      schema: {
        tags,
        summary:
          'The procedure of a need, what today’s rules say of it, and what its estimate may have to count',
        params,
        response: { 200: ProcedurePage, ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const bought = await readBought(app.db, app.catalogue, needId)
      if (bought === undefined) return reply.refuse('not-found')
      const stored = await readProcedure(app.db, needId)
      const today = parisDate(new Date())
      const law = await readLaw(app.db)
      const alikeMonths = limitOn(law.limits, 'alike-months', today)?.value ?? null
      return {
        regime: bought.regime,
        stored,
        now: stored && propose(law, purchaseOf(stored, bought.regime, today)),
        alike: await needsAlike(app.db, app.catalogue, bought, alikeMonths),
        alikeMonths,
        estimate: await estimateOf(app.db, needId),
        tenderId: await tenderOfNeed(app.db, needId),
      }
    },
  )

  app.post(
    `${path}/propose`,
    {
      schema: {
        tags,
        summary: 'What the rules of today propose for a purchase; nothing is stored',
        params,
        body: PurchaseInput,
        response: { 200: ProposalSchema, ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async (request, reply) => {
      const bought = await readBought(app.db, app.catalogue, request.params.needId)
      if (bought === undefined) return reply.refuse('not-found')
      const purchase = purchaseOf(request.body, bought.regime, parisDate(new Date()))
      return propose(await readLaw(app.db), purchase)
    },
  )

  app.put(
    path,
    {
      schema: {
        tags,
        summary: 'Choose the procedure of a need: the one proposed, or a heavier one',
        description:
          'Send the version that was read, null where there was none; a newer stored one is refused with 409 and sent back as `current`. An approval falls with the choice it approved.',
        params,
        body: ProcedureInput,
        response: { 200: ProcedureSchema, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const actor = personOf(request).id
      const today = parisDate(new Date())
      const chosen = await app.db
        .transaction()
        .execute(trx =>
          chooseProcedure(trx, { needId, catalogue: app.catalogue, actor, today }, request.body),
        )
      return isRefusal(chosen) ? reply.refuse(chosen) : chosen
    },
  )

  app.post(
    `${path}/approve`,
    {
      schema: {
        tags,
        summary: 'Approve a direct contract for imperious urgency, as an owner of the organisation',
        params,
        body: Type.Object({ version: ProcedureSchema.properties.version }, { additionalProperties: false }),
        response: { 200: ProcedureSchema, ...refusals },
      },
      preHandler: memberOfBuyer('owner'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const actor = personOf(request).id
      const approved = await app.db
        .transaction()
        .execute(trx => approveProcedure(trx, { needId, actor, version: request.body.version }))
      return isRefusal(approved) ? reply.refuse(approved) : approved
    },
  )
}
