import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { communeName } from '../../places.ts'
import type { Profile } from './schemas.ts'

async function readSites(db: Kysely<DB>, organisationId: string): Promise<Profile['sites']> {
  const rows = await db
    .selectFrom('site')
    .select(['id', 'name', 'siret', 'address', 'commune', 'department', 'latitude', 'longitude'])
    .select(['precision', 'cleanRoom'])
    .where('organisationId', '=', organisationId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const machines = await db
    .selectFrom('machine')
    .innerJoin('site', 'site.id', 'machine.siteId')
    .select(['siteId', 'type', 'count', 'hoursPerWeek', 'attributes'])
    .where('organisationId', '=', organisationId)
    .orderBy('machine.position')
    .execute()
  const workforce = await db
    .selectFrom('workforce')
    .innerJoin('site', 'site.id', 'workforce.siteId')
    .select(['siteId', 'trade', 'people', 'hoursPerWeek'])
    .where('organisationId', '=', organisationId)
    .orderBy('workforce.position')
    .execute()
  return rows.map(row => ({
    ...row,
    communeName: communeName(row.commune),
    machines: machines
      .filter(({ siteId }) => siteId === row.id)
      .map(({ type, count, hoursPerWeek, attributes }) => ({
        type,
        count,
        hoursPerWeek,
        ...(attributes !== null && { attributes }),
      })),
    workforce: workforce
      .filter(({ siteId }) => siteId === row.id)
      .map(({ trade, people, hoursPerWeek }) => ({ trade, people, hoursPerWeek })),
  }))
}

/** Certificates of a firm with their numbers and status, in the firm's own order. */
export function readCertificates(db: Kysely<DB>, organisationId: string): Promise<Profile['certificates']> {
  return db
    .selectFrom('certificate')
    .select(['norm', 'edition', 'item', 'number', 'validUntil', 'status'])
    .where('organisationId', '=', organisationId)
    .orderBy('position')
    .execute()
}

/**
 * The whole profile of a firm, distress included: for its own members only. A firm that has saved none yet gets
 * version 0 and empty lists, with the sites its organisation already has.
 */
export async function readProfile(db: Kysely<DB>, organisationId: string): Promise<Profile> {
  const row = await db
    .selectFrom('profile')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  const materials = await db
    .selectFrom('workedMaterial')
    .select('family')
    .where('organisationId', '=', organisationId)
    .orderBy('family')
    .execute()
  const availability = await db
    .selectFrom('availability')
    .select(['week', 'share'])
    .where('organisationId', '=', organisationId)
    .orderBy('week')
    .execute()
  const distress = await db
    .selectFrom('distress')
    .select(['activityLostPercent', 'jobs', 'jobsAtRisk', 'published'])
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  return {
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt.toISOString() ?? null,
    confirmedAt: row?.confirmedAt?.toISOString() ?? null,
    activity: row?.activity ?? '',
    audience: row?.audience ?? 'members',
    willing: row?.willing ?? [],
    unwilling: row?.unwilling ?? [],
    minimumOrder: row?.minimumOrder ?? null,
    usualLeadDays: row?.usualLeadDays ?? null,
    sites: await readSites(db, organisationId),
    workedMaterials: materials.map(({ family }) => family),
    certificates: await readCertificates(db, organisationId),
    availability,
    distress: distress ?? null,
  }
}
