import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { communeName } from '../../places.ts'
import { poolHolding } from '../pools/pooled.ts'
import type { NeedDraft, NeedShown } from './schemas.ts'

/** A need as its reader may see it, with the buyer's secrets for its own members only; undefined where it is not. */
export async function readNeed(
  db: Kysely<DB>,
  needId: string,
  reading: 'own' | 'other',
): Promise<NeedShown | undefined> {
  const row = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .selectAll('need')
    .select(['organisation.name as buyerName', 'organisation.buyerKind'])
    .where('need.id', '=', needId)
    .executeTakeFirst()
  if (!row) return undefined
  const sizes = await db
    .selectFrom('needSize')
    .select(['size', 'quantity'])
    .where('needId', '=', needId)
    .orderBy('position')
    .execute()
  const schedule = await db
    .selectFrom('needTranche')
    .select(['due', 'quantity'])
    .where('needId', '=', needId)
    .orderBy('due')
    .execute()
  const norms = await db
    .selectFrom('needNorm')
    .select('norm')
    .where('needId', '=', needId)
    .orderBy('position')
    .execute()
  const { version, ceilingCents, weights, excludedFirms } = row
  return {
    id: row.id,
    buyer: { id: row.organisationId, name: row.buyerName, kind: row.buyerKind },
    state: row.state,
    revision: row.revision,
    item: row.item,
    family: row.family,
    claim: row.claim,
    quantity: row.quantity,
    sizes,
    packaging: row.packaging,
    schedule,
    norms: norms.map(({ norm }) => norm),
    wishes: {
      regionalDepth: row.regionalDepth,
      minimumWashes: row.minimumWashes,
      recyclable: row.recyclable,
    },
    text: row.text,
    maximumPartners: row.maximumPartners,
    visibility: row.visibility,
    reservedFor: row.reservedFor,
    commune: row.commune,
    communeName: communeName(row.commune),
    department: row.department,
    latitude: row.latitude,
    longitude: row.longitude,
    precision: row.precision,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    own:
      reading === 'own'
        ? { version, ceilingCents, weights, excludedFirms, pool: await poolHolding(db, needId) }
        : null,
  }
}

/** What was written of a need, as its buyer would send it again. */
export function draftOf(need: NeedShown): NeedDraft {
  const { item, family, claim, quantity, sizes, packaging, schedule, norms, wishes, text } = need
  const { maximumPartners, visibility, reservedFor, commune, latitude, longitude } = need
  return {
    item,
    family,
    claim,
    quantity,
    sizes,
    packaging,
    schedule,
    norms,
    wishes,
    text,
    maximumPartners,
    visibility,
    reservedFor,
    commune,
    latitude,
    longitude,
    ceilingCents: need.own?.ceilingCents ?? null,
    weights: need.own?.weights ?? null,
    excludedFirms: need.own?.excludedFirms ?? [],
  }
}
