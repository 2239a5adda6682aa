import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { syncRoom } from '../messages/rooms.ts'
import type { Tendering } from '../tenders/tell.ts'
import { forgetPrices } from './asked-price.ts'
import { engagedRefusal } from './engaged.ts'
import { holdGroup, type Held, wrongState } from './hold.ts'
import { keysFor, type Membership } from './keys.ts'
import { voidOffer } from './offer.ts'
import { readComposition, readGroup } from './queries.ts'
import { powerOf, said } from './said.ts'
import type { Composition } from './schemas.ts'
import { holdTold, recordGroup, tellNews, wake } from './tell.ts'

/**
 * Keeps what a partner has consented to, as it stood (or as it is proposed): form, members with their parts, and the lead's
 * power.
 */
export async function keepConsent(
  trx: Transaction<DB>,
  {
    groupId,
    organisationId,
    version,
    actor,
    now,
  }: Membership & { version: number; actor: string; now: Date },
  proposed?: Composition,
): Promise<void> {
  const composition = proposed ?? (await readComposition(trx, groupId))
  const consented = { ...composition, power: powerOf(composition.form) }
  await trx
    .insertInto('bidderGroupConsent')
    .values({ groupId, organisationId, version, by: actor, at: now, composition: JSON.stringify(consented) })
    .onConflict(conflict =>
      conflict.columns(['groupId', 'organisationId', 'version']).doUpdateSet({ by: actor, at: now }),
    )
    .execute()
}

/**
 * A member consents to a group as it is composed now. A partner is bound by it, and chooses the code that opens its own
 * copy of the price; consenting again takes another code, for whoever has lost it.
 */
export async function consentTo(
  trx: Transaction<DB>,
  tendering: Tendering,
  { groupId, organisationId }: Membership,
  { version, code }: { version: number; code: string | null },
): Promise<null | Refusal> {
  const held = await holdGroup(trx, { groupId, organisationId })
  if (isRefusal(held)) return held
  const { group, own, tender, now } = held
  const refusal = await mayConsent(trx, held, { version, code })
  if (refusal) return refusal
  const { actor } = tendering
  await trx
    .updateTable('bidderGroupMember')
    .set({ state: 'consented', consentedVersion: version, answeredBy: actor, answeredAt: now })
    .set(code === null || own.role !== 'partner' ? {} : await keysFor({ groupId, organisationId }, code))
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .execute()
  // What it had sealed to its former key, to read it back, opens no more.
  if (code !== null)
    await trx
      .updateTable('bidderGroupPrice')
      .set({ own: null })
      .where('groupId', '=', groupId)
      .where('organisationId', '=', organisationId)
      .execute()
  if (own.role === 'partner') await keepConsent(trx, { groupId, organisationId, version, actor, now })
  const by = { actor, organisationId }
  const eventId = await recordGroup(trx, by, group, 'group.consented', { version })
  const told = { id: groupId, tender: { id: tender.id, title: tender.title } }
  if (own.consentedVersion !== version)
    await tellNews(trx, tendering, told, [group.leadId], {
      happened: 'consented',
      by: organisationId,
      eventId,
    })
  await wake(trx, [organisationId], tender.id)
  return null
}

async function mayConsent(
  trx: Transaction<DB>,
  { group, own, tender }: Held,
  { version, code }: { version: number; code: string | null },
): Promise<Refusal | null> {
  const { groupId, organisationId } = own
  if (organisationId === group.leadId) return wrongState(said.leadConsents)
  if (own.state === 'declined') return wrongState(said.gone)
  if (group.version !== version)
    return { refused: 'stale-version', current: await readGroup(trx, { groupId, organisationId }) }
  if (own.role !== 'partner') return null
  if (code === null && own.publicKey === null) return invalid([{ field: '/code', message: said.code }])
  const parts = await trx
    .selectFrom('bidderGroupPart')
    .select('lot')
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .execute()
  const lots = parts.map(({ lot }) => lot)
  return engagedRefusal(trx, { tenderId: tender.id, organisationId, lots, groupId }, '/version')
}

/**
 * A member declines, or leaves, before the deadline, and says why. Without a partner of its composition a group has no offer
 * that counts: the one it had sealed is taken back with the same step, and all are told.
 */
export async function leaveGroup(
  trx: Transaction<DB>,
  tendering: Tendering,
  { groupId, organisationId }: Membership,
  reason: string,
): Promise<null | Refusal> {
  const held = await holdGroup(trx, { groupId, organisationId })
  if (isRefusal(held)) return held
  const { group, own, tender, now } = held
  if (organisationId === group.leadId) return wrongState(said.leadDissolves)
  if (own.state === 'declined') return wrongState(said.gone)
  const { actor } = tendering
  await trx
    .updateTable('bidderGroupMember')
    .set({
      state: 'declined',
      consentedVersion: null,
      reason: reason.trim(),
      answeredBy: actor,
      answeredAt: now,
      publicKey: null,
      lockedPrivateKey: null,
    })
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .execute()
  await syncRoom(trx, groupId)
  await forgetPrices(trx, groupId, organisationId)
  // Whoever is no partner is no party to the offer, and takes nothing back with it.
  const isPartner = own.role === 'partner'
  const offerVoid = isPartner && (await voidOffer(trx, groupId, actor))
  const happened = own.state === 'consented' ? 'left' : 'declined'
  const others = await othersIn(trx, groupId, organisationId)
  const to = others
    .filter(other => (isPartner ? other.role === 'partner' : other.organisationId === group.leadId))
    .map(other => other.organisationId)
  await holdTold(trx, to)
  const eventId = await recordGroup(trx, { actor, organisationId }, group, `group.${happened}`)
  const told = { id: groupId, tender: { id: tender.id, title: tender.title } }
  await tellNews(trx, tendering, told, to, { happened, by: organisationId, eventId, offerVoid })
  await wake(trx, [organisationId], tender.id)
  return null
}

/** Members of a group who have not declined, but for one. */
function othersIn(trx: Transaction<DB>, groupId: string, but: string) {
  return trx
    .selectFrom('bidderGroupMember')
    .select(['organisationId', 'role'])
    .where('groupId', '=', groupId)
    .where('organisationId', '!=', but)
    .where('state', '!=', 'declined')
    .orderBy('organisationId')
    .execute()
}

/** The lead dissolves its group before the deadline; its sealed offer is taken back, and all are told. */
export async function dissolveGroup(
  trx: Transaction<DB>,
  tendering: Tendering,
  { groupId, organisationId }: Membership,
  version: number,
): Promise<null | Refusal> {
  const held = await holdGroup(trx, { groupId, organisationId })
  if (isRefusal(held)) return held
  const { group, tender } = held
  if (group.leadId !== organisationId) return { refused: 'not-allowed' }
  if (group.version !== version)
    return { refused: 'stale-version', current: await readGroup(trx, { groupId, organisationId }) }
  const { actor } = tendering
  await trx
    .updateTable('bidderGroup')
    .set({ state: 'dissolved', version: version + 1 })
    .where('id', '=', groupId)
    .execute()
  await forgetPrices(trx, groupId)
  const offerVoid = await voidOffer(trx, groupId, actor)
  const to = (await othersIn(trx, groupId, organisationId)).map(other => other.organisationId)
  await holdTold(trx, to)
  const eventId = await recordGroup(trx, { actor, organisationId }, group, 'group.dissolved')
  const told = { id: groupId, tender: { id: tender.id, title: tender.title } }
  await tellNews(trx, tendering, told, to, { happened: 'dissolved', by: organisationId, eventId, offerVoid })
  await wake(trx, [organisationId], tender.id)
  return null
}
