import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { languageOf, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { atomOf } from './atom.ts'
import { calendarOf } from './calendar.ts'
import { datesOf, entriesOf, type Open } from './feeds.ts'
import { MOST_OPEN, readAwardNotices, readOpenNeeds, readOpenTenders } from './queries.ts'
import { Formats, Languages, OpenNeedSchema, OpenTenderSchema } from './schemas.ts'
import { needsCsv, tendersCsv } from './tables.ts'

const tags = ['open data']
/** Most entries of a feed: readers keep what they have read. */
const MOST_IN_FEED = 100
const READS_A_MINUTE = 60

const names = {
  fr: 'Maillage\u00a0: besoins et consultations ouverts',
  en: 'Maillage: open needs and tenders',
}

/** The same for everybody, whoever asks: a proxy may keep it for some minutes. */
const shared = (reply: FastifyReply) => reply.header('cache-control', 'public, max-age=300')

/** What everybody may read, for programs: open needs and tenders as data, as a feed and as a calendar. */
export const openDataRoutes: FastifyPluginAsyncTypebox = async app => {
  const { publicUrl } = app.environment
  const needs = (limit: number) => readOpenNeeds(app.db, { catalogue: app.catalogue, publicUrl, limit })
  const tenders = (limit: number) => readOpenTenders(app.db, { publicUrl, limit })
  const open = async (): Promise<Open> => ({
    needs: await needs(MOST_IN_FEED),
    tenders: await tenders(MOST_IN_FEED),
    awards: await readAwardNotices(app.db, { publicUrl, limit: MOST_IN_FEED }),
  })
  const config = perMinute(READS_A_MINUTE)
  const told = (summary: string, type: string) => ({
    tags,
    summary,
    querystring: Languages,
    response: {
      200: { description: summary, content: { [type]: { schema: Type.String() } } },
      ...refusals,
    },
  })

  app.get(
    '/api/open-data/needs',
    {
      config,
      schema: {
        tags,
        summary: 'Open needs that anyone may read, as JSON or CSV, the last published first',
        querystring: Formats,
        response: {
          200: {
            description: 'At most 5,000',
            content: {
              'application/json': { schema: Type.Array(OpenNeedSchema) },
              'text/csv': { schema: Type.String() },
            },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { format = 'json', language = languageOf(request) } = request.query
      const found = await needs(MOST_OPEN)
      void shared(reply)
      if (format === 'json') return reply.type('application/json').send(found)
      void reply.header('content-disposition', 'attachment; filename="needs.csv"')
      return reply.type('text/csv; charset=utf-8').send(needsCsv(found, language))
    },
  )

  app.get(
    '/api/open-data/tenders',
    {
      config,
      schema: {
        tags,
        summary: 'Tenders that anyone may answer or could have, as JSON or CSV, the last published first',
        querystring: Formats,
        response: {
          200: {
            description: 'At most 5,000',
            content: {
              'application/json': { schema: Type.Array(OpenTenderSchema) },
              'text/csv': { schema: Type.String() },
            },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { format = 'json', language = languageOf(request) } = request.query
      const found = await tenders(MOST_OPEN)
      void shared(reply)
      if (format === 'json') return reply.type('application/json').send(found)
      void reply.header('content-disposition', 'attachment; filename="tenders.csv"')
      return reply.type('text/csv; charset=utf-8').send(tendersCsv(found, language))
    },
  )

  app.get(
    '/api/open-data/feed.atom',
    { config, schema: told('The last open needs and tenders, as an Atom feed', 'application/atom+xml') },
    async (request, reply) => {
      const { language = languageOf(request) } = request.query
      const feed = {
        title: names[language],
        url: publicUrl,
        self: `${publicUrl}/api/open-data/feed.atom?language=${language}`,
        language,
      }
      const text = atomOf(feed, entriesOf(await open(), language).slice(0, MOST_IN_FEED))
      return shared(reply).type('application/atom+xml; charset=utf-8').send(text)
    },
  )

  app.get(
    '/api/open-data/calendar.ics',
    { config, schema: told('Deadlines of tenders and deliveries of needs, as a calendar', 'text/calendar') },
    async (request, reply) => {
      const { language = languageOf(request) } = request.query
      const text = calendarOf(names[language], datesOf(await open(), language))
      return shared(reply).type('text/calendar; charset=utf-8').send(text)
    },
  )
}
