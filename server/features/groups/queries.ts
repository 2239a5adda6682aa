import type { DB } from '@maillage/db/tables/database.ts'
import type { BidderGroupTable } from '@maillage/db/tables/offers.ts'
import type { Kysely, Selectable } from 'kysely'
import type { Fault } from '../../problems/faults.ts'
import { step } from '../tenders/life-cycle.ts'
import { databaseNow } from '../tenders/queries.ts'
import { readReplacement } from './replacement.ts'
import { hasDeclined, isSuspended, notConsented, powerOf } from './said.ts'
import type { Composition, GroupMember, GroupShown } from './schemas.ts'

/** Members of a group with their answers, its lead first, then in the order they were asked. */
export const rowsOf = (db: Kysely<DB>, groupId: string) =>
  db
    .selectFrom('bidderGroupMember')
    .innerJoin('bidderGroup', 'bidderGroup.id', 'bidderGroupMember.groupId')
    .innerJoin('organisation', 'organisation.id', 'bidderGroupMember.organisationId')
    .leftJoin('user', 'user.id', 'bidderGroupMember.answeredBy')
    .select(['organisation.id', 'organisation.name', 'organisation.status', 'organisation.structure'])
    .select(['role', 'bidderGroupMember.state', 'consentedVersion', 'reason', 'publicKey', 'answeredAt'])
    .select('user.name as answeredBy')
    .where('groupId', '=', groupId)
    .orderBy(eb => eb('bidderGroup.leadId', '=', eb.ref('organisation.id')), 'desc')
    .orderBy('invitedAt')
    .orderBy('organisation.name')
    .execute()

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
type Part = GroupMember['parts'][number]

/** What each member does of each lot. */
export async function partsOf(db: Kysely<DB>, groupId: string): Promise<Map<string, Part[]>> {
  const rows = await db
    .selectFrom('bidderGroupPart')
    .select(['organisationId', 'lot', 'share', 'work'])
    .where('groupId', '=', groupId)
    .orderBy('lot')
    .execute()
  const byMember = Map.groupBy(rows, ({ organisationId }) => organisationId)
  return new Map(
    [...byMember].map(([id, parts]) => [id, parts.map(({ organisationId: _, ...part }) => part)]),
  )
}

/** Who a group is made of, as it is consented to. */
export async function readComposition(db: Kysely<DB>, groupId: string): Promise<Composition> {
  const { form, shows } = await db
    .selectFrom('bidderGroup')
    .select(['form', 'shows'])
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  const parts = await partsOf(db, groupId)
  const members = (await rowsOf(db, groupId)).map(({ id, role }) => ({
    organisationId: id,
    role,
    parts: parts.get(id) ?? [],
  }))
  return { form, shows, members }
}

/** Who makes up a group: whoever is proposed in the place of a partner has no part of it yet. */
export const standing = <One extends Pick<Row, 'id' | 'role'>>(
  rows: One[],
  parts: Map<string, unknown>,
  leadId: string,
): One[] => rows.filter(({ id, role }) => role !== 'partner' || id === leadId || parts.has(id))

/** What stands between a group and its offer: each partner consents to the composition as it is. */
export function missingIn(
  { version }: Pick<Selectable<BidderGroupTable>, 'version'>,
  members: Pick<Row, 'name' | 'role' | 'state' | 'status' | 'consentedVersion'>[],
): Fault[] {
  return members
    .filter(({ role }) => role === 'partner')
    .flatMap(({ name, state, status, consentedVersion }) => {
      if (state === 'declined') return [{ field: '/groupId', message: hasDeclined(name) }]
      if (consentedVersion !== version) return [{ field: '/groupId', message: notConsented(name) }]
      return status === 'suspended' ? [{ field: '/groupId', message: isSuspended(name) }] : []
    })
}

/** Groups and offers that a firm has in a tender besides this group. */
async function countBesides(
  db: Kysely<DB>,
  { tenderId, groupId, organisationId }: { tenderId: string; groupId: string; organisationId: string },
): Promise<number> {
  const groups = await db
    .selectFrom('bidderGroup')
    .innerJoin('bidderGroupMember', 'bidderGroupMember.groupId', 'bidderGroup.id')
    .select('bidderGroup.id')
    .where('tenderId', '=', tenderId)
    .where('bidderGroup.id', '!=', groupId)
    .where('bidderGroup.state', '=', 'forming')
    .where('organisationId', '=', organisationId)
    .where('bidderGroupMember.state', '!=', 'declined')
    .execute()
  const offers = await db
    .selectFrom('offer')
    .select('id')
    .where('tenderId', '=', tenderId)
    .where('organisationId', '=', organisationId)
    .where('groupId', 'is', null)
    .where('state', '!=', 'withdrawn')
    .execute()
  return groups.length + offers.length
}

