import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, OneOf, OrganisationPath, Slug, Words } from '../../schemas.ts'
import { findSubjects } from '../catalogue/find.ts'
import { knownIn } from '../catalogue/known.ts'
import { makeableBy } from '../possibilities/makeable.ts'
import { listOwnNeeds, listPublicNeeds, type Search, type Subjects } from './lists.ts'
import { listOpenNeeds, openNeedCursor } from './open-needs.ts'
import { posters } from './policy.ts'
import { NeedLineSchema, NeedStateSchema, OpenNeedLineSchema, OwnNeedLineSchema, PageOf } from './schemas.ts'

const tags = ['needs']
const DEFAULT_LIMIT = 20
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: DEFAULT_LIMIT }))
const filters = {
  query: Type.Optional(Words(200)),
  family: Type.Optional(Slug),
  department: Type.Optional(Type.String({ pattern: '^[0-9AB]{2,3}$' })),
}

/** Needs in lists: a buyer's own, those open to a firm, and those anyone may read. */
export const needListRoutes: FastifyPluginAsyncTypebox = async app => {
  const today = () => parisDate(new Date())

  function searchFor(words: string | undefined): Search | undefined {
    if (words === undefined || words.trim() === '') return undefined
    return { words, named: findSubjects(app.catalogue, words) }
  }

  function subjectsOf(family: string | undefined): Subjects | undefined {
    if (family === undefined) return undefined
    const items = knownIn(app.catalogue).families.get(family) ?? []
    return { items: items.map(({ id }) => id), families: [family] }
  }

  app.get(
    '/api/organisations/:organisationId/needs',
    {
      schema: {
        tags,
        summary: 'An organisation’s own needs, the last written first, withdrawn ones after all others',
        params: OrganisationPath,
        querystring: Type.Object({
          state: Type.Optional(Type.Array(NeedStateSchema, { maxItems: 3 })),
          query: filters.query,
          after: Type.Optional(Id),
          limit: Limit,
        }),
        response: { 200: PageOf(OwnNeedLineSchema), ...refusals },
      },
      preHandler: member('viewer', ...posters),
    },
    async request => {
      const { state, query, after, limit = DEFAULT_LIMIT } = request.query
      return listOwnNeeds(app.db, {
        organisationId: request.params.organisationId,
        today: today(),
        states: state,
        search: searchFor(query),
        after,
        limit,
      })
    },
  )

  app.get(
    '/api/organisations/:organisationId/open-needs',
    {
      schema: {
        tags,
        summary: 'Open needs a firm may answer, with its best match in each',
        params: OrganisationPath,
        querystring: Type.Object({
          ...filters,
          /** Only those it is matched with, or whose item it could make by itself. */
          onlyMatching: Type.Optional(Type.Boolean({ default: false })),
          sort: Type.Optional(OneOf(['match', 'due'])),
          after: Type.Optional(Type.String({ pattern: openNeedCursor })),
          limit: Limit,
        }),
        response: { 200: PageOf(OpenNeedLineSchema), ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async request => {
      const { organisationId } = request.params
      const { query, family, department, onlyMatching = false, sort = 'match', after } = request.query
      const firm = app.engine.firm(organisationId)
      return listOpenNeeds(app.db, {
        firm: organisationId,
        today: today(),
        makeable: firm ? makeableBy(app.engine, app.catalogue, firm).subjects : { items: [], families: [] },
        department,
        subjects: subjectsOf(family),
        search: searchFor(query),
        onlyMatching,
        sort,
        after,
        limit: request.query.limit ?? DEFAULT_LIMIT,
      })
    },
  )

  app.get(
    '/api/needs',
    {
      schema: {
        tags,
        summary: 'Open needs that anyone may read',
        querystring: Type.Object({ ...filters, after: Type.Optional(Id), limit: Limit }),
        response: { 200: PageOf(NeedLineSchema), ...refusals },
      },
    },
    async request => {
      const { query, family, department, after, limit = DEFAULT_LIMIT } = request.query
      return listPublicNeeds(app.db, {
        today: today(),
        department,
        subjects: subjectsOf(family),
        search: searchFor(query),
        after,
        limit,
      })
    },
  )
}
