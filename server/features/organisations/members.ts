import type { DB } from '@maillage/db/tables/database.ts'
import type { Duty, MemberRole } from '@maillage/db/tables/parties.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { languageNamed } from '../../languages.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { Mail } from '../mail/words.ts'
import { announceChange } from '../live/announce.ts'
import { isLastOwner, readSiren, wrongSiren } from './policy.ts'
import { lockOrganisation } from './queries.ts'

/** Whom a change is about, and who makes it. */
interface Change {
  organisationId: string
  userId: string
  personId: string
}

/** Somebody who is to be written to, in their language. */
interface Recipient {
  email: string
  language: ReturnType<typeof languageNamed>
}

/** Writes what happened to the members of an organisation; people are named by their pseudonyms alone. */
export function recordMemberEvent(
  trx: Transaction<DB>,
  verb: `member.${'asked' | 'joined' | 'changed' | 'left' | 'invited' | 'uninvited'}`,
  { organisationId, personId }: Pick<Change, 'organisationId' | 'personId'>,
  { member, ...data }: Record<string, unknown> & { member?: string },
) {
  return recordEvent(trx, {
    verb,
    actor: personId,
    organisationId,
    subjectKind: 'organisation',
    subjectId: organisationId,
    data,
    ...(member !== undefined && { people: { member } }),
  })
}

/** A member's row, whoever waits included; the organisation is locked already, so that it stays as it is read. */
export function findMember(
  trx: Transaction<DB>,
  { organisationId, userId }: Pick<Change, 'organisationId' | 'userId'>,
) {
  return trx
    .selectFrom('member')
    .select(['role', 'state', 'duties'])
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .executeTakeFirst()
}

async function countOwners(trx: Transaction<DB>, organisationId: string): Promise<number> {
  const { owners } = await trx
    .selectFrom('member')
    .select(member => member.fn.countAll<number>().as('owners'))
    .where('organisationId', '=', organisationId)
    .where('role', '=', 'owner')
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return owners
}

/** The owners of an organisation, who are written to when somebody asks to join. */
export async function ownersOf(trx: Transaction<DB>, organisationId: string): Promise<Recipient[]> {
  const owners = await trx
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['user.email', 'user.language'])
    .where('member.organisationId', '=', organisationId)
    .where('member.role', '=', 'owner')
    .where('member.state', '=', 'active')
    .orderBy('user.id')
    .execute()
  return owners.map(({ email, language }) => ({ email, language: languageNamed(language) }))
}

/** A mail in the language of its reader. */
export function inLanguageOf({ email, language }: Recipient, mail: Mail) {
  return { recipient: email, language, ...mail[language] }
}

/**
 * Asks to join the organisation that has this SIREN: its owners decide, and until then nothing of it is shown. Refuses
 * a wrong number, one that nobody has, and whoever belongs to it or waits already.
 */
export async function askToJoin(
  trx: Transaction<DB>,
  personId: string,
  typed: string,
): Promise<{ id: string; name: string; state: 'waiting' } | Refusal> {
  const siren = readSiren(typed)
  if (siren === undefined) return invalid([wrongSiren])
  const organisation = await trx
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('siren', '=', siren)
    .executeTakeFirst()
  if (!organisation) return { refused: 'siren-unknown' }
  const asked = await trx
    .insertInto('member')
    .values({ organisationId: organisation.id, userId: personId, role: 'viewer', state: 'waiting' })
    .onConflict(conflict => conflict.doNothing())
    .returning('userId')
    .executeTakeFirst()
  if (!asked) return { refused: 'already-member' }
  await recordMemberEvent(
    trx,
    'member.asked',
    { organisationId: organisation.id, personId },
    { member: personId },
  )
  return { ...organisation, state: 'waiting' }
}

/** Lets somebody in who asked to join. Returns whom to tell; refuses where nobody of this id waits. */
export async function acceptMember(
  trx: Transaction<DB>,
  change: Change,
): Promise<{ name: string; recipient: Recipient } | Refusal> {
  const { organisationId, userId } = change
  const { name } = await lockOrganisation(trx, organisationId)
  const member = await findMember(trx, change)
  if (!member) return { refused: 'not-found' }
  if (member.state !== 'waiting') return { refused: 'already-member' }
  await trx
    .updateTable('member')
    .set({ state: 'active' })
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .execute()
  await recordMemberEvent(trx, 'member.joined', change, { member: userId })
  const { email, language } = await trx
    .selectFrom('user')
    .select(['email', 'language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { name, recipient: { email, language: languageNamed(language) } }
}

/** Gives a member another right, or other duties. Refuses who is no active member, and the last owner's step down. */
export async function changeMember(
  trx: Transaction<DB>,
  change: Change & { role: MemberRole; duties: Duty[] | undefined },
): Promise<Refusal | null> {
  const { organisationId, userId, role } = change
  await lockOrganisation(trx, organisationId)
  const member = await findMember(trx, change)
  if (!member) return { refused: 'not-found' }
  if (member.state !== 'active') return { refused: 'wrong-state' }
  const duties = change.duties?.toSorted() ?? member.duties
  const isSame = member.role === role && duties.join() === member.duties.toSorted().join()
  if (isSame) return null
  if (role !== 'owner' && isLastOwner(member, await countOwners(trx, organisationId)))
    return { refused: 'last-owner' }
  await trx
    .updateTable('member')
    .set({ role, duties })
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .execute()
  const said = change.duties === undefined ? {} : { duties }
  const data = { member: userId, from: member.role, to: role, ...said }
  await recordMemberEvent(trx, 'member.changed', change, data)
  return null
}

/** Ends a membership, or a wish for one. Refuses the last owner's leaving. */
export async function removeMember(trx: Transaction<DB>, change: Change): Promise<Refusal | null> {
  const { organisationId, userId } = change
  await lockOrganisation(trx, organisationId)
  const member = await findMember(trx, change)
  if (!member) return { refused: 'not-found' }
  if (isLastOwner(member, await countOwners(trx, organisationId))) return { refused: 'last-owner' }
  await trx
    .deleteFrom('member')
    .where('organisationId', '=', organisationId)
    .where('userId', '=', userId)
    .execute()
  await recordMemberEvent(trx, 'member.left', change, { member: userId, state: member.state })
  await announceChange(trx, { organisationId, subject: 'members', id: userId })
  return null
}
