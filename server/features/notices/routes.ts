import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { personOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id } from '../../schemas.ts'
import { memberOfTender } from '../tenders/policy.ts'
import { readNotice } from './prepare.ts'
import { publishNotice } from './publish.ts'
import { AwardNoticeInput, AwardNoticeSchema } from './schemas.ts'

const tags = ['notices']
const params = Type.Object({ tenderId: Id })
const path = '/api/tenders/:tenderId/award-notice'

/** Award notices: prepared from what is known, checked and published by the buyer, read by everybody with the tender. */
export const noticeRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'The award notice of a tender, as it was published or would be, and by when it is due',
        params,
        response: { 200: AwardNoticeSchema, ...refusals },
      },
      preHandler: memberOfTender('viewer'),
    },
    async request => readNotice(app.db, request.params.tenderId),
  )

  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Publish the award notice of a tender whose contracts are concluded',
        params,
        body: AwardNoticeInput,
        response: { 200: AwardNoticeSchema, ...refusals },
      },
      preHandler: memberOfTender('owner'),
    },
    async (request, reply) => {
      const { tenderId } = request.params
      const refusal = await app.db
        .transaction()
        .execute(trx => publishNotice(trx, personOf(request).id, tenderId, request.body))
      return refusal ? reply.refuse(refusal) : readNotice(app.db, tenderId)
    },
  )
}
