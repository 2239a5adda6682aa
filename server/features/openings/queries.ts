import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferContent } from '@maillage/db/tables/offers.ts'
import type { Kysely } from 'kysely'
import { breaksBefore } from '../offers/late.ts'
import { lotCents } from '../offers/price.ts'
import { readLots } from '../tenders/queries.ts'
import type { OpenedOffer, OpeningShown } from './schemas.ts'

/** What has to be looked at before a tender is opened, from its deadline on. */
export async function readOpening(
  db: Kysely<DB>,
  tenderId: string,
  { deadline, round }: { deadline: Date; round: number },
): Promise<OpeningShown> {
  const breaks = await breaksBefore(db, deadline)
  const late = await db
    .selectFrom('offer')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('offerAttempt')
          .select('firstByteAt')
          .whereRef('offerAttempt.tenderId', '=', 'offer.tenderId')
          .whereRef('offerAttempt.organisationId', '=', 'offer.organisationId')
          .whereRef('offerAttempt.lastByteAt', '=', 'offer.receivedAt')
          .limit(1)
          .as('attempt'),
      join => join.onTrue(),
    )
    .select(['offer.id as offerId', 'organisation.name as bidder', 'receivedAt', 'digest'])
    .select(['lateDecision as decision', 'lateReason as reason', 'attempt.firstByteAt'])
    .where('offer.tenderId', '=', tenderId)
    .where('round', '=', round)
    .where(eb => eb.or([eb('offer.state', '=', 'late'), eb('lateDecision', 'is not', null)]))
    .orderBy('receivedAt')
    .execute()
  return {
    breaks: breaks.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    late: late.map(row => ({
      ...row,
      receivedAt: row.receivedAt.toISOString(),
      firstByteAt: row.firstByteAt?.toISOString() ?? null,
    })),
  }
}

type Group = NonNullable<OpenedOffer['group']>
type LotOffered = OfferContent['lots'][number]

/** Groups as they stood at the deadline: who answers together, and what each makes. Whoever declined is not in them. */
async function groupsOf(db: Kysely<DB>, ids: string[]): Promise<Map<string, Group>> {
  if (ids.length === 0) return new Map()
  const groups = await db
    .selectFrom('bidderGroup')
    .select(['id', 'form', 'leadId'])
    .where('id', 'in', ids)
    .execute()
  const members = await db
    .selectFrom('bidderGroupMember')
    .innerJoin('organisation', 'organisation.id', 'bidderGroupMember.organisationId')
    .select(['groupId', 'organisation.id', 'organisation.name', 'role'])
    .where('groupId', 'in', ids)
    .where('bidderGroupMember.state', '!=', 'declined')
    // A partner that has not consented is proposed in the place of another, and not in the group yet.
    .where(eb => eb.or([eb('role', '!=', 'partner'), eb('bidderGroupMember.state', '=', 'consented')]))
    .orderBy('organisation.name')
    .execute()
  const parts = await db
    .selectFrom('bidderGroupPart')
    .select(['groupId', 'organisationId', 'lot', 'share', 'work'])
    .where('groupId', 'in', ids)
    .orderBy('lot')
    .execute()
  const partsOf = (groupId: string, id: string) =>
    parts
      .filter(part => part.groupId === groupId && part.organisationId === id)
      .map(({ lot, share, work }) => ({ lot, share, work }))
  const byGroup = Map.groupBy(members, ({ groupId }) => groupId)
  return new Map(
    groups.map(({ leadId, ...group }) => [
      group.id,
      {
        ...group,
        members: (byGroup.get(group.id) ?? [])
          .map(({ groupId, ...member }) => ({
            ...member,
            isLead: member.id === leadId,
            parts: partsOf(groupId, member.id),
          }))
          // The lead first, which speaks for the others.
          .toSorted((one, other) => Number(other.isLead) - Number(one.isLead)),
      },
    ]),
  )
}

