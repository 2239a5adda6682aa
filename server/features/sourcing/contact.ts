import type { DB } from '@maillage/db/tables/database.ts'
import type { ContactState, SourcingContactTable } from '@maillage/db/tables/trade.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { type AskedNeed, lockAskedNeed } from './asked-need.ts'
import { contactLifeCycle, type ContactVerb, daysBetweenReminders, mayRemind } from './life-cycle.ts'
import { workIn } from './queries.ts'
import type { AnswerInput, AskInput } from './schemas.ts'
import { recordContact, type Sourcing, tellBuyer, tellFirm } from './tell.ts'

const said = {
  unknown: {
    fr: 'Cette entreprise n’est pas visible, ou n’a pas de profil.',
    en: 'This firm is not visible, or has no profile.',
  },
  own: { fr: 'C’est votre propre organisation.', en: 'This is your own organisation.' },
  tooSoon: {
    fr: `Une entreprise se relance une fois tous les ${daysBetweenReminders} jours au plus.`,
    en: `A firm is reminded once in ${daysBetweenReminders} days at most.`,
  },
  reason: {
    fr: 'Dites pourquoi vous déclinez : un mot suffit.',
    en: 'Say why you decline: a word is enough.',
  },
  noReason: {
    fr: 'Un motif de refus ne va pas avec une acceptation.',
    en: 'A reason for declining does not go with accepting.',
  },
} satisfies Record<string, Text>

/** Firms that cannot be asked, each by its place in what was sent. */
async function askFaults(
  trx: Transaction<DB>,
  need: AskedNeed,
  firms: string[],
  seesAll: boolean,
): Promise<Fault[]> {
  const rows = await trx
    .selectFrom('profile')
    .innerJoin('organisation', 'organisation.id', 'profile.organisationId')
    .select(['organisation.id', 'profile.audience'])
    .where('organisation.id', 'in', firms)
    .where('organisation.status', '!=', 'suspended')
    .execute()
  const shown = new Set(rows.filter(({ audience }) => seesAll || audience !== 'operator').map(({ id }) => id))
  return firms.flatMap((firm, at) => {
    if (firm === need.buyerId) return [{ field: `/firms/${at}`, message: said.own }]
    return shown.has(firm) ? [] : [{ field: `/firms/${at}`, message: said.unknown }]
  })
}

/**
 * Asks firms about a published need. A firm that was asked already is left as it is; one whose contact was withdrawn is
 * asked anew.
 */
export async function askFirms(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  needId: string,
  { firms, partnershipKey, text }: AskInput,
): Promise<null | Refusal> {
  const need = await lockAskedNeed(trx, needId)
  if (need === undefined) return { refused: 'not-found' }
  if (need.state !== 'published') return { refused: 'wrong-state' }
  const faults = await askFaults(trx, need, firms, sourcing.seesAll)
  if (faults.length > 0) return invalid(faults)
  const before = await trx
    .selectFrom('sourcingContact')
    .select(['firmId', 'state'])
    .where('needId', '=', needId)
    .where('firmId', 'in', firms)
    .execute()
  const stateOf = new Map(before.map(({ firmId, state }) => [firmId, state]))
  // In the order of ids: two buyers that ask the same firms never wait for each other.
  const asked = firms
    .filter(firm => contactLifeCycle[stateOf.get(firm) ?? 'withdrawn'].ask !== undefined)
    .sort()
  if (asked.length === 0) return null
  const work = await workIn(trx, needId, partnershipKey, asked)
  const position = await recordContact(trx, sourcing, need, 'contact.asked', need.buyerId, {
    firms: asked,
    partnershipKey,
  })
  for (const firmId of asked) {
    const row = {
      partnershipKey,
      work: JSON.stringify(work.get(firmId) ?? []),
      state: 'asked' as const,
      text: text.trim(),
      askedBy: sourcing.actor,
    }
    await trx
      .insertInto('sourcingContact')
      .values({ needId, firmId, ...row })
      .onConflict(conflict =>
        conflict.columns(['needId', 'firmId']).doUpdateSet(old => ({
          ...row,
          askedAt: sql<Date>`now()`,
          remindedAt: null,
          version: old('sourcingContact.version', '+', 1),
        })),
      )
      .execute()
    await tellFirm(trx, sourcing, need, { firmId, text: row.text, again: false, eventId: position.eventId })
  }
  return null
}

