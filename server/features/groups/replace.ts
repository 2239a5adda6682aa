import type { DB } from '@maillage/db/tables/database.ts'
import type { BidderGroupTable } from '@maillage/db/tables/offers.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Selectable, Transaction } from 'kysely'
import { parisDate } from '../../paris-date.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { holdFor, raiseVersion } from '../evaluation/step.ts'
import { holdForOffer } from '../ledger/offer-holds.ts'
import { candidacyAnswered } from '../mail/candidacy-words.ts'
import { syncRoom } from '../messages/rooms.ts'
import { mayAnswerLot } from '../offers/check.ts'
import { readLots } from '../tenders/queries.ts'
import { follow, tellAll, type Tendering } from '../tenders/tell.ts'
import { knownAmong } from './compose.ts'
import { keepConsent } from './consent.ts'
import { engagedRefusal } from './engaged.ts'
import { wrongState } from './hold.ts'
import type { Membership } from './keys.ts'
import { partsOf, readComposition, rowsOf } from './queries.ts'
import { askedToConsent, consentedTo, type Pending, pendingReplacement } from './replacement.ts'
import { said } from './said.ts'
import type { Composition } from './schemas.ts'
import { holdTold, recordGroup, tellInvited, tellNews, wake } from './tell.ts'

type Replacing = Tendering & { catalogue: Catalogue }

/** A group whose member is to be replaced, held until the transaction ends. */
interface Held {
  tender: Selectable<TenderTable>
  group: Selectable<BidderGroupTable>
  pending: Pending
  now: Date
  told: { id: string; tender: { id: string; title: string } }
}

