import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, Instant, Line, OrganisationPath, Words } from '../../schemas.ts'
import { mostSaved, queryIn, saveSearch } from './saved.ts'

const SavedSearch = Type.Object({
  id: Id,
  name: Type.String(),
  /** As the address of the page of results says it. */
  query: Type.String(),
  createdAt: Instant,
})

const tags = ['search']

/** Searches that an organisation keeps, to be told of what is new in them. */
export const savedSearchRoutes: FastifyPluginAsyncTypebox = async app => {
  const list = async (organisationId: string) => {
    const rows = await app.db
      .selectFrom('savedSearch')
      .select(['id', 'name', 'query', 'createdAt'])
      .where('organisationId', '=', organisationId)
      .orderBy('createdAt', 'desc')
      .orderBy('id')
      .execute()
    return rows.map(row => ({ ...row, createdAt: row.createdAt.toISOString() }))
  }

  app.get(
    '/api/organisations/:organisationId/searches',
    {
      schema: {
        tags,
        summary: 'Searches that the organisation keeps, the last saved first',
        params: OrganisationPath,
        response: { 200: Type.Array(SavedSearch), ...refusals },
      },
      preHandler: member('viewer'),
    },
    async request => list(request.params.organisationId),
  )

  app.post(
    '/api/organisations/:organisationId/searches',
    {
      schema: {
        tags,
        summary:
          'Keeps a search: the organisation is told live, and whoever saved it by mail once a day, of what is new in it',
        params: OrganisationPath,
        body: Type.Object({ name: Line(120), query: Words(1500) }, { additionalProperties: false }),
        response: { 200: Type.Array(SavedSearch), ...refusals },
      },
      preHandler: member('editor'),
    },
    async (request, reply) => {
      const { organisationId } = request.params
      const { name, query } = request.body
      if (queryIn(query) === null) {
        const message = {
          fr: 'Cette adresse ne contient pas une recherche que nous comprenons.',
          en: 'This address does not hold a search that we understand.',
        }
        return reply.refuse({ refused: 'invalid-input', fields: [{ field: '/query', message }] })
      }
      const kept = await list(organisationId)
      if (kept.some(saved => saved.query === query)) return kept
      if (kept.length >= mostSaved) {
        const message = {
          fr: `Votre organisation garde déjà ${mostSaved} recherches : retirez-en une.`,
          en: `Your organisation keeps ${mostSaved} searches already: remove one.`,
        }
        return reply.refuse({ refused: 'invalid-input', fields: [{ field: '/query', message }] })
      }
      const saved = { organisationId, userId: personOf(request).id, name: name.trim(), query }
      await app.db.transaction().execute(trx => saveSearch(trx, app.documents, saved, parisDate(new Date())))
      return list(organisationId)
    },
  )

  app.delete(
    '/api/organisations/:organisationId/searches/:searchId',
    {
      schema: {
        tags,
        summary: 'Keeps a search no longer',
        params: Type.Object({ organisationId: Id, searchId: Id }),
        response: { 200: Type.Array(SavedSearch), ...refusals },
      },
      preHandler: member('editor'),
    },
    async request => {
      const { organisationId, searchId } = request.params
      await app.db
        .deleteFrom('savedSearch')
        .where('organisationId', '=', organisationId)
        .where('id', '=', searchId)
        .execute()
      return list(organisationId)
    },
  )
}
