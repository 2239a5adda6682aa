import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { membershipOf, personOf } from '../../plugins/access.ts'
import { isRefusal, languageOf, refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { readContract } from '../contracts/queries.ts'
import { ContractSchema } from '../contracts/schemas.ts'
import { tradingBy } from '../contracts/trading.ts'
import { memberOfBuyer } from '../needs/policy.ts'
import { readNeed } from '../needs/read.ts'
import { keepExternal, readExternal, recordAward } from './keep.ts'
import { packOf } from './pack.ts'
import { readAwardCsv, readAwardJson, withFirms } from './read-award.ts'
import { AwardFile, AwardInput, AwardRead, ElsewherePage, ExternalInput, PackSchema } from './schemas.ts'

const tags = ['procedures']
const params = Type.Object({ needId: Id })
const path = '/api/needs/:needId/elsewhere'

/** A procedure that the buyer runs on its own profile: its pack goes out, its award and contract come in. */
export const elsewhereRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Where the procedure of a need is run elsewhere, and the sourcing pack for whoever runs it',
        params,
        response: { 200: ElsewherePage, ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const stored = await readExternal(app.db, needId)
      const pack = await packOf(app.db, app.catalogue, needId, {
        criteria: stored?.criteria ?? [],
        language: languageOf(request),
        at: new Date(),
      })
      return pack === undefined ? reply.refuse('not-found') : { stored, pack }
    },
  )

  app.get(
    `${path}/pack`,
    {
      schema: {
        tags,
        summary: 'The sourcing pack alone, to be kept as a file',
        params,
        response: { 200: PackSchema, ...refusals },
      },
      preHandler: memberOfBuyer('viewer'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const stored = await readExternal(app.db, needId)
      const pack = await packOf(app.db, app.catalogue, needId, {
        criteria: stored?.criteria ?? [],
        language: languageOf(request),
        at: new Date(),
      })
      if (pack === undefined) return reply.refuse('not-found')
      return reply.header('content-disposition', 'attachment; filename="sourcing.json"').send(pack)
    },
  )

  app.put(
    path,
    {
      schema: {
        tags,
        summary: 'Keep where a procedure is run, how it stands, and the criteria meant for it',
        params,
        body: ExternalInput,
        response: { 200: ElsewherePage, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const { organisationId } = membershipOf(request)
      const actor = personOf(request).id
      const refusal = await app.db
        .transaction()
        .execute(trx => keepExternal(trx, { needId, organisationId, actor }, request.body))
      if (refusal !== null) return reply.refuse(refusal)
      const stored = await readExternal(app.db, needId)
      const pack = await packOf(app.db, app.catalogue, needId, {
        criteria: stored?.criteria ?? [],
        language: languageOf(request),
        at: new Date(),
      })
      return pack === undefined ? reply.refuse('not-found') : { stored, pack }
    },
  )

  app.post(
    `${path}/read`,
    {
      schema: {
        tags,
        summary: 'Read a file of an award (CSV, one line a delivery, or JSON); nothing is stored',
        params,
        body: AwardFile,
        response: { 200: AwardRead, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const { format, text } = request.body
      const language = languageOf(request)
      const need = await readNeed(app.db, needId, 'own')
      if (need === undefined) return reply.refuse('not-found')
      const { item, schedule } = need
      const about = { needId, item, schedule, today: parisDate(new Date()) }
      const read = format === 'csv' ? readAwardCsv(text, about, language) : readAwardJson(text, language)
      if ('faults' in read) return { award: null, faults: read.faults }
      return { award: await withFirms(app.db, read.award), faults: [] }
    },
  )

  app.post(
    `${path}/award`,
    {
      schema: {
        tags,
        summary: 'Record an award made elsewhere with its contract, which stands from then on like any other',
        params,
        body: AwardInput,
        response: { 201: ContractSchema, ...refusals },
      },
      preHandler: memberOfBuyer('editor'),
    },
    async (request, reply) => {
      const { needId } = request.params
      const { organisationId } = membershipOf(request)
      const awarded = await app.db
        .transaction()
        .execute(trx => recordAward(trx, tradingBy(request), { needId, organisationId }, request.body))
      if (isRefusal(awarded)) return reply.refuse(awarded)
      const shown = await readContract(app.db, awarded.contractId, organisationId)
      return shown === undefined ? reply.refuse('not-found') : reply.code(201).send(shown)
    },
  )
}