/** A group is known by the names of its partners, the lead's first. */
function nameOf(alone: string, group: Group | null): string {
  const partners = group?.members.filter(({ role }) => role === 'partner') ?? []
  return partners.length === 0 ? alone : partners.map(({ name }) => name).join(' + ')
}

/** What each bidder offered before its last round: the total of each lot, the last first. */
async function earlierOf(db: Kysely<DB>, tenderId: string, centsOf: (lot: LotOffered) => number) {
  const rows = await db
    .selectFrom('offer')
    .select(['organisationId', 'groupId', 'round', 'content'])
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'replaced')
    .orderBy('round', 'desc')
    .execute()
  return Map.groupBy(
    rows.map(({ content, round, ...row }) => ({
      bidder: bidderKey(row),
      round,
      lots: (content?.lots ?? []).map(lot => ({ number: lot.number, cents: centsOf(lot) })),
    })),
    ({ bidder }) => bidder,
  )
}

const bidderKey = ({ organisationId, groupId }: { organisationId: string; groupId: string | null }) =>
  `${organisationId} ${groupId ?? ''}`

/** Who stands in the place of a member that was replaced since the opening: what that one is paid is its own now. */
async function replacedIn(db: Kysely<DB>, tenderId: string) {
  const rows = await db
    .selectFrom('candidacy')
    .innerJoin('offer', 'offer.id', 'candidacy.offerId')
    .select(['offerId', 'candidacy.organisationId as leavingId', 'replacedBy'])
    .where('tenderId', '=', tenderId)
    .where('replacedAt', 'is not', null)
    .execute()
  return (offerId: string, memberId: string): string => {
    const next = rows.find(row => row.offerId === offerId && row.leavingId === memberId)?.replacedBy
    return next ?? memberId
  }
}

/** The offers that stand after the last opening, in the order they came: of each bidder, the last one that was opened. */
export async function listOpenedOffers(db: Kysely<DB>, tenderId: string): Promise<OpenedOffer[]> {
  const lots = new Map((await readLots(db, tenderId)).map(lot => [lot.number, lot]))
  const rows = await db
    .selectFrom('offer')
    .innerJoin('organisation', 'organisation.id', 'offer.organisationId')
    .select(['offer.id', 'organisation.id as bidderId', 'organisation.name', 'groupId', 'receivedAt'])
    .select(['digest', 'content', 'lateDecision', 'round'])
    .where('tenderId', '=', tenderId)
    .where('state', '=', 'opened')
    .orderBy('receivedAt')
    .orderBy('offer.id')
    .execute()
  const groups = await groupsOf(
    db,
    rows.flatMap(({ groupId }) => groupId ?? []),
  )
  const inPlaceOf = await replacedIn(db, tenderId)
  const centsOf = ({ number, prices }: LotOffered) => lotCents(lots.get(number)?.lines ?? [], prices)
  const earlier = await earlierOf(db, tenderId, centsOf)
  return rows.flatMap(({ content, receivedAt, bidderId, name, groupId, lateDecision, ...row }) => {
    if (content === null) return []
    const group = groups.get(groupId ?? '') ?? null
    return [
      {
        ...row,
        bidder: { id: bidderId, name: nameOf(name, group) },
        group,
        receivedAt: receivedAt.toISOString(),
        isLate: lateDecision !== null,
        earlier: (earlier.get(bidderKey({ organisationId: bidderId, groupId })) ?? []).map(
          ({ bidder: _, ...before }) => before,
        ),
        lots: content.lots.map(lot => ({
          ...lot,
          ...(lot.parts && {
            parts: lot.parts.map(part => ({ ...part, memberId: inPlaceOf(row.id, part.memberId) })),
          }),
          cents: centsOf(lot),
        })),
        statement: content.statement,
        documents: (content.documents ?? []).map(({ key: _, ...document }) => document),
      },
    ]
  })
}
