import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderTable } from '@maillage/db/tables/tenders.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { syncRoom } from '../messages/rooms.ts'
import { mayAnswer } from '../tenders/policy.ts'
import { readLots } from '../tenders/queries.ts'
import { follow, type Tendering } from '../tenders/tell.ts'
import { forgetPrices } from './asked-price.ts'
import { compositionFaults, type Known } from './check.ts'
import { keepConsent } from './consent.ts'
import { engagedRefusal } from './engaged.ts'
import { holdGroup, holdOpenTender, wrongState } from './hold.ts'
import { voidOffer } from './offer.ts'
import { readGroup } from './queries.ts'
import { said } from './said.ts'
import type { Composition, GroupChange } from './schemas.ts'
import { holdTold, recordGroup, tellInvited, tellNews } from './tell.ts'

/** Organisations that a lead may name: those it can see, and whoever is in its group already. */
export async function knownAmong(
  trx: Transaction<DB>,
  ids: string[],
  seen: string[],
): Promise<Map<string, Known>> {
  const rows = await trx
    .selectFrom('organisation')
    .leftJoin('profile', 'profile.organisationId', 'organisation.id')
    .select(['organisation.id', 'structure', 'status', 'roles', 'profile.audience'])
    .where(sql<boolean>`organisation.id = any(${ids}::uuid[])`)
    .where('status', '!=', 'suspended')
    .where(sql<boolean>`roles && '{firm,laboratory}'::text[]`)
    .execute()
  return new Map(
    rows
      .filter(({ id, audience }) => seen.includes(id) || audience !== 'operator')
      .map(({ id, audience: _, ...known }) => [id, known]),
  )
}

/** What is wrong with a composition of a lead, or that it may not answer this tender at all. */
async function refusalOf(
  trx: Transaction<DB>,
  tender: Selectable<TenderTable>,
  composition: Composition,
  { leadId, groupId, seen }: { leadId: string; groupId: string | null; seen: string[] },
): Promise<Refusal | null> {
  if (tender.organisationId === leadId) return { refused: 'not-found' }
  if (tender.access === 'invited' && !(await mayAnswer(trx, [leadId], tender.id)))
    return { refused: 'not-found' }
  const ids = composition.members.map(({ organisationId }) => organisationId)
  const faults = compositionFaults(composition, {
    leadId,
    buyerId: tender.organisationId,
    lots: await readLots(trx, tender.id),
    known: await knownAmong(trx, ids, [leadId, ...seen]),
  })
  if (faults.length > 0) return invalid(faults)
  const lots = composition.members.find(({ organisationId }) => organisationId === leadId)?.parts ?? []
  const engagement = {
    tenderId: tender.id,
    organisationId: leadId,
    lots: lots.map(({ lot }) => lot),
    groupId: groupId ?? newId(),
  }
  return engagedRefusal(trx, engagement, '/members')
}

/** Forms a group that answers a tender, and asks its members. Returns its id. */
export async function formGroup(
  trx: Transaction<DB>,
  tendering: Tendering,
  { tenderId, leadId }: { tenderId: string; leadId: string },
  composition: Composition,
): Promise<string | Refusal> {
  const open = await holdOpenTender(trx, tenderId)
  if (isRefusal(open)) return open
  const { tender, now } = open
  const refusal = await refusalOf(trx, tender, composition, { leadId, groupId: null, seen: [] })
  if (refusal) return refusal
  const { form, shows, members } = composition
  const id = newId()
  const formed = await trx
    .insertInto('bidderGroup')
    .values({ id, tenderId, leadId, form, shows, createdBy: tendering.actor })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (formed === undefined) return wrongState(said.leadsOne)
  await storeMembers(trx, { id, version: 1, leadId }, members, { actor: tendering.actor, now })
  await keepConsent(trx, { groupId: id, organisationId: leadId, version: 1, actor: tendering.actor, now })
  await follow(
    trx,
    tenderId,
    members.map(({ organisationId }) => organisationId),
  )
  await holdTold(
    trx,
    members.map(({ organisationId }) => organisationId),
  )
  const by = { actor: tendering.actor, organisationId: leadId }
  const eventId = await recordGroup(trx, by, { id }, 'group.formed', { form, version: 1 })
  const told = { id, tender: { id: tenderId, title: tender.title } }
  for (const member of members)
    if (member.organisationId !== leadId) await tellInvited(trx, tendering, told, member, { leadId, eventId })
  return id
}

type MemberSent = Composition['members'][number]

