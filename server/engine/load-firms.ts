import type { DB } from '@maillage/db/tables/database.ts'
import { distressBandOf } from '@maillage/matching/distress.ts'
import type { Distress, Firm, Site } from '@maillage/matching/supply.ts'
import type { Kysely } from 'kysely'

/** Rows grouped by one of their columns. */
function groupBy<Row, Key extends keyof Row>(rows: Row[], key: Key): Map<Row[Key], Row[]> {
  return Map.groupBy(rows, row => row[key])
}

/** How hard a firm is hit, and the band of it that it publishes, if it does. */
function distressIn(row: {
  activityLostPercent: number | null
  jobs: number | null
  jobsAtRisk: number | null
  published: boolean | null
}): Pick<Firm, 'distress' | 'distressBand'> {
  const { activityLostPercent, jobs, jobsAtRisk, published } = row
  if (activityLostPercent === null || jobs === null || jobsAtRisk === null)
    return { distress: null, distressBand: null }
  const distress: Distress = { activityLostPercent, jobs, jobsAtRisk }
  return { distress, distressBand: published === true ? distressBandOf(activityLostPercent) : null }
}

/**
 * Firms as the engine reads them, from their saved profiles: all of them, or those named. A suspended organisation, or
 * one without a saved profile or a site, is no firm to match.
 */
export async function loadFirms(db: Kysely<DB>, ids?: string[]): Promise<Firm[]> {
  const only = ids !== undefined
  const named = ids ?? []
  const organisations = await db
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .leftJoin('distress', 'distress.organisationId', 'organisation.id')
    .select(['organisation.id', 'organisation.name', 'organisation.structure', 'organisation.status'])
    .select(['profile.audience', 'profile.activity', 'profile.willing', 'profile.unwilling'])
    .select(['profile.minimumOrder', 'profile.usualLeadDays', 'profile.confirmedAt'])
    .select(['distress.activityLostPercent', 'distress.jobs', 'distress.jobsAtRisk', 'distress.published'])
    .where('organisation.status', '!=', 'suspended')
    .$if(only, query => query.where('organisation.id', 'in', named))
    .orderBy('organisation.id')
    .execute()

  const sites = groupBy(
    await db
      .selectFrom('site')
      .selectAll()
      .$if(only, query => query.where('organisationId', 'in', named))
      .orderBy('position')
      .orderBy('id')
      .execute(),
    'organisationId',
  )
  const machines = groupBy(
    await db
      .selectFrom('machine')
      .innerJoin('site', 'site.id', 'machine.siteId')
      .select(['machine.siteId', 'machine.type', 'machine.count', 'machine.hoursPerWeek'])
      .$if(only, query => query.where('site.organisationId', 'in', named))
      .orderBy('machine.position')
      .execute(),
    'siteId',
  )
  const workforce = groupBy(
    await db
      .selectFrom('workforce')
      .innerJoin('site', 'site.id', 'workforce.siteId')
      .select(['workforce.siteId', 'workforce.trade', 'workforce.people', 'workforce.hoursPerWeek'])
      .$if(only, query => query.where('site.organisationId', 'in', named))
      .orderBy('workforce.position')
      .execute(),
    'siteId',
  )
  const materials = groupBy(
    await db
      .selectFrom('workedMaterial')
      .selectAll()
      .$if(only, query => query.where('organisationId', 'in', named))
      .orderBy('family')
      .execute(),
    'organisationId',
  )
  const certificates = groupBy(
    await db
      .selectFrom('certificate')
      .selectAll()
      .$if(only, query => query.where('organisationId', 'in', named))
      .orderBy('position')
      .execute(),
    'organisationId',
  )
  const availability = groupBy(
    await db
      .selectFrom('availability')
      .selectAll()
      .$if(only, query => query.where('organisationId', 'in', named))
      .orderBy('week')
      .execute(),
    'organisationId',
  )

  return organisations
    .map((row): Firm => ({
      id: row.id,
      name: row.name,
      structure: row.structure,
      verified: row.status === 'verified',
      audience: row.audience,
      activity: row.activity,
      sites: (sites.get(row.id) ?? []).map((site): Site => ({
        id: site.id,
        name: site.name,
        place: {
          latitude: site.latitude,
          longitude: site.longitude,
          precision: site.precision,
          commune: site.commune,
          department: site.department,
        },
        machines: (machines.get(site.id) ?? []).map(({ type, count, hoursPerWeek }) => ({
          type,
          count,
          hoursPerWeek,
        })),
        workforce: (workforce.get(site.id) ?? []).map(({ trade, people, hoursPerWeek }) => ({
          trade,
          people,
          hoursPerWeek,
        })),
        cleanRoom: site.cleanRoom,
      })),
      workedMaterials: (materials.get(row.id) ?? []).map(material => material.family),
      certificates: (certificates.get(row.id) ?? []).map(({ norm, edition, item, validUntil, status }) => ({
        norm,
        edition,
        item,
        validUntil,
        status,
      })),
      availability: (availability.get(row.id) ?? []).map(({ week, share }) => ({ week, share })),
      willing: row.willing,
      unwilling: row.unwilling,
      minimumOrder: row.minimumOrder,
      usualLeadDays: row.usualLeadDays,
      confirmedAt: row.confirmedAt?.toISOString().slice(0, 10) ?? null,
      ...distressIn(row),
    }))
    .filter(firm => firm.sites.length > 0)
}