function shown(row: Row, leadId: string, parts: Map<string, Part[]>): GroupMember {
  const { id, name, role, state, answeredBy, answeredAt, reason } = row
  return {
    organisation: { id, name },
    role,
    isLead: id === leadId,
    state,
    answeredBy,
    answeredAt: answeredAt?.toISOString() ?? null,
    reason,
    parts: parts.get(id) ?? [],
  }
}

/**
 * A group as one of its members sees it; undefined where the organisation is none. The lead and partners see the whole
 * composition, which partners consent to; subcontractors, suppliers, laboratories and whoever has declined see their own line.
 */
export async function readGroup(
  db: Kysely<DB>,
  { groupId, organisationId }: { groupId: string; organisationId: string },
): Promise<GroupShown | undefined> {
  const rows = await rowsOf(db, groupId)
  const own = rows.find(({ id }) => id === organisationId)
  if (own === undefined) return undefined
  const group = await db
    .selectFrom('bidderGroup')
    .innerJoin('tender', 'tender.id', 'bidderGroup.tenderId')
    .innerJoin('organisation as lead', 'lead.id', 'bidderGroup.leadId')
    .select(['bidderGroup.id', 'form', 'shows', 'bidderGroup.state', 'bidderGroup.version'])
    .select(['bidderGroup.createdAt', 'tender.id as tenderId', 'tender.title', 'tender.state as tenderState'])
    .select(['questionsUntil', 'deadline', 'roundDeadline', 'lead.id as leadId'])
    .select('lead.name as leadName')
    .where('bidderGroup.id', '=', groupId)
    .executeTakeFirstOrThrow()
  const { tenderId, title, tenderState, questionsUntil, deadline, roundDeadline, leadId, form, version } =
    group
  const parts = await partsOf(db, groupId)
  const moment = { state: tenderState, questionsUntil, deadline, roundDeadline }
  // In rounds of negotiation offers are made, and compositions stay.
  const isOpen = tenderState === 'published' && !('because' in step(moment, 'submit', await databaseNow(db)))
  const mayPrice = !('because' in step(moment, 'submit', await databaseNow(db)))
  const prices = await db
    .selectFrom('bidderGroupPrice')
    .select(['organisationId', 'sentAt', 'digest'])
    .where('groupId', '=', groupId)
    .$if(leadId !== organisationId, query => query.where('organisationId', '=', organisationId))
    .orderBy('sentAt')
    .execute()
  const seesAll = own.role === 'partner' && own.state !== 'declined'
  const visible = seesAll ? rows : [own]
  const copy = await db
    .selectFrom('offerMemberCopy')
    .innerJoin('offer', 'offer.id', 'offerMemberCopy.offerId')
    .select('offer.id')
    .where('groupId', '=', groupId)
    .where('offerMemberCopy.organisationId', '=', organisationId)
    .executeTakeFirst()
  return {
    id: group.id,
    tender: { id: tenderId, title, state: tenderState, deadline: deadline?.toISOString() ?? null },
    lead: { id: leadId, name: group.leadName },
    form,
    shows: group.shows,
    state: group.state,
    version,
    createdAt: group.createdAt.toISOString(),
    power: powerOf(form),
    members: visible.map(row => shown(row, leadId, parts)),
    own: shown(own, leadId, parts),
    mayChange: isOpen && group.state === 'forming' && own.state !== 'declined',
    hasCode: own.publicKey !== null,
    leadHasCode: rows.some(({ id, publicKey }) => id === leadId && publicKey !== null),
    mayPrice: mayPrice && group.state === 'forming' && own.state !== 'declined',
    prices: prices.map(({ sentAt, ...price }) => ({ ...price, sentAt: sentAt.toISOString() })),
    hasPrice: copy !== undefined && own.publicKey !== null,
    besides: await countBesides(db, { tenderId, groupId, organisationId }),
    replacement:
      seesAll && group.state === 'forming'
        ? await readReplacement(db, { id: groupId, leadId, version }, rows, organisationId)
        : null,
    missing: seesAll && group.state === 'forming' ? missingIn(group, standing(rows, parts, leadId)) : [],
  }
}

/** The groups of an organisation, in one tender or in all, the latest first. */
export async function listGroups(
  db: Kysely<DB>,
  organisationId: string,
  tenderId: string | null = null,
): Promise<GroupShown[]> {
  const rows = await db
    .selectFrom('bidderGroupMember')
    .innerJoin('bidderGroup', 'bidderGroup.id', 'bidderGroupMember.groupId')
    .select('groupId')
    .where('organisationId', '=', organisationId)
    .$if(tenderId !== null, query => query.where('tenderId', '=', tenderId ?? ''))
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute()
  const groups = []
  for (const { groupId } of rows) {
    const group = await readGroup(db, { groupId, organisationId })
    if (group !== undefined) groups.push(group)
  }
  return groups
}