/** Stores members and their parts; whoever is new, or asked again, is `invited`. */
async function storeMembers(
  trx: Transaction<DB>,
  { id: groupId, version, leadId }: { id: string; version: number; leadId: string },
  members: MemberSent[],
  { actor, now }: { actor: string; now: Date },
): Promise<void> {
  for (const { organisationId, role, parts } of members) {
    const isLead = organisationId === leadId
    const answer = isLead
      ? { state: 'consented' as const, consentedVersion: version, answeredBy: actor, answeredAt: now }
      : { state: 'invited' as const, consentedVersion: null, answeredBy: null, answeredAt: null }
    await trx
      .insertInto('bidderGroupMember')
      .values({
        groupId,
        organisationId,
        role,
        ...answer,
        reason: null,
        publicKey: null,
        lockedPrivateKey: null,
      })
      .onConflict(conflict =>
        conflict.columns(['groupId', 'organisationId']).doUpdateSet({ role, ...answer, reason: null }),
      )
      .execute()
    await trx
      .deleteFrom('bidderGroupPart')
      .where('groupId', '=', groupId)
      .where('organisationId', '=', organisationId)
      .execute()
    if (parts.length > 0)
      await trx
        .insertInto('bidderGroupPart')
        .values(parts.map(({ work, ...part }) => ({ groupId, organisationId, ...part, work: work.trim() })))
        .execute()
  }
}

/** Whether a member that is no partner does what it did: then it need not be asked again. */
function isUnchanged(member: MemberSent, before: MemberSent | undefined): boolean {
  const inOrder = ({ role, parts }: MemberSent) =>
    JSON.stringify([
      role,
      parts
        .map(({ lot, share, work }) => [lot, share, work.trim()] as const)
        .toSorted(([one], [other]) => one - other),
    ])
  return before !== undefined && member.role !== 'partner' && inOrder(member) === inOrder(before)
}

/**
 * Composes a group anew. Each partner is asked again, and the sealed offer of the group no longer counts: it was sealed for
 * others, or for other shares. Members who are left out are told so.
 */
export async function changeGroup(
  trx: Transaction<DB>,
  tendering: Tendering,
  { groupId, leadId }: { groupId: string; leadId: string },
  { version, ...composition }: GroupChange,
): Promise<null | Refusal> {
  const held = await holdGroup(trx, { groupId, organisationId: leadId })
  if (isRefusal(held)) return held
  const { group, tender, now } = held
  if (group.leadId !== leadId) return { refused: 'not-allowed' }
  if (group.version !== version)
    return { refused: 'stale-version', current: await readGroup(trx, { groupId, organisationId: leadId }) }
  const before = await readMembers(trx, groupId)
  const seen = before.map(({ organisationId }) => organisationId)
  const refusal = await refusalOf(trx, tender, composition, { leadId, groupId, seen })
  if (refusal) return refusal
  const { form, shows, members } = composition
  const next = version + 1
  const actor = tendering.actor
  await trx.updateTable('bidderGroup').set({ form, shows, version: next }).where('id', '=', groupId).execute()
  const left = before.filter(old => members.every(one => one.organisationId !== old.organisationId))
  const asked = members.filter(one => {
    const old = before.find(other => other.organisationId === one.organisationId)
    return old?.state === 'declined' || !isUnchanged(one, old)
  })
  for (const { organisationId } of left)
    await trx
      .deleteFrom('bidderGroupMember')
      .where('groupId', '=', groupId)
      .where('organisationId', '=', organisationId)
      .execute()
  await storeMembers(trx, { id: groupId, version: next, leadId }, asked, { actor, now })
  await keepConsent(trx, { groupId, organisationId: leadId, version: next, actor, now })
  await syncRoom(trx, groupId)
  await forgetPrices(trx, groupId)
  const offerVoid = await voidOffer(trx, groupId, actor)
  await follow(
    trx,
    tender.id,
    members.map(({ organisationId }) => organisationId),
  )
  const by = { actor, organisationId: leadId }
  await holdTold(trx, [...seen, ...members.map(({ organisationId }) => organisationId)])
  const eventId = await recordGroup(trx, by, group, 'group.changed', { form, version: next })
  const told = { id: groupId, tender: { id: tender.id, title: tender.title } }
  const wasIn = new Set(before.filter(({ state }) => state !== 'declined').map(one => one.organisationId))
  for (const member of asked)
    if (member.organisationId !== leadId && !wasIn.has(member.organisationId))
      await tellInvited(trx, tendering, told, member, { leadId, eventId })
  const again = asked.map(one => one.organisationId).filter(id => id !== leadId && wasIn.has(id))
  await tellNews(trx, tendering, told, again, { happened: 'changed', by: leadId, eventId, offerVoid })
  const removed = left.map(one => one.organisationId).filter(id => wasIn.has(id))
  await tellNews(trx, tendering, told, removed, { happened: 'removed', by: leadId, eventId })
  return null
}

async function readMembers(trx: Transaction<DB>, groupId: string) {
  const members = await trx
    .selectFrom('bidderGroupMember')
    .select(['organisationId', 'role', 'state'])
    .where('groupId', '=', groupId)
    .execute()
  const parts = await trx
    .selectFrom('bidderGroupPart')
    .select(['organisationId', 'lot', 'share', 'work'])
    .where('groupId', '=', groupId)
    .execute()
  return members.map(member => ({
    ...member,
    parts: parts
      .filter(({ organisationId }) => organisationId === member.organisationId)
      .map(({ organisationId: _, ...part }) => part),
  }))
}