/** A contact that may take this step, held until the transaction ends; or why not. */
async function lockContact(
  trx: Transaction<DB>,
  needId: string,
  firmId: string,
  verb: ContactVerb,
  version?: number,
): Promise<{ need: AskedNeed; contact: Selectable<SourcingContactTable>; state: ContactState } | Refusal> {
  const need = await lockAskedNeed(trx, needId)
  const contact = await trx
    .selectFrom('sourcingContact')
    .selectAll()
    .where('needId', '=', needId)
    .where('firmId', '=', firmId)
    .executeTakeFirst()
  if (need === undefined || contact === undefined) return { refused: 'not-found' }
  if (version !== undefined && contact.version !== version) return { refused: 'stale-version' }
  const state = contactLifeCycle[contact.state][verb]
  if (state === undefined || need.state !== 'published') return { refused: 'wrong-state' }
  return { need, contact, state }
}

const change = (trx: Transaction<DB>, { needId, firmId }: Selectable<SourcingContactTable>) =>
  trx
    .updateTable('sourcingContact')
    .set(old => ({ version: old('version', '+', 1) }))
    .where('needId', '=', needId)
    .where('firmId', '=', firmId)

/** Asks a firm again that has not answered, some days after it was asked last. */
export async function remindFirm(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  needId: string,
  firmId: string,
): Promise<null | Refusal> {
  const locked = await lockContact(trx, needId, firmId, 'remind')
  if (isRefusal(locked)) return locked
  const { need, contact } = locked
  if (!mayRemind(contact, new Date())) return invalid([{ field: '/firm', message: said.tooSoon }])
  await change(trx, contact)
    .set(old => ({ remindedAt: sql<Date>`now()`, reminders: old('reminders', '+', 1) }))
    .execute()
  const { eventId } = await recordContact(trx, sourcing, need, 'contact.reminded', need.buyerId, {
    firm: firmId,
  })
  await tellFirm(trx, sourcing, need, { firmId, text: contact.text, again: true, eventId })
  return null
}

/** Withdraws what a firm was asked: it no longer sees it. */
export async function withdrawContact(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  needId: string,
  firmId: string,
): Promise<null | Refusal> {
  const locked = await lockContact(trx, needId, firmId, 'withdraw')
  if (isRefusal(locked)) return locked
  const { need, contact, state } = locked
  await change(trx, contact).set({ state, reason: null }).execute()
  await recordContact(trx, sourcing, need, 'contact.withdrawn', need.buyerId, { firm: firmId })
  return null
}

/**
 * A firm's answer. A firm that declines is no longer ranked for the need, and one that changes its mind is again: the need
 * is ranked anew where that changes.
 */
export async function answerContact(
  trx: Transaction<DB>,
  sourcing: Sourcing,
  needId: string,
  firmId: string,
  { version, state: asked, reason, answer }: AnswerInput,
): Promise<null | Refusal> {
  const declines = asked === 'declined'
  if (declines && reason === null) return invalid([{ field: '/reason', message: said.reason }])
  if (!declines && reason !== null) return invalid([{ field: '/reason', message: said.noReason }])
  const locked = await lockContact(trx, needId, firmId, declines ? 'decline' : 'accept', version)
  if (isRefusal(locked)) return locked
  const { need, contact } = locked
  await change(trx, contact)
    .set({
      state: asked,
      reason,
      answer: answer.trim(),
      answeredBy: sourcing.actor,
      answeredAt: sql<Date>`now()`,
    })
    .execute()
  const position = await recordContact(trx, sourcing, need, 'contact.answered', firmId, {
    state: asked,
    reason,
  })
  if (declines || contact.state === 'declined')
    await sourcing.sendJob(trx, 'match-need', { needId, position })
  await tellBuyer(trx, sourcing, need, {
    firmId,
    state: asked,
    answer: answer.trim(),
    eventId: position.eventId,
  })
  return null
}
