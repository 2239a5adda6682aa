import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { personOf, signedIn } from '../../plugins/access.ts'
import { languageOf, refusals } from '../../problems/problem.ts'
import { logCsv } from './export.ts'
import { readLog, verbsIn } from './log.ts'
import { logReader } from './policy.ts'
import { ExportQuery, LogExportSchema, LogPath, LogQuery, LogSchema } from './schemas.ts'
import { readEnd } from './stored-log.ts'

const tags = ['log']
const DEFAULT_LIMIT = 50
/** More than any purchase has ever had; one request stays bounded. */
const MOST_EXPORTED = 20_000

/** The log of a need and its procedure: who did what and when, for its buyer and for the regional operator. */
export const logRoutes: FastifyPluginAsyncTypebox = async app => {
  const readerOf = (request: FastifyRequest, path: Static<typeof LogPath>) =>
    logReader(app.db, personOf(request).id, path, app.catalogue)

  app.get(
    '/api/log/:kind/:subjectId',
    {
      schema: {
        tags,
        summary: 'What happened to a need and its procedure, the last first: who, when, and what changed',
        params: LogPath,
        querystring: LogQuery,
        response: { 200: LogSchema, ...refusals },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const reader = await readerOf(request, request.params)
      if (!reader) return reply.refuse('not-found')
      const { limit = DEFAULT_LIMIT, ...filters } = request.query
      const lines = await readLog(app.db, reader, { ...filters, limit: limit + 1 })
      const shown = lines.slice(0, limit)
      return {
        title: reader.owner.title,
        organisation: reader.owner.organisation,
        own: reader.own,
        lines: shown.map(line => ({ ...line, seal: line.seal?.position ?? null })),
        next: lines.length > limit ? (shown.at(-1)?.id ?? null) : null,
        verbs: await verbsIn(app.db, reader),
      }
    },
  )

  app.get(
    '/api/log/:kind/:subjectId/export',
    {
      schema: {
        tags,
        summary: 'The log as a table (CSV), or as JSON with what each seal was made of',
        params: LogPath,
        querystring: ExportQuery,
        response: {
          200: {
            description: 'The log, with the filters asked for',
            content: {
              'text/csv': { schema: Type.String() },
              'application/json': { schema: LogExportSchema },
            },
          },
          ...refusals,
        },
      },
      preHandler: signedIn,
    },
    async (request, reply) => {
      const reader = await readerOf(request, request.params)
      if (!reader) return reply.refuse('not-found')
      const { format, language = languageOf(request), ...filters } = request.query
      const lines = await readLog(app.db, reader, { ...filters, limit: MOST_EXPORTED })
      void reply.header('content-disposition', `attachment; filename="log.${format}"`)
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(logCsv(lines, language))
      const end = await readEnd(app.db)
      return reply.type('application/json').send({
        subject: request.params,
        exportedAt: new Date().toISOString(),
        head: { position: end?.position ?? 0, digest: end?.digest ?? '' },
        lines: lines.map(line => ({
          ...line,
          seal: line.seal && { ...line.seal, form: reader.own ? line.seal.form : null },
        })),
      })
    },
  )
}
