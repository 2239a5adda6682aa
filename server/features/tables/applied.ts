import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Profile } from '../profile/schemas.ts'

interface Taken {
  organisationId: string
  importId: string
}

/** A need nobody has touched or brought into a pool since it was made: what an import that is taken back takes away. */
const untouched = sql<boolean>`(need.state = 'draft' and need.version = 1
  and not exists (select from pool_share where pool_share.need_id = need.id))`

/** What can be taken back is forgotten after a month. */
async function keep(
  trx: Transaction<DB>,
  { organisationId, importId }: Taken,
  rest:
    | { kind: 'needs'; count: number }
    | { kind: 'machines'; count: number; before: Profile; version: number },
): Promise<void> {
  await trx
    .deleteFrom('importApplied')
    .where('organisationId', '=', organisationId)
    .where('at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
  const { kind, count } = rest
  const profile =
    rest.kind === 'needs'
      ? { profileBefore: null, profileVersion: null }
      : { profileBefore: JSON.stringify(rest.before), profileVersion: rest.version }
  await trx
    .insertInto('importApplied')
    .values({ id: importId, organisationId, kind, count, ...profile, undoneAt: null })
    .execute()
}

/** Keeps which drafts came of a table. */
export async function keepNeeds(
  trx: Transaction<DB>,
  taken: Taken,
  needIds: readonly string[],
): Promise<void> {
  await keep(trx, taken, { kind: 'needs', count: needIds.length })
  await sql`insert into import_need (import_id, need_id)
    select ${taken.importId}::uuid, unnest(${needIds}::uuid[])`.execute(trx)
}

/** Keeps the profile as it was before a machine park was taken, and the version that came of it. */
export async function keepPark(
  trx: Transaction<DB>,
  taken: Taken,
  count: number,
  { before, after }: { before: Profile; after: Profile },
): Promise<void> {
  await keep(trx, taken, { kind: 'machines', count, before, version: after.version })
}

/** A table that was taken and not taken back yet; undefined where there is none. It is locked. */
export function lockApplied(trx: Transaction<DB>, { organisationId, importId }: Taken) {
  return trx
    .selectFrom('importApplied')
    .select(['id', 'kind', 'profileBefore', 'profileVersion', 'undoneAt'])
    .where('id', '=', importId)
    .where('organisationId', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
}

/** Takes away the drafts of a table that nobody has touched; returns how many, and how many stay. */
export async function removeUntouched(
  trx: Transaction<DB>,
  importId: string,
): Promise<{ removed: number; kept: number }> {
  const own = trx.selectFrom('importNeed').select('needId').where('importId', '=', importId)
  const { numDeletedRows } = await trx
    .deleteFrom('need')
    .where('id', 'in', own)
    .where(untouched)
    .executeTakeFirst()
  const { kept } = await trx
    .selectFrom('importNeed')
    .select(eb => eb.fn.countAll<number>().as('kept'))
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  return { removed: Number(numDeletedRows), kept }
}

export async function markUndone(trx: Transaction<DB>, importId: string): Promise<void> {
  await trx
    .updateTable('importApplied')
    .set({ undoneAt: sql<Date>`now()`, profileBefore: sql`case when kind = 'machines' then '{}'::jsonb end` })
    .where('id', '=', importId)
    .execute()
}

/** Tables that an organisation has taken in the last month, the last one first, with what can still be taken back of each. */
export async function listApplied(db: Kysely<DB>, organisationId: string, kind: 'machines' | 'needs') {
  const rows = await db
    .selectFrom('importApplied')
    .leftJoin('profile', 'profile.organisationId', 'importApplied.organisationId')
    .select(['importApplied.id', 'importApplied.count', 'importApplied.at', 'importApplied.undoneAt'])
    .select(eb => [
      eb
        .selectFrom('importNeed')
        .innerJoin('need', 'need.id', 'importNeed.needId')
        .select(count => count.fn.countAll<number>().as('needs'))
        .whereRef('importNeed.importId', '=', 'importApplied.id')
        .where(untouched)
        .as('needs'),
      sql<boolean>`coalesce(profile.version = profile_version, false)`.as('isLast'),
    ])
    .where('importApplied.organisationId', '=', organisationId)
    .where('importApplied.kind', '=', kind)
    .orderBy('importApplied.at', 'desc')
    .orderBy('importApplied.id', 'desc')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(({ id, count, at, undoneAt, needs, isLast }) => ({
    id,
    count,
    at: at.toISOString(),
    undone: undoneAt !== null,
    undoable: undoneAt !== null ? 0 : kind === 'needs' ? (needs ?? 0) : isLast ? count : 0,
  }))
}

const MOST_LISTED = 20
