import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { type Packaging, recordPackage, releasePackage } from './packages.ts'
import { placeOf, placeText } from './keys.ts'
import { type Page, readPage, readReleases } from './publish.ts'
import { readPublisher } from './read.ts'
import { OcidPath, PageQuery, RecordPackageSchema, ReleasePackageSchema } from './schemas.ts'

const tags = ['open data']
const path = '/api/ocds'
const config = perMinute(60)

/** What public buyers tender and contract, as the Open Contracting Data Standard 1.1 has it, for anyone. */
export const ocdsRoutes: FastifyPluginAsyncTypebox = async app => {
  const { publicUrl, ocidPrefix } = app.environment
  const publishing = () => ({ catalogue: app.catalogue, publicUrl, ocidPrefix })
  const packaging = async (request: FastifyRequest): Promise<Packaging> => ({
    uri: `${publicUrl}${request.url}`,
    publicUrl,
    publisher: await readPublisher(app.db),
  })
  const addressOf = (of: 'releases' | 'records', ocid: string) => `${publicUrl}${path}/${of}/${ocid}`
  /** The same for everybody: a proxy may keep it. Where there are more pages, the next is linked (RFC 8288). */
  const shared = (
    reply: FastifyReply,
    of: 'releases' | 'records',
    { next = null, limit = 0, since }: Partial<Pick<Page, 'next'>> & PageQuery = {},
  ) => {
    void reply.header('cache-control', 'public, max-age=300')
    if (next === null) return
    const page = new URLSearchParams({
      limit: String(limit),
      ...(since && { since }),
      after: placeText(next),
    })
    void reply.header('link', `<${publicUrl}${path}/${of}?${page.toString()}>; rel="next"`)
  }
  const pageOf = ({ limit = 50, after, since }: PageQuery) =>
    readPage(app.db, publishing(), {
      limit,
      ...(after !== undefined && { after: placeOf(after) }),
      ...(since !== undefined && { since: new Date(since) }),
    })

  app.get(
    `${path}/releases`,
    {
      config,
      schema: {
        tags,
        summary:
          'OCDS releases of public purchases, or of what changed `since`, the last changed last; `Link` names the next page',
        querystring: PageQuery,
        response: { 200: ReleasePackageSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const page = await pageOf(request.query)
      const shown = releasePackage(await packaging(request), page.processes.flat())
      if (shown === undefined) return reply.refuse('not-found')
      shared(reply, 'releases', { limit: 50, ...request.query, next: page.next })
      return shown
    },
  )

  app.get(
    `${path}/releases/:ocid`,
    {
      config,
      schema: {
        tags,
        summary: 'The OCDS releases of one purchase, the first first',
        params: OcidPath,
        response: { 200: ReleasePackageSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const releases = await readReleases(app.db, publishing(), request.params.ocid)
      const shown = releasePackage(await packaging(request), releases)
      if (shown === undefined) return reply.refuse('not-found')
      shared(reply, 'releases')
      return shown
    },
  )

  app.get(
    `${path}/records`,
    {
      config,
      schema: {
        tags,
        summary: 'OCDS records of public purchases, each with its releases and what it has come to',
        querystring: PageQuery,
        response: { 200: RecordPackageSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const page = await pageOf(request.query)
      const packages = page.processes.flatMap(([first]) => (first ? [addressOf('releases', first.ocid)] : []))
      const shown = recordPackage(await packaging(request), packages, page.processes)
      if (shown === undefined) return reply.refuse('not-found')
      shared(reply, 'records', { limit: 50, ...request.query, next: page.next })
      return shown
    },
  )

  app.get(
    `${path}/records/:ocid`,
    {
      config,
      schema: {
        tags,
        summary: 'The OCDS record of one purchase: its releases, and what it has come to',
        params: OcidPath,
        response: { 200: RecordPackageSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { ocid } = request.params
      const releases = await readReleases(app.db, publishing(), ocid)
      const shown = recordPackage(await packaging(request), [addressOf('releases', ocid)], [releases])
      if (shown === undefined) return reply.refuse('not-found')
      shared(reply, 'records')
      return shown
    },
  )
}
