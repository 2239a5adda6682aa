import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { onDuty, pathParameter, personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { operatorReader } from '../stocks/policy.ts'
import { areShown, readFigures, type Showing } from './read.ts'
import { FiguresDecision, type FiguresState, FiguresStateSchema, PublicFiguresSchema } from './schemas.ts'

const path = '/api/organisations/:organisationId/public-figures'
const response = { 200: FiguresStateSchema, ...refusals }
const READS_A_MINUTE = 60

/** The region's figures for everybody, once its operator has decided to show them. */
export const figureRoutes: FastifyPluginAsyncTypebox = async app => {
  const showing = (): Showing => ({
    catalogue: app.catalogue,
    region: app.region.name,
    departments: app.region.departments,
    today: parisDate(new Date()),
  })

  async function stateFor(request: FastifyRequest): Promise<FiguresState> {
    const organisationId = pathParameter(request, 'organisationId')
    const decided = await app.db
      .selectFrom('publicFigures')
      .select('shown')
      .where('operatorId', '=', organisationId)
      .executeTakeFirst()
    const { role, duties } = await app.db
      .selectFrom('member')
      .select(['role', 'duties'])
      .where('organisationId', '=', organisationId)
      .where('userId', '=', personOf(request).id)
      .executeTakeFirstOrThrow()
    return {
      shown: decided?.shown ?? false,
      mayDecide: role === 'owner' || duties.includes('administrator'),
      figures: await readFigures(app.db, showing()),
    }
  }

  app.get(
    '/api/open-data/figures',
    {
      config: perMinute(READS_A_MINUTE),
      schema: {
        tags: ['open data'],
        summary: 'The region’s figures, where its operator shows them: aggregates that tell of nobody',
        response: { 200: PublicFiguresSchema, ...refusals },
      },
    },
    async (_, reply) =>
      (await areShown(app.db))
        ? reply
            .header('cache-control', 'public, max-age=300')
            .send({ figures: await readFigures(app.db, showing()) })
        : { figures: null },
  )

  app.get(
    path,
    {
      schema: {
        tags: ['situation'],
        summary: 'Whether everybody reads the region’s figures, and which these are or would be',
        params: OrganisationPath,
        response,
      },
      preHandler: operatorReader,
    },
    stateFor,
  )

  app.put(
    path,
    {
      schema: {
        tags: ['situation'],
        summary: 'Show the region’s figures to everybody, or no longer',
        params: OrganisationPath,
        body: FiguresDecision,
        response,
      },
      preHandler: onDuty('administrator'),
    },
    async request => {
      const operatorId = pathParameter(request, 'organisationId')
      const { shown } = request.body
      const decision = { shown, decidedBy: personOf(request).id, decidedAt: new Date() }
      await app.db.transaction().execute(async trx => {
        await trx
          .insertInto('publicFigures')
          .values({ operatorId, ...decision })
          .onConflict(conflict => conflict.column('operatorId').doUpdateSet(decision))
          .execute()
        await recordEvent(trx, {
          verb: shown ? 'figures.shown' : 'figures.hidden',
          subjectKind: 'organisation',
          subjectId: operatorId,
          organisationId: operatorId,
          actor: personOf(request).id,
          data: {},
        })
      })
      return stateFor(request)
    },
  )
}
