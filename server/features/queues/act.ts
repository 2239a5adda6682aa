import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Static } from 'typebox'
import { recordEvent } from '../../events.ts'
import type { Refusal } from '../../problems/problem.ts'
import { announceChange } from '../live/announce.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { findMember } from '../organisations/members.ts'
import { confirmationAsked, organisationVerified } from './mail.ts'
import { selectStale, selectUnanswered } from './read.ts'
import type { VerifyInput } from './schemas.ts'

/** Somebody at the operator who acts. */
export interface Acting {
  actor: string
  /** The operator's name. */
  operator: string
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
}

/** Nobody is asked to confirm a profile more often. */
const ASKED_AGAIN_DAYS = 7

const said = {
  asked: {
    fr: `Cette entreprise a été relancée il y a moins de ${ASKED_AGAIN_DAYS} jours.`,
    en: `This firm was asked less than ${ASKED_AGAIN_DAYS} days ago.`,
  },
  fresh: {
    fr: 'Cette entreprise a confirmé son profil entre-temps.',
    en: 'This firm has confirmed its profile in the meantime.',
  },
  verified: {
    fr: 'Cette organisation ne l’attend plus.',
    en: 'This organisation does not wait for it any more.',
  },
} satisfies Record<string, Text>

const over = (message: Text): Refusal => ({ refused: 'wrong-state', fields: [{ field: '', message }] })

/**
 * Says that an organisation is who it says: it may publish from now on, and is told. Nobody verifies an organisation of
 * their own.
 */
export async function verifyOrganisation(
  trx: Transaction<DB>,
  { actor, operator, publicUrl, sendJob }: Acting,
  id: string,
  { how }: Static<typeof VerifyInput>,
): Promise<null | Refusal> {
  const organisation = await trx
    .selectFrom('organisation')
    .select(['name', 'status', 'roles'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (organisation === undefined) return { refused: 'not-found' }
  const own = await findMember(trx, { organisationId: id, userId: actor })
  if (own !== undefined) return { refused: 'not-allowed' }
  if (organisation.status !== 'unverified') return over(said.verified)
  await trx
    .updateTable('organisation')
    .set(eb => ({ status: 'verified' as const, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  const position = await recordEvent(trx, {
    verb: 'organisation.changed',
    actor,
    organisationId: id,
    subjectKind: 'organisation',
    subjectId: id,
    data: { change: 'verify', how },
  })
  if (organisation.roles.includes('firm')) await sendJob(trx, 'match-firm', { firmId: id, position })
  await announceChange(trx, { organisationId: id, subject: 'profile', id })
  const { eventId } = position
  await notify(trx, {
    organisationId: id,
    kind: 'organisation-verified',
    needId: null,
    eventId,
    data: { by: operator },
  })
  const mail = organisationVerified({ organisation: organisation.name, operator, link: publicUrl })
  await writeToMembers(trx, sendJob, { organisations: [id], kind: 'contacts', mail })
  return null
}

/** Asks a firm whether its profile, which nobody has confirmed for long, still holds. Once a week at most. */
export async function askToConfirm(
  trx: Transaction<DB>,
  { actor, operator, publicUrl, sendJob }: Acting,
  firmId: string,
): Promise<null | Refusal> {
  const firm = await trx
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .select('organisation.name')
    .where('organisation.id', '=', firmId)
    .forUpdate('organisation')
    .executeTakeFirst()
  if (firm === undefined) return { refused: 'not-found' }
  const stale = await selectStale(trx)
    .select('organisation.id')
    .where('organisation.id', '=', firmId)
    .executeTakeFirst()
  if (stale === undefined) return over(said.fresh)
  const asked = await trx
    .selectFrom('event')
    .select('id')
    .where('subjectKind', '=', 'firm')
    .where('subjectId', '=', firmId)
    .where('verb', '=', 'profile.confirmation-asked')
    .where(sql<boolean>`at > now() - make_interval(days => ${ASKED_AGAIN_DAYS})`)
    .executeTakeFirst()
  if (asked !== undefined) return over(said.asked)
  const { eventId } = await recordEvent(trx, {
    verb: 'profile.confirmation-asked',
    actor,
    organisationId: firmId,
    subjectKind: 'firm',
    subjectId: firmId,
  })
  await notify(trx, {
    organisationId: firmId,
    kind: 'profile-to-confirm',
    needId: null,
    eventId,
    data: { by: operator },
  })
  const mail = confirmationAsked({ firm: firm.name, operator, link: `${publicUrl}/firm/profile` })
  await writeToMembers(trx, sendJob, { organisations: [firmId], kind: 'contacts', mail })
  return null
}

/** Whether somebody waits longer to join an organisation than its owners have to answer. */
export async function isUnanswered(
  db: Kysely<DB>,
  member: { organisationId: string; userId: string },
): Promise<boolean> {
  const row = await selectUnanswered(db)
    .select('member.userId')
    .where('member.organisationId', '=', member.organisationId)
    .where('member.userId', '=', member.userId)
    .executeTakeFirst()
  return row !== undefined
}
