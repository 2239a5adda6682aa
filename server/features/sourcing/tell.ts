import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { type Position, recordEvent } from '../../events.ts'
import { announceChange } from '../live/announce.ts'
import { contactAnswered, contactAsked } from '../mail/words.ts'
import { writeToMembers } from '../mail/write.ts'
import { notify } from '../notifications/notify.ts'
import { type AskedNeed, lineOf, needInWords } from './asked-need.ts'

/** What a change of a contact needs beside its rows. */
export interface Sourcing {
  /** Null in a demonstration, where nobody acts. */
  actor: string | null
  catalogue: Catalogue
  publicUrl: string
  sendJob: FastifyInstance['sendJob']
  /** Whether the buyer may see a firm that shows itself to the operator alone. */
  seesAll: boolean
}

/** Writes what happened, and wakes the open pages of the buyer. */
export async function recordContact(
  trx: Transaction<DB>,
  { actor, sendJob }: Sourcing,
  need: AskedNeed,
  verb: 'contact.asked' | 'contact.reminded' | 'contact.withdrawn' | 'contact.answered',
  organisationId: string,
  data: Record<string, unknown>,
): Promise<Position> {
  const position = await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'need',
    subjectId: need.id,
    data,
  })
  await announceChange(trx, { organisationId: need.buyerId, subject: 'need', id: need.id })
  if (verb === 'contact.answered') await sendJob(trx, 'count-record', { firmId: organisationId })
  return position
}

/** Tells a firm that it is asked, or asked again: at once, live and by mail. */
export async function tellFirm(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  need: AskedNeed,
  { firmId, text, again, eventId }: { firmId: string; text: string; again: boolean; eventId: number },
): Promise<void> {
  await notify(trx, {
    organisationId: firmId,
    kind: 'contact-asked',
    needId: need.id,
    eventId,
    data: { need: lineOf(need), buyer: need.buyer, again },
  })
  const link = `${sourcing.publicUrl}/firm/asked#${need.id}`
  const words = needInWords(need, sourcing.catalogue)
  await writeToMembers(trx, sourcing.sendJob, {
    organisations: [firmId],
    kind: 'contacts',
    mail: contactAsked({ buyer: need.buyer, again, need: words, text, link }),
  })
}

/** Tells a buyer what a firm has answered: at once, live and by mail. */
export async function tellBuyer(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  need: AskedNeed,
  answered: { firmId: string; state: 'accepted' | 'declined'; answer: string; eventId: number },
): Promise<void> {
  const { firmId, state, answer, eventId } = answered
  const { name: firm } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', firmId)
    .executeTakeFirstOrThrow()
  await notify(trx, {
    organisationId: need.buyerId,
    kind: 'contact-answered',
    needId: need.id,
    eventId,
    data: { need: lineOf(need), firm, state },
  })
  const link = `${sourcing.publicUrl}/buyer/needs/${need.id}/contacts`
  const words = needInWords(need, sourcing.catalogue)
  await writeToMembers(trx, sourcing.sendJob, {
    organisations: [need.buyerId],
    kind: 'contacts',
    mail: contactAnswered({ firm, state, need: words, answer, link }),
  })
}
