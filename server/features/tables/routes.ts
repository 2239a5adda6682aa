import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { isCode } from '../../environment.ts'
import { parisDate } from '../../paris-date.ts'
import { member, personOf, signedIn } from '../../plugins/access.ts'
import { isRefusal, languageOf, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { Id, OneOf } from '../../schemas.ts'
import { knownIn } from '../catalogue/known.ts'
import { posters } from '../needs/policy.ts'
import { tellSaved } from '../profile/tell.ts'
import { applyImport } from './apply.ts'
import { exportTable, templateOf } from './export.ts'
import { fieldsOf } from './fields.ts'
import { memberForTable } from './policy.ts'
import { chunksOf, findImport, leave, rememberedFields, setMapping, stage, storeChecked } from './queries.ts'
import { AppliedSchema, ImportSchema, MappingInput, MOST_ROWS, TABLE_BYTES, TableKind } from './schemas.ts'
import { showImport } from './show.ts'
import { appliedRoutes } from './applied-routes.ts'

const tags = ['tables']
const TABLES_A_MINUTE = 60
const csv = {
  200: { description: 'A table for spreadsheets', content: { 'text/csv': { schema: Type.String() } } },
}

/** Tables in and out: a machine park, or needs. What comes in is staged and checked, then taken whole or not at all. */
export const tableRoutes: FastifyPluginAsyncTypebox = async app => {
  await app.register(appliedRoutes)
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: TABLE_BYTES },
    (_request, body, done) => done(null, body),
  )
  const params = Type.Object({ organisationId: Id, kind: TableKind })
  const one = Type.Object({ organisationId: Id, importId: Id })
  const path = '/api/organisations/:organisationId/imports/:importId'
  const common = { tags, params: one, response: { 200: ImportSchema, ...refusals } }

  /** A staged table as it stands. */
  async function shown(organisationId: string, importId: string, language: 'fr' | 'en') {
    const staged = await findImport(app.db, organisationId, importId)
    return staged && showImport(staged, await chunksOf(app.db, importId), app.catalogue, language)
  }

  app.get(
    '/api/tables/:kind/template',
    {
      schema: {
        tags,
        summary: 'An empty table to fill in',
        params: Type.Object({ kind: TableKind }),
        querystring: Type.Object({ language: Type.Optional(OneOf(['fr', 'en'])) }),
        response: { ...csv, ...refusals },
      },
    },
    async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${request.params.kind}.csv"`)
        .send(templateOf(request.params.kind, request.query.language ?? languageOf(request))),
  )

  app.get(
    '/api/organisations/:organisationId/tables/:kind',
    {
      schema: {
        tags,
        summary: 'The machine park or the needs of an organisation, in the columns they are imported from',
        params,
        querystring: Type.Object({ language: Type.Optional(OneOf(['fr', 'en'])) }),
        response: { ...csv, ...refusals },
      },
      preHandler: memberForTable('viewer'),
    },
    async (request, reply) => {
      const { organisationId, kind } = request.params
      const language = request.query.language ?? languageOf(request)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${kind}.csv"`)
        .send(await exportTable(app.db, organisationId, kind, app.catalogue, language))
    },
  )

  app.post(
    '/api/organisations/:organisationId/tables/:kind',
    {
      config: perMinute(TABLES_A_MINUTE),
      schema: {
        tags,
        summary:
          'Send a table (CSV or XLSX, at most 10 MB and 10,000 rows) to be checked; nothing changes yet',
        params,
        body: {
          content: {
            'application/octet-stream': { schema: Type.Unsafe<Buffer>({ description: 'The file' }) },
          },
        },
        response: { 201: ImportSchema, ...refusals },
      },
      onRequest: signedIn,
      preHandler: memberForTable('editor'),
      errorHandler(error, _request, reply) {
        if (!isCode(error, 'FST_ERR_CTP_BODY_TOO_LARGE')) throw error
        void reply.refuse('file-too-large')
      },
    },
    async (request, reply) => {
      const { organisationId, kind } = request.params
      const { body } = request
      if (!Buffer.isBuffer(body)) return reply.refuse('file-no-table')
      const remembered = await rememberedFields(app.db, organisationId, kind)
      const table = await app.reader.table({ bytes: body, kind, remembered })
      if (isRefusal(table)) return reply.refuse(table)
      if (table.rows.length === 0) return reply.refuse('file-no-table')
      if (table.rows.length > MOST_ROWS) return reply.refuse('too-many-rows')
      const id = await app.db.transaction().execute(trx => stage(trx, organisationId, kind, table))
      const staged = await shown(organisationId, id, languageOf(request))
      return staged ? reply.code(201).send(staged) : reply.refuse('not-found')
    },
  )

  app.get(
    path,
    {
      schema: { ...common, summary: 'A table that was sent, as far as it is checked' },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      return (await shown(organisationId, importId, languageOf(request))) ?? reply.refuse('not-found')
    },
  )

  app.put(
    `${path}/mapping`,
    {
      schema: {
        ...common,
        summary: 'Say which column is what; it is remembered, and everything is checked again',
        body: MappingInput,
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      const { mapping } = request.body
      const changed = await app.db.transaction().execute(async trx => {
        const staged = await findImport(trx, organisationId, importId)
        if (staged === undefined) return false
        const known: readonly string[] = fieldsOf[staged.kind]
        const kept = Object.entries(mapping).filter(
          ([field, column]) => known.includes(field) && column < staged.headings.length,
        )
        await setMapping(trx, organisationId, staged, Object.fromEntries(kept))
        return true
      })
      const staged = changed && (await shown(organisationId, importId, languageOf(request)))
      return staged || reply.refuse('not-found')
    },
  )

  app.post(
    `${path}/check`,
    {
      schema: {
        ...common,
        summary: 'Check the next thousand rows; call again until all are checked',
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      const staged = await findImport(app.db, organisationId, importId)
      if (staged === undefined) return reply.refuse('not-found')
      const next = (await chunksOf(app.db, importId)).find(({ entries }) => entries === null)
      if (next !== undefined) {
        const sites = await app.db
          .selectFrom('site')
          .select(['id', 'name', 'commune'])
          .where('organisationId', '=', organisationId)
          .execute()
        const { kind, mapping } = staged
        const today = parisDate(new Date())
        const checked = await app.reader.rows({ kind, mapping, rows: next.rows, sites, today })
        if (isRefusal(checked)) return reply.refuse(checked)
        await storeChecked(app.db, staged, next.number, checked)
      }
      return (await shown(organisationId, importId, languageOf(request))) ?? reply.refuse('not-found')
    },
  )

  app.post(
    `${path}/apply`,
    {
      schema: {
        tags,
        summary: 'Take the whole table: needs become drafts, machines and people the profile’s',
        params: one,
        response: { 200: AppliedSchema, ...refusals },
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      const applied = await app.db.transaction().execute(async trx => {
        const result = await applyImport(trx, organisationId, importId, knownIn(app.catalogue))
        if (isRefusal(result)) return result
        if (result.kind === 'machines')
          await tellSaved(trx, app, { actor: personOf(request).id, organisationId, ...result })
        return { id: importId, kind: result.kind, count: result.count }
      })
      return isRefusal(applied) ? reply.refuse(applied) : applied
    },
  )

  app.delete(
    path,
    {
      schema: {
        tags,
        summary: 'Leave a table that was sent: nothing of it is kept',
        params: one,
        response: { 204: Type.Null(), ...refusals },
      },
      preHandler: member('editor', ...posters),
    },
    async (request, reply) => {
      const { organisationId, importId } = request.params
      const left = await leave(app.db, organisationId, importId)
      return left ? reply.code(204).send(null) : reply.refuse('not-found')
    },
  )
}
