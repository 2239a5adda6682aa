import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Place } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'
import type { Ranker } from '../../engine/ranker.ts'
import { mayRead } from '../../search/reader.ts'
import { middleOf, placesOf } from '../plans/places.ts'
import type { PartnersShown } from './schemas.ts'
import type { Stream } from '@maillage/db/recycling/load.ts'

/** A tonne in two months: what a partner is asked for to be found, whatever comes of it later. */
const KG = 1000
const DAYS = 60
const MOST = 20

export interface Seeking {
  organisationId: string
  isOperator: boolean
  catalogue: Catalogue
  engine: Engine
  ranker: Pick<Ranker, 'rank'>
  today: string
}

/** What the engine is asked, as for any need: so much of the material that a stream is recycled into. */
export const needOf = (
  stream: Stream,
  { organisationId, today, place }: { organisationId: string; today: string; place: Place },
): Need => ({
  id: `collection ${organisationId} ${stream.id}`,
  buyer: organisationId,
  buyerKind: 'operator',
  subject: { item: stream.material },
  claim: 'none',
  quantity: KG,
  sizes: [],
  packaging: null,
  schedule: [{ due: dateOf(dayOf(today) + DAYS), quantity: KG }],
  place,
  norms: [],
  wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
  text: '',
  excludedFirms: [],
  maximumPartners: 4,
  weights: null,
  reservedFor: [],
})

/** Of these firms, those that the reader may read, by id. */
async function readable(
  db: Kysely<DB>,
  { organisationId, isOperator }: Seeking,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const reader = { member: true, operator: isOperator, organisations: [organisationId] }
  const rows = await db
    .selectFrom('organisation')
    .innerJoin('profile', 'profile.organisationId', 'organisation.id')
    .select(['organisation.id', 'name', 'audience'])
    .where(sql<boolean>`organisation.id = any(${ids}::uuid[])`)
    .orderBy('organisation.id')
    .execute()
  return new Map(rows.filter(row => mayRead(reader, row.audience, row.id)).map(({ id, name }) => [id, name]))
}

/**
 * Who could collect a material, sort it and make of it what it is recycled into, as the engine ranks partnerships near the holder,
 * the best first; and which of these operations nobody does. Firms that do not show themselves to the reader are left out.
 */
export async function partnersFor(db: Kysely<DB>, stream: Stream, seeking: Seeking): Promise<PartnersShown> {
  const { organisationId, today, engine, ranker } = seeking
  const place = (await placesOf(db, [organisationId])).get(organisationId) ?? middleOf([...engine.firms()])
  if (place === null) return { partners: [], recipe: null, missing: [] }
  const need = needOf(stream, { organisationId, today, place })
  const { partnerships } = await ranker.rank(need, { viewer: { kind: 'other' }, limit: MOST })
  const found = new Map<string, Map<string, 'direct' | 'reoriented'>>()
  for (const { assignments } of partnerships)
    for (const { firm, item, operation, mode } of assignments) {
      if (item !== stream.material) continue
      const own = found.get(firm) ?? new Map<string, 'direct' | 'reoriented'>()
      if (own.get(operation) !== 'direct') own.set(operation, mode)
      found.set(firm, own)
    }
  const names = await readable(db, seeking, [...found.keys()])
  const best = partnerships.find(({ missing }) => missing.length === 0) ?? partnerships[0]
  const recipe = seeking.catalogue.recipes.find(({ item }) => item === stream.material)
  const at = ({ operation }: { operation: string }) =>
    recipe?.operations.findIndex(({ id }) => id === operation) ?? 0
  return {
    partners: [...found].flatMap(([id, operations]) => {
      const name = names.get(id)
      if (name === undefined || id === organisationId) return []
      const does = [...operations].map(([operation, mode]) => ({ operation, mode }))
      return [{ id, name, operations: does.toSorted((one, other) => at(one) - at(other)) }]
    }),
    recipe: recipe?.id ?? null,
    missing:
      best === undefined
        ? (recipe?.operations.map(({ id }) => id) ?? [])
        : best.missing.filter(({ item }) => item === stream.material).map(({ operation }) => operation),
  }
}
