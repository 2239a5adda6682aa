import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { type LogOwner, type LogSubject, subjectOf } from './subjects.ts'

/** Whose log is read, and by whom. */
export interface LogReader {
  kind: LogSubject
  subjectId: string
  /** People of the organisation whose log it is are named, those of others are not. */
  owner: LogOwner
  /** Whether the reader is one of them. */
  own: boolean
  catalogue: Catalogue
}

/**
 * Lets a person read a log: as a member of the organisation whose it is, or as one of the regional operator, who reads
 * no draft's. Undefined for anybody else, and where there is no such thing.
 */
export async function logReader(
  db: Kysely<DB>,
  personId: string,
  { kind, subjectId }: { kind: LogSubject; subjectId: string },
  catalogue: Catalogue,
): Promise<LogReader | undefined> {
  const owner = await subjectOf(kind).find(db, subjectId, catalogue)
  if (!owner) return undefined
  const memberships = await db
    .selectFrom('member')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['organisation.id', 'organisation.roles', 'organisation.status'])
    .where('member.userId', '=', personId)
    .where('member.state', '=', 'active')
    .execute()
  const own = memberships.some(({ id }) => id === owner.organisation.id)
  const operates = memberships.some(
    ({ roles, status }) => roles.includes('operator') && status !== 'suspended',
  )
  return own || (owner.shared && operates) ? { kind, subjectId, owner, own, catalogue } : undefined
}
