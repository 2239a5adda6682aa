import type { DB } from '@maillage/db/tables/database.ts'
import { distressBandOf } from '@maillage/matching/distress.ts'
import type { Commitment, Distress, Firm } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'
import { parisDate } from '../paris-date.ts'

/** Firms read at once: enough that their number hardly tells, few enough that little waits in memory. */
const page = 2000

/** Pages read while one is worked on: the database takes longer over one than the engine, and has more than one processor. */
const pagesAhead = 2

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

/** What belongs to a firm comes with it as JSON, in one row: many times fewer rows, and nothing to put together. */
const parts = {
  sites: sql<Firm['sites']>`coalesce((
    select json_agg(json_build_object(
      'id', site.id,
      'name', site.name,
      'place', json_build_object(
        'latitude', latitude, 'longitude', longitude, 'precision', precision,
        'commune', commune, 'department', department
      ),
      'machines', coalesce((
        select json_agg(json_strip_nulls(json_build_object(
          'type', type, 'count', count, 'hoursPerWeek', hours_per_week, 'attributes', attributes
        )) order by position)
        from machine where site_id = site.id
      ), '[]'),
      'workforce', coalesce((
        select json_agg(json_build_object('trade', trade, 'people', people, 'hoursPerWeek', hours_per_week) order by position)
        from workforce where site_id = site.id
      ), '[]'),
      'cleanRoom', clean_room
    ) order by position, site.id) from site where organisation_id = organisation.id
  ), '[]')`,
  workedMaterials: sql<Firm['workedMaterials']>`coalesce((
    select json_agg(family order by family) from worked_material where organisation_id = organisation.id
  ), '[]')`,
  certificates: sql<Firm['certificates']>`coalesce((
    select json_agg(json_build_object(
      'norm', norm, 'edition', edition, 'item', item, 'validUntil', valid_until, 'status', status
    ) order by position) from certificate where organisation_id = organisation.id
  ), '[]')`,
  availability: sql<Firm['availability']>`coalesce((
    select json_agg(json_build_object('week', week, 'share', share) order by week)
    from availability where organisation_id = organisation.id
  ), '[]')`,
}

function selectFirms(db: Kysely<DB>, ids: string[]) {
  return db
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .leftJoin('distress', 'distress.organisationId', 'organisation.id')
    .select(['organisation.id', 'organisation.name', 'organisation.structure', 'organisation.status'])
    .select(['profile.audience', 'profile.activity', 'profile.willing', 'profile.unwilling'])
    .select(['profile.minimumOrder', 'profile.usualLeadDays', 'profile.confirmedAt'])
    .leftJoin('firmRecord', 'firmRecord.organisationId', 'organisation.id')
    .select('firmRecord.told')
    .select(['distress.activityLostPercent', 'distress.jobs', 'distress.jobsAtRisk', 'distress.published'])
    .select(parts.sites.as('sites'))
    .select(parts.workedMaterials.as('workedMaterials'))
    .select(parts.certificates.as('certificates'))
    .select(parts.availability.as('availability'))
    .where('organisation.status', '!=', 'suspended')
    .where(sql<boolean>`organisation.id = any(${ids}::uuid[])`)
    .orderBy('organisation.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof selectFirms>['execute']>>[number]

function firmOf(row: Row): Firm {
  return {
    id: row.id,
    name: row.name,
    structure: row.structure,
    verified: row.status === 'verified',
    audience: row.audience,
    activity: row.activity,
    sites: row.sites,
    workedMaterials: row.workedMaterials,
    certificates: row.certificates,
    availability: row.availability,
    willing: row.willing,
    unwilling: row.unwilling,
    minimumOrder: row.minimumOrder,
    usualLeadDays: row.usualLeadDays,
    confirmedAt: row.confirmedAt ? parisDate(row.confirmedAt) : null,
    ...distressIn(row),
    ...(row.told !== null && { record: row.told }),
  }
}

const hasSite = ({ sites }: Firm) => sites.length > 0

/**
 * Firms as the engine reads them, from their saved profiles. A suspended organisation, or one without a saved profile or
 * a site, is no firm to match.
 */
export async function loadFirms(db: Kysely<DB>, ids: string[]): Promise<Firm[]> {
  const rows = await selectFirms(db, ids).execute()
  const taken = await hoursTaken(db, ids)
  return rows.map(row => withHoursTaken(firmOf(row), taken)).filter(hasSite)
}

/** What the ledger has taken, by site: by itself, since most firms have nothing in it. */
async function hoursTaken(db: Kysely<DB>, ids: string[]): Promise<Map<string, Commitment[]>> {
  const rows = await db
    .selectFrom('capacityLedger')
    .innerJoin('site', 'site.id', 'capacityLedger.siteId')
    .select(['siteId', 'kind', 'resource as of', 'week', 'minutes', 'state'])
    .where(sql<boolean>`site.organisation_id = any(${ids}::uuid[])`)
    .orderBy('week')
    .orderBy('capacityLedger.id')
    .execute()
  const taken = new Map<string, Commitment[]>()
  for (const { siteId, ...commitment } of rows) {
    const list = taken.get(siteId)
    if (list === undefined) taken.set(siteId, [commitment])
    else list.push(commitment)
  }
  return taken
}

function withHoursTaken(firm: Firm, taken: Map<string, Commitment[]>): Firm {
  if (!firm.sites.some(({ id }) => taken.has(id))) return firm
  const sites = firm.sites.map(site => {
    const commitments = taken.get(site.id)
    return commitments === undefined ? site : { ...site, commitments }
  })
  return { ...firm, sites }
}

/**
 * All of them, in the order of their ids, page by page: the next ones are read while one is worked on. Firms are named
 * to the database, which would else choose a slow way while it has no statistics yet.
 */
export async function* loadAllFirms(db: Kysely<DB>): AsyncGenerator<Firm> {
  const organisations = await db.selectFrom('profile').select('organisationId as id').orderBy('id').execute()
  const ids = organisations.map(({ id }) => id)
  const reading: Promise<Firm[]>[] = []
  for (let next = 0; next < ids.length || reading.length > 0;) {
    while (next < ids.length && reading.length <= pagesAhead) {
      reading.push(loadFirms(db, ids.slice(next, next + page)))
      next += page
    }
    const firms = await reading.shift()
    if (firms !== undefined) yield* firms
  }
}
