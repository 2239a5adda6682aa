import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { communeName } from '../../places.ts'
import type { Candidate } from './schemas.ts'

const MOST = 10

/**
 * Firms and laboratories whose name holds these words, that a lead may ask into its group: none that hides, nor one that is
 * suspended, nor the buyer, nor itself.
 */
export async function findCandidates(
  db: Kysely<DB>,
  { tenderId, leadId, name }: { tenderId: string; leadId: string; name: string },
): Promise<Candidate[]> {
  const pattern = `%${name.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('organisation')
    .leftJoin('profile', 'profile.organisationId', 'organisation.id')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('site')
          .select('site.commune')
          .whereRef('site.organisationId', '=', 'organisation.id')
          .orderBy('site.position')
          .limit(1)
          .as('place'),
      join => join.onTrue(),
    )
    .select(['organisation.id', 'organisation.name', 'place.commune'])
    .where('organisation.name', 'ilike', pattern)
    .where('organisation.status', '!=', 'suspended')
    .where('organisation.id', '!=', leadId)
    .where(
      'organisation.id',
      'not in',
      db.selectFrom('tender').select('organisationId').where('id', '=', tenderId),
    )
    .where(sql<boolean>`roles && '{firm,laboratory}'::text[]`)
    .where(eb => eb.or([eb('audience', 'is', null), eb('audience', '!=', 'operator')]))
    .orderBy('organisation.name')
    .limit(MOST)
    .execute()
  return rows.map(({ commune, ...row }) => ({
    ...row,
    communeName: commune === null ? '' : communeName(commune),
  }))
}