/** Holds a group for the replacement that its buyer asked for; or why nobody is replaced in it now. */
async function holdReplacement(
  trx: Transaction<DB>,
  { groupId, organisationId }: Membership,
): Promise<Held | Refusal> {
  const found = await trx
    .selectFrom('bidderGroup')
    .innerJoin('bidderGroupMember', 'bidderGroupMember.groupId', 'bidderGroup.id')
    .select('tenderId')
    .where('bidderGroup.id', '=', groupId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (found === undefined) return { refused: 'not-found' }
  const held = await holdFor(trx, found.tenderId, 'judge')
  if (isRefusal(held)) return held
  const { tender, now } = held
  const group = await trx
    .selectFrom('bidderGroup')
    .selectAll()
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  const pending = await pendingReplacement(trx, groupId)
  if (pending === null) return wrongState(said.nobodyToReplace)
  if (pending.due < parisDate(now)) return wrongState(said.replacementOver)
  return {
    tender,
    group,
    pending,
    now,
    told: { id: groupId, tender: { id: tender.id, title: tender.title } },
  }
}

/** The composition once a member has made place for another, which takes over all that it makes. */
export function compositionAfter(
  { members, ...composition }: Composition,
  { leavingId, replacedBy }: Pick<Pending, 'leavingId' | 'replacedBy'>,
): Composition {
  const parts = members.find(({ organisationId }) => organisationId === leavingId)?.parts ?? []
  return {
    ...composition,
    members: members
      .filter(({ organisationId }) => organisationId !== leavingId)
      .map(member => (member.organisationId === replacedBy ? { ...member, parts } : member)),
  }
}

/** Takes a proposal back: whoever was proposed is out of the group, and what was consented to is nothing any more. */
async function takeBack(
  trx: Transaction<DB>,
  { group, pending }: Pick<Held, 'group' | 'pending'>,
): Promise<void> {
  await trx
    .deleteFrom('bidderGroupConsent')
    .where('groupId', '=', group.id)
    .where('version', '=', group.version + 1)
    .execute()
  await setProposal(trx, pending, null, null)
  if (pending.replacedBy !== null) await remove(trx, group.id, pending.replacedBy)
}

const setProposal = (
  trx: Transaction<DB>,
  { offerId, leavingId }: Pending,
  replacedBy: string | null,
  proposedAt: Date | null,
) =>
  trx
    .updateTable('candidacy')
    .set({ replacedBy, proposedAt })
    .where('offerId', '=', offerId)
    .where('organisationId', '=', leavingId)
    .execute()

const remove = (trx: Transaction<DB>, groupId: string, organisationId: string) =>
  trx
    .deleteFrom('bidderGroupMember')
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .execute()

/** What stands against a firm in the place of another: it is visible, a firm, not in the group yet, and may make its lots. */
async function proposalRefusal(
  trx: Transaction<DB>,
  { tender, group, pending }: Held,
  organisationId: string,
): Promise<Refusal | null> {
  const field = '/organisationId'
  if (organisationId === tender.organisationId) return invalid([{ field, message: said.buyer }])
  const firm = (await knownAmong(trx, [organisationId], [])).get(organisationId)
  if (firm === undefined) return invalid([{ field, message: said.unknown }])
  if (!firm.roles.includes('firm')) return invalid([{ field, message: said.firmOnly }])
  const rows = await rowsOf(trx, group.id)
  if (rows.some(({ id, state }) => id === organisationId && state !== 'declined'))
    return invalid([{ field, message: said.inGroup }])
  const made = (await partsOf(trx, group.id)).get(pending.leavingId) ?? []
  const lots = await readLots(trx, tender.id)
  const mayMake = made.every(({ lot }) => {
    const found = lots.find(({ number }) => number === lot)
    return found === undefined || mayAnswerLot(found, [firm])
  })
  return mayMake ? null : invalid([{ field, message: said.reserved }])
}

/** The lead proposes a firm in the place of the member that its buyer wants replaced (L2141-13), or another than before. */
export async function proposeReplacement(
  trx: Transaction<DB>,
  tendering: Tendering,
  membership: Membership,
  organisationId: string,
): Promise<null | Refusal> {
  const held = await holdReplacement(trx, membership)
  if (isRefusal(held)) return held
  const { group, pending, told, now, tender } = held
  if (group.leadId !== membership.organisationId) return { refused: 'not-allowed' }
  if (pending.replacedBy === organisationId) return null
  const refusal = await proposalRefusal(trx, held, organisationId)
  if (refusal) return refusal
  const { actor } = tendering
  await takeBack(trx, held)
  const asked = { role: 'partner', state: 'invited', consentedVersion: null, answeredBy: null } as const
  const row = { ...asked, answeredAt: null, reason: null, publicKey: null, lockedPrivateKey: null }
  await trx
    .insertInto('bidderGroupMember')
    .values({ groupId: group.id, organisationId, ...row })
    .onConflict(conflict => conflict.columns(['groupId', 'organisationId']).doUpdateSet(row))
    .execute()
  await setProposal(trx, pending, organisationId, now)
  await consentAs(trx, held, { ...pending, replacedBy: organisationId }, group.leadId, actor)
  await syncRoom(trx, group.id)
  await follow(trx, tender.id, [organisationId])
  const others = askedToConsent(await rowsOf(trx, group.id), { ...pending, replacedBy: null }, group.leadId)
  const before = pending.replacedBy === null ? [] : [pending.replacedBy]
  await holdTold(trx, [organisationId, ...others, ...before])
  const by = { actor, organisationId: group.leadId }
  const data = { leaving: pending.leavingId, replacement: organisationId }
  const eventId = await recordGroup(trx, by, group, 'group.replacement-proposed', data)
  await tellInvited(
    trx,
    tendering,
    told,
    { organisationId, role: 'partner' },
    { leadId: group.leadId, eventId },
  )
  await tellNews(trx, tendering, told, others, {
    happened: 'replacement-proposed',
    by: group.leadId,
    eventId,
  })
  await tellNews(trx, tendering, told, before, { happened: 'removed', by: group.leadId, eventId })
  await wake(trx, [group.leadId], tender.id)
  return null
}

async function consentAs(
  trx: Transaction<DB>,
  { group, now }: Held,
  pending: Pending,
  organisationId: string,
  actor: string,
): Promise<void> {
  const composition = compositionAfter(await readComposition(trx, group.id), pending)
  const consent = { groupId: group.id, organisationId, version: group.version + 1, actor, now }
  await keepConsent(trx, consent, composition)
}

/**
 * Whoever is proposed, or a partner that stays, consents to the replacement. With the last consent the member is replaced: the
 * other takes over its part and its price, its candidacy is to be judged, and the buyer is told.
 */
export async function consentToReplacement(
  trx: Transaction<DB>,
  tendering: Replacing,
  membership: Membership,
): Promise<null | Refusal> {
  const held = await holdReplacement(trx, membership)
  if (isRefusal(held)) return held
  const { group, pending, told, tender } = held
  const { organisationId } = membership
  if (pending.replacedBy === null) return wrongState(said.nobodyProposed)
  const asked = askedToConsent(await rowsOf(trx, group.id), pending, group.leadId)
  if (!asked.includes(organisationId)) return { refused: 'not-allowed' }
  if (organisationId === pending.replacedBy) {
    const made = (await partsOf(trx, group.id)).get(pending.leavingId) ?? []
    const lots = made.map(({ lot }) => lot)
    const engagement = { tenderId: tender.id, organisationId, lots, groupId: group.id }
    const refusal = await engagedRefusal(trx, engagement, '')
    if (refusal) return refusal
  }
  await consentAs(trx, held, pending, organisationId, tendering.actor)
  const consented = await consentedTo(trx, group.id, group.version + 1)
  const isAgreed = asked.every(id => consented.includes(id))
  if (isAgreed) await replaceMember(trx, held, pending.replacedBy, tendering.actor)
  const by = { actor: tendering.actor, organisationId }
  const to = isAgreed
    ? [...asked, group.leadId, pending.leavingId].filter(id => id !== organisationId)
    : [group.leadId]
  await holdTold(trx, isAgreed ? [...to, tender.organisationId] : to)
  const verb = isAgreed ? 'group.member-replaced' : 'group.replacement-agreed'
  const eventId = await recordGroup(trx, by, group, verb, {
    leaving: pending.leavingId,
    replacement: pending.replacedBy,
  })
  const happened = isAgreed ? 'member-replaced' : 'consented'
  await tellNews(trx, tendering, told, to, { happened, by: organisationId, eventId })
  if (isAgreed) await afterwards(trx, tendering, held, eventId)
  await wake(trx, [organisationId], tender.id)
  return null
}

/** Puts a firm in the place of the member: its part of each lot, and the consents to the new composition. */
async function replaceMember(
  trx: Transaction<DB>,
  { group, pending, now }: Held,
  replacement: string,
  actor: string,
): Promise<void> {
  const version = group.version + 1
  const answer = { state: 'consented' as const, consentedVersion: version }
  await trx
    .updateTable('bidderGroupPart')
    .set({ organisationId: replacement })
    .where('groupId', '=', group.id)
    .where('organisationId', '=', pending.leavingId)
    .execute()
  await remove(trx, group.id, pending.leavingId)
  await trx
    .updateTable('bidderGroupMember')
    .set({ ...answer, answeredBy: actor, answeredAt: now })
    .where('groupId', '=', group.id)
    .where('organisationId', '=', replacement)
    .execute()
  await trx
    .updateTable('bidderGroupMember')
    .set(answer)
    .where('groupId', '=', group.id)
    .where('role', '=', 'partner')
    .where('state', '=', 'consented')
    .execute()
  await trx.updateTable('bidderGroup').set({ version }).where('id', '=', group.id).execute()
  await trx.updateTable('offer').set({ groupVersion: version }).where('id', '=', pending.offerId).execute()
  await trx
    .updateTable('candidacy')
    .set({ replacedAt: now })
    .where('offerId', '=', pending.offerId)
    .where('organisationId', '=', pending.leavingId)
    .execute()
  await trx
    .deleteFrom('offerMemberCopy')
    .where('offerId', '=', pending.offerId)
    .where('organisationId', '=', pending.leavingId)
    .execute()
  await syncRoom(trx, group.id)
}

/** Whoever judges is told that there is another candidate to judge, and the hours of the offer are the new member's to hold. */
async function afterwards(
  trx: Transaction<DB>,
  tendering: Replacing,
  { group, pending, tender }: Held,
  eventId: number,
): Promise<void> {
  const lots = pending.content.lots.map(({ number }) => number)
  const offer = { offerId: pending.offerId, tenderId: tender.id, organisationId: group.leadId }
  await holdForOffer(trx, tendering, { ...offer, groupId: group.id, lots })
  await raiseVersion(trx, tender.id)
  const { name: bidder } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', group.leadId)
    .executeTakeFirstOrThrow()
  const link = `${tendering.publicUrl}/buyer/tenders/${tender.id}/evaluation`
  await tellAll(
    trx,
    tendering,
    [tender.organisationId],
    {
      kind: 'tender-candidacy-answered',
      eventId,
      data: { tender: { id: tender.id, title: tender.title }, bidder },
    },
    candidacyAnswered({ title: tender.title, bidder, link }),
  )
  await wake(trx, [tender.organisationId], tender.id)
}

/** Whoever is proposed declines: the lead may propose another until the day. */
export async function declineReplacement(
  trx: Transaction<DB>,
  tendering: Tendering,
  membership: Membership,
): Promise<null | Refusal> {
  const held = await holdReplacement(trx, membership)
  if (isRefusal(held)) return held
  const { group, pending, told } = held
  const { organisationId } = membership
  if (pending.replacedBy !== organisationId) return { refused: 'not-allowed' }
  await takeBack(trx, held)
  await syncRoom(trx, group.id)
  await holdTold(trx, [group.leadId])
  const by = { actor: tendering.actor, organisationId }
  const eventId = await recordGroup(trx, by, group, 'group.replacement-declined')
  await tellNews(trx, tendering, told, [group.leadId], { happened: 'declined', by: organisationId, eventId })
  return null
}
