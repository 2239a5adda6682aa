import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { answersAlready } from './said.ts'

/** For whom and what one asks: lots of a tender, beside one group or (null) beside the firm's own offer. */
export interface Engagement {
  tenderId: string
  organisationId: string
  lots: number[]
  groupId: string | null
}

/**
 * Lots among these that a firm answers already besides: in its own name, by an offer that counts, or as a partner of a group whose
 * composition it consents to. Read by the firm itself alone: nobody else is told in what else it stands.
 */
export async function lotsAnsweredBesides(
  db: Kysely<DB>,
  { tenderId, organisationId, lots, groupId }: Engagement,
): Promise<number[]> {
  if (lots.length === 0) return []
  const inGroups = await db
    .selectFrom('bidderGroup')
    .innerJoin('bidderGroupMember as member', 'member.groupId', 'bidderGroup.id')
    .innerJoin('bidderGroupPart as part', join =>
      join
        .onRef('part.groupId', '=', 'bidderGroup.id')
        .onRef('part.organisationId', '=', 'member.organisationId'),
    )
    .select('part.lot')
    .where('tenderId', '=', tenderId)
    .where('bidderGroup.state', '=', 'forming')
    .where('member.organisationId', '=', organisationId)
    .where('member.role', '=', 'partner')
    .where('member.state', '=', 'consented')
    .where('part.lot', 'in', lots)
    .$if(groupId !== null, query => query.where('bidderGroup.id', '!=', groupId ?? ''))
    .execute()
  const alone =
    groupId === null
      ? undefined
      : await db
          .selectFrom('offer')
          .select('lots')
          .where('tenderId', '=', tenderId)
          .where('organisationId', '=', organisationId)
          .where('groupId', 'is', null)
          .where('state', 'in', ['sealed', 'late', 'opened'])
          .executeTakeFirst()
  const answered = new Set([...inGroups.map(({ lot }) => lot), ...(alone?.lots ?? [])])
  return lots.filter(lot => answered.has(lot)).toSorted((a, b) => a - b)
}

/** Why a firm may not answer these lots once more: the tender lets each answer a lot once (R2142-21, by lot). */
export async function engagedRefusal(
  db: Kysely<DB>,
  engagement: Engagement,
  field: string,
): Promise<Refusal | null> {
  const { severalOffers } = await db
    .selectFrom('tender')
    .select('severalOffers')
    .where('id', '=', engagement.tenderId)
    .executeTakeFirstOrThrow()
  if (severalOffers) return null
  const lots = await lotsAnsweredBesides(db, engagement)
  return lots.length === 0 ? null : invalid([{ field, message: answersAlready(lots) }])
}
