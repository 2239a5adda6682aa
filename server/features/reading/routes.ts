import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import { parisDate } from '../../paris-date.ts'
import { member } from '../../plugins/access.ts'
import { isRefusal, refusals } from '../../problems/problem.ts'
import { perMinute } from '../../rate-limits.ts'
import { OrganisationPath } from '../../schemas.ts'
import { posters } from '../needs/policy.ts'
import { needsAnswer, profileAnswer } from './answer.ts'
import { NeedsReadingSchema, ProfileReadingSchema, TEXT_BODY_BYTES, TextInput } from './schemas.ts'

/** More than a person pastes. */
const READINGS_A_MINUTE = 60

/** What a text says, to keep or drop: nothing is stored here. */
export const readingRoutes: FastifyPluginAsyncTypebox = async app => {
  const { activities } = loadWords()
  const common = { tags: ['reading'], params: OrganisationPath, body: TextInput }
  const limits = { bodyLimit: TEXT_BODY_BYTES, config: perMinute(READINGS_A_MINUTE) }

  app.post(
    '/api/organisations/:organisationId/reading/profile',
    {
      ...limits,
      schema: {
        ...common,
        summary: 'What a text says that a firm has and can do, each beside its words',
        description: 'Proposals and questions to be answered by a person. Nothing is stored.',
        response: { 200: ProfileReadingSchema, ...refusals },
      },
      preHandler: member('viewer', 'firm'),
    },
    async (request, reply) => {
      const read = await app.reader.profile(request.body.text)
      return isRefusal(read) ? reply.refuse(read) : profileAnswer(read, app.catalogue, activities)
    },
  )

  app.post(
    '/api/organisations/:organisationId/reading/needs',
    {
      ...limits,
      schema: {
        ...common,
        summary: 'The needs that a text tells of, each field beside its words',
        description:
          'What is unknown is null and named in `missing`, the most important first. Nothing is stored.',
        response: { 200: NeedsReadingSchema, ...refusals },
      },
      preHandler: member('viewer', ...posters),
    },
    async (request, reply) => {
      const read = await app.reader.needs(request.body.text, parisDate(new Date()))
      return isRefusal(read) ? reply.refuse(read) : needsAnswer(read, app.catalogue)
    },
  )
}
