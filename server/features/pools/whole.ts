import type { DB } from '@maillage/db/tables/database.ts'
import type { PoolShareTable } from '@maillage/db/tables/pools.ts'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { Fault } from '../../problems/faults.ts'
import type { CheckedNeed } from '../needs/check.ts'
import type { Pool } from './hold.ts'
import { addUp, sumOf } from './split.ts'

const otherClaim: Fault['message'] = {
  fr: 'Les besoins des membres n’ont pas le même usage (protéger le patient, protéger le porteur) : ce ne sont pas les mêmes produits. Révisez-les, ou ouvrez deux achats groupés.',
  en: 'The members’ needs are not for the same purpose (to protect the patient, the wearer): they are not the same product. Revise them, or open two joint purchases.',
}

/**
 * The one need that a pool is bought as: what its members ask for, added up by day and by size, with the norms that any of them
 * asks for; at the coordinator's own delivery point, or the first member's. Faults where the needs do not go together.
 */
export async function pooledNeed(
  trx: Transaction<DB>,
  { item, title, coordinatorId }: Pool,
  shares: readonly Selectable<PoolShareTable>[],
): Promise<CheckedNeed | Fault[]> {
  const ids = shares.map(({ needId }) => needId)
  const needs = await trx
    .selectFrom('need')
    .select(['id', 'organisationId', 'claim', 'packaging', 'regionalDepth', 'minimumWashes', 'recyclable'])
    .select(['maximumPartners', 'reservedFor', 'commune', 'department', 'latitude', 'longitude', 'precision'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy(sql`organisation_id = ${coordinatorId}`, 'desc')
    .orderBy('id')
    .execute()
  const norms = await trx
    .selectFrom('needNorm')
    .select('norm')
    .distinct()
    .where(sql<boolean>`need_id = any(${ids}::uuid[])`)
    .orderBy('norm')
    .execute()
  const [first] = needs
  if (first === undefined) throw new Error('a pool without a need is fixed')
  if (needs.some(({ claim }) => claim !== first.claim)) return [{ field: '/version', message: otherClaim }]
  const lines = addUp(shares)
  const bySize = Map.groupBy(lines, ({ size }) => size)
  const { claim, packaging, commune, department, latitude, longitude, precision } = first
  const washes = needs.flatMap(({ minimumWashes }) => minimumWashes ?? [])
  return {
    item,
    family: null,
    claim,
    quantity: sumOf(lines),
    sizes: bySize.has(null)
      ? []
      : [...bySize].map(([size, own]) => ({ size: size ?? '', quantity: sumOf(own) })),
    packaging: needs.every(need => need.packaging === packaging) ? packaging : null,
    schedule: [...Map.groupBy(lines, ({ due }) => due)].map(([due, own]) => ({
      due,
      quantity: sumOf(own),
    })),
    norms: norms.map(({ norm }) => norm),
    wishes: {
      regionalDepth: first.regionalDepth,
      // What suits whoever asks for most suits all.
      minimumWashes: washes.length === 0 ? null : Math.max(...washes),
      recyclable: needs.some(({ recyclable }) => recyclable),
    },
    text: title,
    maximumPartners: Math.max(...needs.map(({ maximumPartners }) => maximumPartners)),
    visibility: 'public',
    reservedFor: first.reservedFor,
    place: { commune, department, latitude, longitude, precision },
    ceilingCents: null,
    weights: null,
    excludedFirms: [],
  }
}
