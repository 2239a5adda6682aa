import type { DB } from '@maillage/db/tables/database.ts'
import type { Duty, MemberRole, OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Kysely } from 'kysely'

export interface Person {
  id: string
  /** The session they are signed in with. */
  sessionId: string
  name: string
  email: string
  emailVerified: boolean
  language: string
}

export interface Membership {
  organisationId: string
  role: MemberRole
  roles: OrganisationRole[]
  status: 'unverified' | 'verified' | 'suspended'
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, or null. */
    person: Person | null
    /** The membership a guard has checked, on routes below an organisation. */
    membership: Membership | null
  }
}

const rank: Record<MemberRole, number> = { viewer: 0, editor: 1, owner: 2 }

/** Whether a right is less than another. */
export function isBelow(role: MemberRole, other: MemberRole): boolean {
  return rank[role] < rank[other]
}

/** Guard: somebody is signed in. */
export async function signedIn(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  return request.person === null ? reply.refuse('not-signed-in') : undefined
}

/** The active membership of a person in an organisation, or undefined. */
export function memberOf(
  db: Kysely<DB>,
  personId: string,
  organisationId: string,
): Promise<Membership | undefined> {
  return db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['member.organisationId', 'member.role', 'organisation.roles', 'organisation.status'])
    .where('member.organisationId', '=', organisationId)
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .executeTakeFirst()
}

/**
 * Lets a member in: with at least this role, of an organisation that has one of these roles in the marketplace (any
 * where none is named). Strangers get the same answer as for what does not exist.
 */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  membership: Membership | undefined,
  atLeast: MemberRole,
  anyOf: OrganisationRole[],
): Promise<FastifyReply | undefined> {
  if (!membership) return reply.refuse('not-found')
  if (anyOf.length > 0 && !anyOf.some(role => membership.roles.includes(role)))
    return reply.refuse('not-found')
  if (isBelow(membership.role, atLeast)) return reply.refuse('not-allowed')
  request.membership = membership
  return undefined
}

/** Guard of a route whose path holds `organisationId`: the person is an active member that `admit` lets in. */
export function member(atLeast: MemberRole, ...anyOf: OrganisationRole[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.person === null) return reply.refuse('not-signed-in')
    const organisationId = pathParameter(request, 'organisationId')
    const membership = await memberOf(request.server.db, request.person.id, organisationId)
    return admit(request, reply, membership, atLeast, anyOf)
  }
}

/** Guard of a route whose path holds an operator's `organisationId`: the person has this duty there, as all owners have. */
export function onDuty(duty: Duty) {
  const inOperator = member('viewer', 'operator')
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const refused = await inOperator(request, reply)
    if (refused !== undefined) return refused
    const { role, duties } = await request.server.db
      .selectFrom('member')
      .select(['role', 'duties'])
      .where('organisationId', '=', pathParameter(request, 'organisationId'))
      .where('userId', '=', personOf(request).id)
      .executeTakeFirstOrThrow()
    return role === 'owner' || duties.includes(duty) ? undefined : reply.refuse('not-allowed')
  }
}

/** A part of the path that the route's schema has checked. Throws where the route has none of this name. */
export function pathParameter({ params }: FastifyRequest, name: string): string {
  const value: unknown = typeof params === 'object' && params !== null && Reflect.get(params, name)
  if (typeof value !== 'string') throw new Error(`this route has no :${name} in its path`)
  return value
}

/** The membership that `member()` has checked; for handlers behind that guard only. */
export function membershipOf(request: FastifyRequest): Membership {
  if (request.membership === null) throw new Error('this route has no member() guard')
  return request.membership
}

/** The signed-in person; for handlers behind a guard only. */
export function personOf(request: FastifyRequest): Person {
  if (request.person === null) throw new Error('this route has no signedIn or member() guard')
  return request.person
}

/** Who is asking: decorations filled by the session plugin and the guards. */
export const access = fp(
  async app => {
    app.decorateRequest('person', null)
    app.decorateRequest('membership', null)
  },
  { name: 'access' },
)
