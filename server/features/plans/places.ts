import type { DB } from '@maillage/db/tables/database.ts'
import type { Firm, Place } from '@maillage/matching/supply.ts'
import type { Kysely } from 'kysely'

const columns = ['latitude', 'longitude', 'precision', 'commune', 'department'] as const

/**
 * Where each buyer takes what it needs: at its first depot, otherwise where its first need is delivered, or at its first site.
 * Buyers of whom none of these is known are left out.
 */
export async function placesOf(db: Kysely<DB>, buyers: readonly string[]): Promise<Map<string, Place>> {
  if (buyers.length === 0) return new Map()
  const depots = await db
    .selectFrom('depot')
    .select(['organisationId', ...columns])
    .where('organisationId', 'in', buyers)
    .where('closedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
  const needs = await db
    .selectFrom('need')
    .select(['organisationId', ...columns])
    .where('organisationId', 'in', buyers)
    .orderBy('id', 'desc')
    .execute()
  const sites = await db
    .selectFrom('site')
    .select(['organisationId', ...columns])
    .where('organisationId', 'in', buyers)
    .orderBy('position', 'desc')
    .execute()
  // The last one of an organisation stays: the nearest to what was asked.
  return new Map(
    [...sites, ...needs, ...depots].map(({ organisationId, ...place }) => [organisationId, place]),
  )
}

/** The middle of where firms are, on the site that is nearest to it; null where there is none. */
export function middleOf(firms: readonly Firm[]): Place | null {
  const places = firms.flatMap(({ sites }) => sites.map(({ place }) => place))
  const mean = (of: (place: Place) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length
  const [latitude, longitude] = [mean(place => place.latitude), mean(place => place.longitude)]
  const far = (place: Place) => Math.hypot(place.latitude - latitude, place.longitude - longitude)
  return places.toSorted((one, other) => far(one) - far(other))[0] ?? null
}
