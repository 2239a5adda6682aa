import type { DB } from '@maillage/db/tables/database.ts'
import type { MemberRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { membersOf } from '../pools/pooled.ts'
import { admit, isBelow, type Membership, pathParameter } from '../../plugins/access.ts'

/** Organisations that may act, and nobody else. */
type Sides = (db: Kysely<DB>, request: FastifyRequest) => Promise<string[]>

/** The highest active membership of a person in one of some organisations. */
async function bestMembership(
  db: Kysely<DB>,
  personId: string,
  organisations: string[],
): Promise<Membership | undefined> {
  if (organisations.length === 0) return undefined
  const rows = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['member.organisationId', 'member.role', 'organisation.roles', 'organisation.status'])
    .where('member.organisationId', 'in', organisations)
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .execute()
  // In the order that they were named: the buyer's side first.
  rows.sort(
    (one, other) => organisations.indexOf(one.organisationId) - organisations.indexOf(other.organisationId),
  )
  return rows.reduce<Membership | undefined>(
    (best, row) => (best === undefined || isBelow(best.role, row.role) ? row : best),
    undefined,
  )
}

const guard = (atLeast: MemberRole, sides: Sides) =>
  async function lookAtMembership(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> {
    if (request.person === null) return reply.refuse('not-signed-in')
    const { db } = request.server
    const organisations = await sides(db, request)
    return admit(request, reply, await bestMembership(db, request.person.id, organisations), atLeast, [])
  }

const contractOf = (request: FastifyRequest) => pathParameter(request, 'contractId')

async function buyerOf(db: Kysely<DB>, request: FastifyRequest): Promise<string[]> {
  const rows = await db
    .selectFrom('contract')
    .select('buyerId')
    .where('id', '=', contractOf(request))
    .execute()
  return rows.map(({ buyerId }) => buyerId)
}

/** Members of a pool that a contract is concluded for, beside its buyer. */
const membersFor = (db: Kysely<DB>, request: FastifyRequest) => membersOf(db, contractOf(request))

const firmsOf = (db: Kysely<DB>, request: FastifyRequest) =>
  db
    .selectFrom('contractParty')
    .select('firmId')
    .where('contractId', '=', contractOf(request))
    .where('firmId', 'is not', null)
    .orderBy('holder')
    .orderBy('position')

const ids = (rows: { firmId: string | null }[]) => rows.flatMap(({ firmId }) => firmId ?? [])

/** Guards of routes whose path holds `contractId`. Whoever is no party gets the same answer as for what does not exist. */

/** A member of its buyer. */
export const contractBuyer = (atLeast: MemberRole) => guard(atLeast, buyerOf)

/** A member of its buyer, or of a buyer that it is concluded for. What each may do of it is judged with what it is done to. */
export const contractBuyers = (atLeast: MemberRole) =>
  guard(atLeast, async (db, request) => [...(await buyerOf(db, request)), ...(await membersFor(db, request))])

/** A member of the buyer, or of the one whose need the delivery of the path (`deliveryId`) meets. */
export const deliveryBuyer = (atLeast: MemberRole) =>
  guard(atLeast, async (db, request) => {
    const met = await db
      .selectFrom('delivery')
      .innerJoin('orderLine', 'orderLine.id', 'delivery.orderLineId')
      .innerJoin('need', 'need.id', 'orderLine.needId')
      .select('need.organisationId')
      .where('delivery.id', '=', pathParameter(request, 'deliveryId'))
      .where('delivery.contractId', '=', contractOf(request))
      .execute()
    return [...met.map(({ organisationId }) => organisationId), ...(await buyerOf(db, request))]
  })

/** A member of any side. */
export const contractReader = (atLeast: MemberRole) =>
  guard(atLeast, async (db, request) => [
    ...(await buyerOf(db, request)),
    ...(await membersFor(db, request)),
    ...ids(await firmsOf(db, request).execute()),
  ])

/** A member of the firm that the party of the path (`partyId`) is. */
export const contractParty = (atLeast: MemberRole) =>
  guard(atLeast, async (db, request) =>
    ids(await firmsOf(db, request).where('id', '=', pathParameter(request, 'partyId')).execute()),
  )

/** A member of the firm that leads the holder of the call-off of the path (`callOffId`). */
export const callOffHolder = (atLeast: MemberRole) =>
  guard(atLeast, async (db, request) =>
    ids(
      await firmsOf(db, request)
        .where('isLead', '=', true)
        .where('holder', '=', eb =>
          eb
            .selectFrom('callOff')
            .select('callOff.holder')
            .where('callOff.id', '=', pathParameter(request, 'callOffId'))
            .where('callOff.contractId', '=', contractOf(request)),
        )
        .execute(),
    ),
  )
