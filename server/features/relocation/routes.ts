import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { keptRankings } from '../../engine/kept-rankings.ts'
import { parisDate } from '../../paris-date.ts'
import { onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { type Language, languageOf, type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { csvOf } from '../tables/csv.ts'
import { type Reading, readRelocations } from './read.ts'
import { keepMany, keepRelocation, type Keeping, removeRelocation } from './save.ts'
import {
  CsvInput,
  CsvRead,
  type LoadShown,
  RelocationInput,
  RelocationPath,
  RelocationsSchema,
  RelocationTableQuery,
} from './schemas.ts'
import { articlesCsv, readArticles } from './table.ts'

const tags = ['relocation']
const path = '/api/organisations/:organisationId/relocations'
const one = `${path}/:relocationId`
const response = { 200: RelocationsSchema, ...refusals }
const MOST_FAULTS = 100

/** Imported articles that the region could make, for its operator; who plans there keeps the list. */
export const relocationRoutes: FastifyPluginAsyncTypebox = async app => {
  // Every article is ranked at every read of the page: once is enough until a firm, the day or the catalogue changes.
  const rankings = app.revisions.derive(({ engine, ranker }) =>
    keptRankings(ranker, () => `${app.follower.firmsSeen()} ${engine.asOf}`),
  )
  const readingBy = (request: FastifyRequest): Reading => ({
    operatorId: pathParameter(request, 'organisationId'),
    personId: personOf(request).id,
    catalogue: app.catalogue,
    engine: app.engine,
    ranker: rankings.here,
    departments: app.region.departments,
    today: parisDate(new Date()),
    back: 26,
  })
  const keepingBy = (request: FastifyRequest): Keeping => ({
    operatorId: pathParameter(request, 'organisationId'),
    actor: personOf(request).id,
    catalogue: app.catalogue,
  })
  const answer = (request: FastifyRequest, reply: FastifyReply, refused: Refusal | string | null) =>
    refused !== null && typeof refused !== 'string'
      ? reply.refuse(refused)
      : readRelocations(app.db, readingBy(request))

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'Imported articles, the regional chain that could make each, and what it would cost',
        params: OrganisationPath,
        response,
      },
      preHandler: operatorReader,
    },
    request => readRelocations(app.db, readingBy(request)),
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Put an article on the list',
        params: OrganisationPath,
        body: RelocationInput,
        response,
      },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const kept = await app.db
        .transaction()
        .execute(trx => keepRelocation(trx, keepingBy(request), null, request.body))
      return answer(request, reply, kept)
    },
  )

  app.put(
    one,
    {
      schema: { tags, summary: 'Change an article', params: RelocationPath, body: RelocationInput, response },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { relocationId } = request.params
      const kept = await app.db
        .transaction()
        .execute(trx => keepRelocation(trx, keepingBy(request), relocationId, request.body))
      return answer(request, reply, kept)
    },
  )

  app.delete(
    one,
    {
      schema: { tags, summary: 'Take an article off the list', params: RelocationPath, response },
      preHandler: onDuty('planner'),
    },
    async (request, reply) => {
      const { relocationId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => removeRelocation(trx, keepingBy(request), relocationId))
      return answer(request, reply, refused)
    },
  )

  app.post(
    '/api/organisations/:organisationId/relocation-table',
    {
      schema: {
        tags,
        summary: 'Read a table of imported articles; kept where it has no fault and one confirms',
        params: OrganisationPath,
        body: CsvInput,
        response: { 200: CsvRead, ...refusals },
      },
      preHandler: onDuty('planner'),
    },
    async request => {
      const { csv, confirm } = request.body
      const { articles, lines, faults } = await readArticles(csv, app.catalogue)
      const keeping = keepingBy(request)
      const names = await app.db
        .selectFrom('relocation')
        .select('name')
        .where('operatorId', '=', keeping.operatorId)
        .execute()
      const known = new Set(names.map(({ name }) => name))
      const replaced = articles.filter(({ name }) => known.has(name)).length
      const saved = confirm && faults.length === 0 && articles.length > 0
      if (saved) await app.db.transaction().execute(trx => keepMany(trx, keeping, articles))
      const language = languageOf(request)
      return {
        lines,
        added: articles.length - replaced,
        replaced,
        faults: faults
          .slice(0, MOST_FAULTS)
          .map(({ line, message }) => ({ line, message: message[language] })),
        saved,
      }
    },
  )

  app.get(
    `${path}/table.csv`,
    {
      schema: {
        tags,
        summary: 'The articles, or the work they would give firms, for spreadsheets',
        params: OrganisationPath,
        querystring: RelocationTableQuery,
        response: {
          200: { description: 'The table', content: { 'text/csv': { schema: Type.String() } } },
          ...refusals,
        },
      },
      preHandler: operatorReader,
    },
    async (request, reply) => {
      const { articles, loads } = await readRelocations(app.db, readingBy(request))
      const { table } = request.query
      const language = languageOf(request)
      return reply
        .header('content-disposition', `attachment; filename="relocation-${table}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(table === 'loads' ? loadsCsv(loads, language) : articlesCsv(articles, app.catalogue, language))
    },
  )
}

const loadHeadings: Text[] = [
  { fr: 'Entreprise', en: 'Firm' },
  { fr: 'Articles', en: 'Articles' },
  { fr: 'Récurrent (h par semaine)', en: 'Recurrent (h a week)' },
  { fr: 'Carnet durable au plus (h par semaine)', en: 'Orders that last at most (h a week)' },
  { fr: 'Carnet lié à la crise (h par semaine)', en: 'Orders of the crisis (h a week)' },
  { fr: 'Carnet pas connu (h par semaine)', en: 'Orders not known (h a week)' },
]

function loadsCsv(loads: readonly LoadShown[], language: Language): string {
  const tenth = (value: number) => Number(value.toFixed(1))
  return csvOf([
    loadHeadings.map(text => text[language]),
    ...loads.map(({ name, articles, recurrent, lasting, oneOff, unknown }) => [
      name,
      articles,
      ...[recurrent, lasting, oneOff, unknown].map(tenth),
    ]),
  ])
}
