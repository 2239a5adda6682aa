import type { DB } from '@maillage/db/tables/database.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Kysely } from 'kysely'

/**
 * Needs as the engine ranks for them: firms that have declined one are left out of it like those its buyer left out. The
 * published ones, or those named whatever their state.
 */
export async function loadOpenNeeds(db: Kysely<DB>, which: 'published' | string[]): Promise<Need[]> {
  const needs = await loadNeeds(db, which)
  if (needs.length === 0) return []
  const declined = await db
    .selectFrom('sourcingContact')
    .select(['needId', 'firmId'])
    .where('state', '=', 'declined')
    .$if(which !== 'published', query =>
      query.where(
        'needId',
        'in',
        needs.map(({ id }) => id),
      ),
    )
    .orderBy('firmId')
    .execute()
  const byNeed = Map.groupBy(declined, row => row.needId)
  return needs.map(need => {
    const firms = byNeed.get(need.id) ?? []
    return {
      ...need,
      excludedFirms: [...new Set([...need.excludedFirms, ...firms.map(({ firmId }) => firmId)])],
    }
  })
}

/** Needs as their buyers wrote them: the published ones, or those named whatever their state. */
export async function loadNeeds(db: Kysely<DB>, which: 'published' | string[]): Promise<Need[]> {
  const ids = which === 'published' ? [] : which
  if (which !== 'published' && ids.length === 0) return []
  const rows = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .selectAll('need')
    .select('organisation.buyerKind')
    .$if(which === 'published', query =>
      query.where('need.state', '=', 'published').where('organisation.status', '!=', 'suspended'),
    )
    .$if(which !== 'published', query => query.where('need.id', 'in', ids))
    .orderBy('need.id')
    .execute()
  if (rows.length === 0) return []

  const needIds = rows.map(row => row.id)
  const sizes = Map.groupBy(
    await db.selectFrom('needSize').selectAll().where('needId', 'in', needIds).orderBy('position').execute(),
    row => row.needId,
  )
  const tranches = Map.groupBy(
    await db.selectFrom('needTranche').selectAll().where('needId', 'in', needIds).orderBy('due').execute(),
    row => row.needId,
  )
  const norms = Map.groupBy(
    await db.selectFrom('needNorm').selectAll().where('needId', 'in', needIds).orderBy('position').execute(),
    row => row.needId,
  )

  return rows.map((row): Need => ({
    id: row.id,
    buyer: row.organisationId,
    buyerKind: row.buyerKind ?? 'firm',
    subject: row.item === null ? { family: row.family ?? '' } : { item: row.item },
    claim: row.claim,
    quantity: row.quantity,
    sizes: (sizes.get(row.id) ?? []).map(({ size, quantity }) => ({ size, quantity })),
    packaging: row.packaging,
    schedule: (tranches.get(row.id) ?? []).map(({ due, quantity }) => ({ due, quantity })),
    place: {
      latitude: row.latitude,
      longitude: row.longitude,
      precision: row.precision,
      commune: row.commune,
      department: row.department,
    },
    norms: (norms.get(row.id) ?? []).map(({ norm }) => norm),
    wishes: {
      regionalDepth: row.regionalDepth,
      minimumWashes: row.minimumWashes,
      recyclable: row.recyclable,
    },
    text: row.text,
    excludedFirms: row.excludedFirms,
    maximumPartners: row.maximumPartners,
    weights: row.weights,
    reservedFor: row.reservedFor,
  }))
}
