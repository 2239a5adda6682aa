import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { membershipOf } from '../../plugins/access.ts'
import { type Refusal, refusals } from '../../problems/problem.ts'
import { Day, Id } from '../../schemas.ts'
import { contractBuyer, contractReader, deliveryBuyer } from '../contracts/policy.ts'
import { tradingBy } from '../contracts/trading.ts'
import { announceDelivery, cancelDelivery } from './announce.ts'
import { inspectDelivery } from './inspect.ts'
import { approveSample, reachMilestone, resumeInspection, setMilestone } from './milestones.ts'
import { readDeliveries } from './queries.ts'
import { receiveDelivery, recordPayment, returnDelivery, sortDelivery } from './receive.ts'
import {
  AnnounceInput,
  DeliveriesSchema,
  InspectInput,
  MilestoneInput,
  ReceiveInput,
  SampleInput,
  SortInput,
} from './schemas.ts'

const tags = ['deliveries']
const closed = { additionalProperties: false } as const
const params = Type.Object({ contractId: Id })
const DeliveryPath = Type.Object({ contractId: Id, deliveryId: Id })
const response = { 200: DeliveriesSchema, ...refusals }
const path = '/api/contracts/:contractId'
const one = `${path}/deliveries/:deliveryId`

/** How contracts are carried out: milestones, samples, deliveries and their inspection. Every answer is all of it as it now is. */
export const deliveryRoutes: FastifyPluginAsyncTypebox = async app => {
  async function answerWith(
    request: FastifyRequest & { params: { contractId: string } },
    reply: FastifyReply,
    refusal: Refusal | null,
  ) {
    if (refusal !== null) return reply.refuse(refusal)
    const { organisationId } = membershipOf(request)
    const { contractId } = request.params
    const today = parisDate(new Date())
    const shown = await readDeliveries(app.db, app.catalogue, { contractId, organisationId, today })
    return shown ?? reply.refuse('not-found')
  }
  const by = <Path extends { contractId: string }>(request: FastifyRequest & { params: Path }) => ({
    ...request.params,
    organisationId: membershipOf(request).organisationId,
  })

  app.get(
    `${path}/deliveries`,
    {
      schema: {
        tags,
        summary:
          'Deliveries of a contract with their inspections, milestones, samples, and what will be late',
        params,
        response,
      },
      preHandler: contractReader('viewer'),
    },
    (request, reply) => answerWith(request, reply, null),
  )

  app.post(
    `${path}/deliveries`,
    {
      schema: {
        tags,
        summary: 'Announce a delivery of one order line; never above what is left of it',
        params,
        body: AnnounceInput,
        response,
      },
      preHandler: contractReader('editor'),
    },
    async (request, reply) => {
      const act = await app.db
        .transaction()
        .execute(trx => announceDelivery(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, act)
    },
  )

  for (const [verb, summary, act] of [
    ['cancel', 'Take back a delivery that was announced and has not come in', cancelDelivery],
    ['return', 'A delivery that was refused goes back: so much has to be delivered again', returnDelivery],
  ] as const) {
    app.post(
      `${one}/${verb}`,
      { schema: { tags, summary, params: DeliveryPath, response }, preHandler: contractReader('editor') },
      async (request, reply) => {
        const done = await app.db.transaction().execute(trx => act(trx, tradingBy(request), by(request)))
        return answerWith(request, reply, done)
      },
    )
  }

  app.post(
    `${one}/receive`,
    {
      schema: {
        tags,
        summary: 'Count a delivery that has come in',
        params: DeliveryPath,
        body: ReceiveInput,
        response,
      },
      preHandler: deliveryBuyer('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => receiveDelivery(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${one}/inspect`,
    {
      schema: {
        tags,
        summary: 'Inspect a delivery: the plan of its lot says whether it is accepted',
        description:
          'By sampling (ISO 2859-1 for a series, ISO 2859-2 for a lot alone of its kind) or piece by piece. A lot that was sorted is inspected under tightened inspection.',
        params: DeliveryPath,
        body: InspectInput,
        response,
      },
      preHandler: deliveryBuyer('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => inspectDelivery(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${one}/sort`,
    {
      schema: {
        tags,
        summary: 'Present a refused lot once more after sorting it, less what was taken out',
        params: DeliveryPath,
        body: SortInput,
        response,
      },
      preHandler: contractReader('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => sortDelivery(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${one}/paid`,
    {
      schema: {
        tags,
        summary: 'Write the day on which an accepted delivery was paid; nothing is paid here',
        params: DeliveryPath,
        body: Type.Object({ paidOn: Day }, closed),
        response,
      },
      preHandler: deliveryBuyer('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => recordPayment(trx, tradingBy(request), by(request), request.body.paidOn))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${path}/milestones`,
    {
      schema: { tags, summary: 'Set a milestone of a maker', params, body: MilestoneInput, response },
      preHandler: contractReader('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => setMilestone(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${path}/milestones/:milestoneId/reach`,
    {
      schema: {
        tags,
        summary: 'Write the day on which a milestone was reached, for its maker',
        params: Type.Object({ contractId: Id, milestoneId: Id }),
        body: Type.Object({ reachedOn: Day }, closed),
        response,
      },
      preHandler: contractReader('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => reachMilestone(trx, tradingBy(request), by(request), request.body.reachedOn))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${path}/samples`,
    {
      schema: {
        tags,
        summary: 'Approve the sample of a line: deliveries of it are held against it from then on',
        params,
        body: SampleInput,
        response,
      },
      preHandler: contractBuyer('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => approveSample(trx, tradingBy(request), by(request), request.body))
      return answerWith(request, reply, done)
    },
  )

  app.post(
    `${path}/order-lines/:orderLineId/resume`,
    {
      schema: {
        tags,
        summary: 'Agree that deliveries go on after too many lots in a row were refused',
        params: Type.Object({ contractId: Id, orderLineId: Id }),
        response,
      },
      preHandler: contractBuyer('editor'),
    },
    async (request, reply) => {
      const done = await app.db
        .transaction()
        .execute(trx => resumeInspection(trx, tradingBy(request), by(request)))
      return answerWith(request, reply, done)
    },
  )
}
