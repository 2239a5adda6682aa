import { createHash, randomBytes } from 'node:crypto'
import type { DB } from '@maillage/db/tables/database.ts'
import type { MemberRole } from '@maillage/db/tables/parties.ts'
import type { Kysely, Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { isBelow, type Person } from '../../plugins/access.ts'
import type { Refusal } from '../../problems/problem.ts'
import { findMember, recordMemberEvent } from './members.ts'
import { lockOrganisation } from './queries.ts'
import type { Invitation } from './schemas.ts'

const VALID_MILLISECONDS = 7 * 86_400_000

/** Only the digest is stored: who reads the table cannot accept in another's place. */
const digestOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Invites an address. Returns the invitation's id, the secret for its link and the organisation's name. Refuses an
 * address whose owner belongs to the organisation, and one that a valid invitation waits for.
 */
export async function invite(
  trx: Transaction<DB>,
  wish: { organisationId: string; personId: string; email: string; role: MemberRole },
): Promise<{ id: string; token: string; organisation: string } | Refusal> {
  const { organisationId, personId, email, role } = wish
  const { name } = await lockOrganisation(trx, organisationId)
  const member = await trx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('member.userId')
    .where('member.organisationId', '=', organisationId)
    .where('member.state', '=', 'active')
    .where(eb => eb(eb.fn('lower', ['user.email']), '=', email.toLowerCase()))
    .executeTakeFirst()
  if (member) return { refused: 'already-member' }
  await trx
    .deleteFrom('invitation')
    .where('organisationId', '=', organisationId)
    .where('acceptedAt', 'is', null)
    .where('expiresAt', '<=', new Date())
    .execute()
  const token = randomBytes(32).toString('base64url')
  const invitation = await trx
    .insertInto('invitation')
    .values({
      id: newId(),
      organisationId,
      email,
      role,
      tokenHash: digestOf(token),
      invitedBy: personId,
      expiresAt: new Date(Date.now() + VALID_MILLISECONDS),
      acceptedAt: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!invitation) return { refused: 'already-invited' }
  const { id } = invitation
  await recordMemberEvent(trx, 'member.invited', wish, { invitation: id, role })
  return { id, token, organisation: name }
}

/** Takes an invitation back; its link leads nowhere from then on. Refuses one that was accepted or is not there. */
export async function cancelInvitation(
  trx: Transaction<DB>,
  { organisationId, personId, id }: { organisationId: string; personId: string; id: string },
): Promise<Refusal | null> {
  const cancelled = await trx
    .deleteFrom('invitation')
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .where('acceptedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!cancelled) return { refused: 'not-found' }
  await recordMemberEvent(trx, 'member.uninvited', { organisationId, personId }, { invitation: id })
  return null
}

function byToken(db: Kysely<DB>, token: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisationId')
    .leftJoin('user', 'user.id', 'invitation.invitedBy')
    .select(['invitation.id', 'invitation.organisationId', 'invitation.email', 'invitation.role'])
    .select(['invitation.expiresAt', 'organisation.name as organisation', 'user.name as invitedBy'])
    .where('invitation.tokenHash', '=', digestOf(token))
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.expiresAt', '>', new Date())
}

/** What a link invites to, for whoever holds it; refused once it has ended. */
export async function readInvitation(db: Kysely<DB>, token: string): Promise<Invitation | Refusal> {
  const found = await byToken(db, token).executeTakeFirst()
  if (!found) return { refused: 'invitation-ended' }
  const { organisation, invitedBy, email, role, expiresAt } = found
  // The name goes with the account of who invited.
  return {
    organisation,
    invitedBy: invitedBy ?? organisation,
    email,
    member: role,
    expiresAt: expiresAt.toISOString(),
  }
}

/**
 * Joins by an invitation, which serves once and only whom it was sent to. Who waited to be let in comes in by it; who
 * belongs already keeps the higher right of the two. Returns the organisation's id.
 */
export async function acceptInvitation(
  trx: Transaction<DB>,
  { id: userId, email }: Person,
  token: string,
): Promise<string | Refusal> {
  const found = await byToken(trx, token).forUpdate('invitation').executeTakeFirst()
  if (!found) return { refused: 'invitation-ended' }
  if (found.email.toLowerCase() !== email.toLowerCase()) return { refused: 'invitation-for-another' }
  const { id, organisationId, role } = found
  await trx.updateTable('invitation').set({ acceptedAt: new Date() }).where('id', '=', id).execute()
  await lockOrganisation(trx, organisationId)
  const member = await findMember(trx, { organisationId, userId })
  const kept = member?.state === 'active' && isBelow(role, member.role) ? member.role : role
  await trx
    .insertInto('member')
    .values({ organisationId, userId, role: kept, state: 'active' })
    .onConflict(conflict =>
      conflict.columns(['organisationId', 'userId']).doUpdateSet({ role: kept, state: 'active' }),
    )
    .execute()
  const change = { organisationId, personId: userId }
  await recordMemberEvent(trx, 'member.joined', change, { member: userId, invitation: id })
  return organisationId
}
