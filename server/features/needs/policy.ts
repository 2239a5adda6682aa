import type { DB } from '@maillage/db/tables/database.ts'
import type { MemberRole, OrganisationRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { admit, type Membership, pathParameter } from '../../plugins/access.ts'
import type { Refusal } from '../../problems/problem.ts'

/** Organisations that may post needs: a firm that is short of elastic posts one too. */
export const posters: OrganisationRole[] = ['buyer', 'firm']

/** Guard of a route whose path holds `needId`: the person is a member of the need's organisation. */
export function memberOfBuyer(atLeast: MemberRole) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.person === null) return reply.refuse('not-signed-in')
    const needId = pathParameter(request, 'needId')
    const membership: Membership | undefined = await request.server.db
      .selectFrom('need')
      .innerJoin('member', 'member.organisationId', 'need.organisationId')
      .innerJoin('organisation', 'organisation.id', 'need.organisationId')
      .select(['member.organisationId', 'member.role', 'organisation.roles', 'organisation.status'])
      .where('need.id', '=', needId)
      .where('member.userId', '=', request.person.id)
      .where('member.state', '=', 'active')
      .executeTakeFirst()
    return admit(request, reply, membership, atLeast, posters)
  }
}

/**
 * How a person (null: anyone) may read a need: `own` with the buyer's secrets, `other` without, null not at all.
 * Others see published needs only: public ones all, ones for members those who belong to an organisation, and ones for
 * invited firms the region's operator; whoever was asked about one sees it.
 */
export async function readingOf(
  db: Kysely<DB>,
  personId: string | null,
  needId: string,
): Promise<'own' | 'other' | null> {
  const need = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.organisationId', 'need.state', 'need.visibility', 'organisation.status'])
    .where('need.id', '=', needId)
    .executeTakeFirst()
  if (!need) return null
  const memberships =
    personId === null
      ? []
      : await db
          .selectFrom('member')
          .innerJoin('organisation', 'organisation.id', 'member.organisationId')
          .select(['organisation.id', 'organisation.roles', 'organisation.status'])
          .where('member.userId', '=', personId)
          .where('member.state', '=', 'active')
          .execute()
  if (memberships.some(({ id }) => id === need.organisationId)) return 'own'
  if (need.state !== 'published' || need.status === 'suspended') return null
  if (need.visibility === 'public') return 'other'
  if (
    await isAsked(
      db,
      needId,
      memberships.map(({ id }) => id),
    )
  )
    return 'other'
  const current = memberships.filter(({ status }) => status !== 'suspended')
  if (need.visibility === 'members') return current.length > 0 ? 'other' : null
  return current.some(({ roles }) => roles.includes('operator')) ? 'other' : null
}

/** Whether one of these organisations was asked about a need: whoever is asked may read what about. */
async function isAsked(db: Kysely<DB>, needId: string, organisations: string[]): Promise<boolean> {
  if (organisations.length === 0) return false
  const contact = await db
    .selectFrom('sourcingContact')
    .select('firmId')
    .where('needId', '=', needId)
    .where('firmId', 'in', organisations)
    .where('state', '!=', 'withdrawn')
    .executeTakeFirst()
  return contact !== undefined
}

/**
 * Whether an organisation may publish. Away from production a new one counts as verified, so that whoever tries the
 * product can go all the way.
 */
export function mayPublish(status: Membership['status'], production: boolean): Refusal | null {
  if (status === 'suspended') return { refused: 'organisation-suspended' }
  if (status === 'unverified' && production) return { refused: 'organisation-unverified' }
  return null
}
