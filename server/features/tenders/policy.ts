import type { DB } from '@maillage/db/tables/database.ts'
import type { MemberRole } from '@maillage/db/tables/parties.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { admit, type Membership, pathParameter } from '../../plugins/access.ts'
import { posters } from '../needs/policy.ts'

/** Guard of a route whose path holds `tenderId`: the person is a member of the organisation that buys. */
export function memberOfTender(atLeast: MemberRole) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.person === null) return reply.refuse('not-signed-in')
    const membership: Membership | undefined = await request.server.db
      .selectFrom('tender')
      .innerJoin('member', 'member.organisationId', 'tender.organisationId')
      .innerJoin('organisation', 'organisation.id', 'tender.organisationId')
      .select(['member.organisationId', 'member.role', 'organisation.roles', 'organisation.status'])
      .where('tender.id', '=', pathParameter(request, 'tenderId'))
      .where('member.userId', '=', request.person.id)
      .where('member.state', '=', 'active')
      .executeTakeFirst()
    return admit(request, reply, membership, atLeast, posters)
  }
}

/** Organisations that a person is an active member of. */
export async function organisationsOf(db: Kysely<DB>, personId: string | null): Promise<string[]> {
  if (personId === null) return []
  const rows = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select('organisationId')
    .where('userId', '=', personId)
    .where('member.state', '=', 'active')
    .where('organisation.status', '!=', 'suspended')
    .execute()
  return rows.map(({ organisationId }) => organisationId)
}

/**
 * How a person (null: anyone) may read a tender: `own` as a member of the buyer, `other` what is published, null not at
 * all. An open tender is for everybody; one for invited firms is for whoever was asked about one of its needs, and whom these
 * take into their groups.
 */
export async function readingOfTender(
  db: Kysely<DB>,
  personId: string | null,
  tenderId: string,
): Promise<'own' | 'other' | null> {
  const tender = await db
    .selectFrom('tender')
    .select(['organisationId', 'state', 'access'])
    .where('id', '=', tenderId)
    .executeTakeFirst()
  if (tender === undefined) return null
  const organisations = await organisationsOf(db, personId)
  if (organisations.includes(tender.organisationId)) return 'own'
  if (tender.state === 'draft') return null
  if (tender.access === 'open') return 'other'
  const reads =
    (await mayAnswer(db, organisations, tenderId)) || (await isInGroup(db, organisations, tenderId))
  return reads ? 'other' : null
}

/** Whether one of these organisations is in a group that answers this tender: it reads what it would answer. */
async function isInGroup(db: Kysely<DB>, organisations: string[], tenderId: string): Promise<boolean> {
  const member = await db
    .selectFrom('bidderGroup')
    .innerJoin('bidderGroupMember', 'bidderGroupMember.groupId', 'bidderGroup.id')
    .select('groupId')
    .where('tenderId', '=', tenderId)
    .where('bidderGroup.state', '=', 'forming')
    .where('bidderGroupMember.state', '!=', 'declined')
    .where(sql<boolean>`bidder_group_member.organisation_id = any(${organisations}::uuid[])`)
    .executeTakeFirst()
  return member !== undefined
}

/** Whether one of these organisations was asked about a need of this tender. */
export async function mayAnswer(db: Kysely<DB>, organisations: string[], tenderId: string): Promise<boolean> {
  const asked = await db
    .selectFrom('sourcingContact')
    .innerJoin('tenderLot', 'tenderLot.needId', 'sourcingContact.needId')
    .select('firmId')
    .where('tenderLot.tenderId', '=', tenderId)
    .where(sql<boolean>`firm_id = any(${organisations}::uuid[])`)
    .where('sourcingContact.state', '!=', 'withdrawn')
    .executeTakeFirst()
  return asked !== undefined
}
