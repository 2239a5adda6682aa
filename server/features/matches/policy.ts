import type { DB } from '@maillage/db/tables/database.ts'
import type { Viewer } from '@maillage/matching/match.ts'
import type { Kysely } from 'kysely'

/** Who reads a ranking, and which firms they may see in it whatever the firms' consent. */
export interface Reader {
  viewer: Viewer
  /** The operator sees every firm; anyone sees their own. */
  sees: 'all' | string[]
}

/**
 * What a person may read of a need's ranking: all of it as the region's operator, what firms let members see as a
 * member of the buyer; nobody else may (null).
 */
export async function readerOf(db: Kysely<DB>, personId: string, needId: string): Promise<Reader | null> {
  const memberships = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .leftJoin('need', join =>
      join.onRef('need.organisationId', '=', 'organisation.id').on('need.id', '=', needId),
    )
    .select(['organisation.id', 'organisation.roles', 'need.id as ownNeed'])
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .where('organisation.status', '!=', 'suspended')
    .execute()
  if (memberships.some(({ roles }) => roles.includes('operator'))) {
    return { viewer: { kind: 'operator' }, sees: 'all' }
  }
  if (memberships.some(({ ownNeed }) => ownNeed !== null)) {
    return { viewer: { kind: 'other' }, sees: memberships.map(({ id }) => id) }
  }
  return null
}
