import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { personOf } from '../../plugins/access.ts'
import { isRefusal, type Refusal, refusals } from '../../problems/problem.ts'
import { Id, Nullable, OrganisationPath } from '../../schemas.ts'
import { checkCount, countDepot } from './count.ts'
import { nameDepot, takeInDelivery } from './deliver.ts'
import { moveGoods, takeIn } from './move.ts'
import { movingBy } from './moving.ts'
import { stockKeeper, stockReader } from './policy.ts'
import { readDepot } from './read.ts'
import { reverseMovement } from './reverse.ts'
import { CountChecked, CountInput, DepotPath, DepotSchema, EntryInput, MoveInput } from './schemas.ts'

const tags = ['stocks']
const closed = { additionalProperties: false } as const
const path = '/api/organisations/:organisationId'
const MovementPath = Type.Object({ ...OrganisationPath.properties, movementId: Id })
const DeliveryPath = Type.Object({ ...OrganisationPath.properties, deliveryId: Id })
const ContractPath = Type.Object({ ...OrganisationPath.properties, contractId: Id })
const response = { 200: DepotSchema, ...refusals }
const done = { 204: Type.Null(), ...refusals }

/** What moves stocks. Every movement in a depot is answered by the depot as it then is. */
export const stockMoveRoutes: FastifyPluginAsyncTypebox = async app => {
  async function answer(
    request: FastifyRequest & { params: { organisationId: string; depotId: string } },
    reply: FastifyReply,
    refused: Refusal | null,
  ) {
    if (refused !== null) return reply.refuse(refused)
    const { organisationId, depotId } = request.params
    const reading = { organisationId, personId: personOf(request).id, today: parisDate(new Date()) }
    return (await readDepot(app.db, reading, depotId)) ?? reply.refuse('not-found')
  }

  app.post(
    `${path}/depots/:depotId/entries`,
    {
      schema: {
        tags,
        summary: 'Take goods into a depot: a lot that is known, or a new one',
        params: DepotPath,
        body: EntryInput,
        response,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { depotId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => takeIn(trx, movingBy(request), depotId, request.body))
      return answer(request, reply, refused)
    },
  )

  app.post(
    `${path}/depots/:depotId/movements`,
    {
      schema: {
        tags,
        summary:
          'Take goods out, write off a loss, send them to another depot, or let them arrive: all lines or none',
        params: DepotPath,
        body: MoveInput,
        response,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { depotId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => moveGoods(trx, movingBy(request), depotId, request.body))
      return answer(request, reply, refused)
    },
  )

  app.post(
    `${path}/depots/:depotId/counts/check`,
    {
      schema: {
        tags,
        summary: 'What a count would change; nothing is written',
        params: DepotPath,
        body: CountInput,
        response: { 200: CountChecked, ...refusals },
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { depotId } = request.params
      const lines = await app.db
        .transaction()
        .execute(trx => checkCount(trx, movingBy(request), depotId, request.body))
      if (isRefusal(lines)) return reply.refuse(lines)
      const differences = lines.map(({ difference }) => difference)
      return {
        lines,
        more: differences.reduce((sum, one) => sum + Math.max(0, one), 0),
        less: differences.reduce((sum, one) => sum + Math.max(0, -one), 0),
      }
    },
  )

  app.post(
    `${path}/depots/:depotId/counts`,
    {
      schema: {
        tags,
        summary: 'Count a depot: from then on the book is what was counted',
        params: DepotPath,
        body: CountInput,
        response,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { depotId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => countDepot(trx, movingBy(request), depotId, request.body))
      return answer(request, reply, refused)
    },
  )

  app.post(
    `${path}/movements/:movementId/reverse`,
    {
      schema: {
        tags,
        summary: 'Undo a movement by its contrary',
        params: MovementPath,
        response: done,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { movementId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => reverseMovement(trx, movingBy(request), movementId))
      return refused === null ? reply.code(204).send(null) : reply.refuse(refused)
    },
  )

  app.post(
    `${path}/deliveries/:deliveryId/take-in`,
    {
      schema: {
        tags,
        summary: 'Take an accepted delivery into a depot',
        params: DeliveryPath,
        body: Type.Object({ depotId: Id }, closed),
        response: done,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { deliveryId } = request.params
      const { depotId } = request.body
      const refused = await app.db
        .transaction()
        .execute(trx => takeInDelivery(trx, movingBy(request), { deliveryId, depotId }))
      return refused === null ? reply.code(204).send(null) : reply.refuse(refused)
    },
  )

  app.get(
    `${path}/contracts/:contractId/depot`,
    {
      schema: {
        tags,
        summary: 'Which depot a contract’s deliveries come into by themselves, and which they could',
        params: ContractPath,
        response: {
          200: Type.Object({
            depotId: Nullable(Id),
            depots: Type.Array(Type.Object({ id: Id, name: Type.String() })),
          }),
          ...refusals,
        },
      },
      preHandler: stockReader,
    },
    async (request, reply) => {
      const { organisationId, contractId } = request.params
      const contract = await app.db
        .selectFrom('contract')
        .leftJoin('contractDepot', 'contractDepot.contractId', 'contract.id')
        .select('contractDepot.depotId')
        .where('contract.id', '=', contractId)
        .where('contract.buyerId', '=', organisationId)
        .executeTakeFirst()
      if (contract === undefined) return reply.refuse('not-found')
      const depots = await app.db
        .selectFrom('depot')
        .select(['id', 'name'])
        .where('organisationId', '=', organisationId)
        .where('closedAt', 'is', null)
        .orderBy('name')
        .execute()
      return { depotId: contract.depotId, depots }
    },
  )

  app.put(
    `${path}/contracts/:contractId/depot`,
    {
      schema: {
        tags,
        summary: 'Say which depot a contract’s deliveries come into by themselves, or none',
        params: ContractPath,
        body: Type.Object({ depotId: Nullable(Id) }, closed),
        response: done,
      },
      preHandler: stockKeeper,
    },
    async (request, reply) => {
      const { contractId } = request.params
      const refused = await app.db
        .transaction()
        .execute(trx => nameDepot(trx, movingBy(request), contractId, request.body.depotId))
      return refused === null ? reply.code(204).send(null) : reply.refuse(refused)
    },
  )
}
