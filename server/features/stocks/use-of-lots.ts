/** What lots may still be used for: by their expiry, and by the regimes they were made under. */
import { schemas } from '@maillage/db/catalogue/schema.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import { unnamedRegimes } from '@maillage/db/tables/stocks.ts'
import type { Claim, Regime } from '@maillage/matching/catalogue.ts'
import { dayOf } from '@maillage/matching/dates.ts'
import { lastDayOfUse, type StockUse, useOfStock } from '@maillage/matching/regimes.ts'
import { type Kysely, sql } from 'kysely'
import { Compile } from 'typebox/compile'

interface Made {
  item: string
  expiresOn: string | null
  regime: string
}

const regimesSchema = Compile(schemas.regimes)
const isNamed = (regime: string) => !unnamedRegimes.some(name => name === regime)

/** The regimes of the catalogue that lots name, by slug. */
async function regimesOf(db: Kysely<DB>, lots: readonly Made[]): Promise<Map<string, Regime>> {
  const slugs = [...new Set(lots.map(({ regime }) => regime).filter(isNamed))]
  if (slugs.length === 0) return new Map()
  const rows = await db
    .selectFrom('catalogueRecord')
    .distinctOn('slug')
    .select('content')
    .where('kind', '=', 'regimes')
    .where('slug', 'in', slugs)
    .orderBy('slug')
    .orderBy('revision', 'desc')
    .execute()
  const records: unknown = rows.map(({ content }) => content)
  if (!regimesSchema.Check(records)) throw new Error(`a regime is not as expected: ${slugs.join(', ')}`)
  return new Map(records.map(regime => [regime.id, regime]))
}

/** What items are sold as, by slug. */
async function soldAs(db: Kysely<DB>, items: readonly string[]): Promise<Map<string, Claim[]>> {
  const { rows } = await sql<{ slug: string; claims: Claim[] }>`
    select distinct on (slug) slug, jsonb_path_query_array(content, '$.compliance[*].claim') as claims
    from catalogue_record where kind = 'items' and slug = any(${items}::text[])
    order by slug, revision desc`.execute(db)
  return new Map(rows.map(({ slug, claims }) => [slug, claims]))
}

/** The last day on which a lot may be used; null where nothing ends its use. */
const sooner = (one: string | null, other: string | null) =>
  one === null ? other : other === null || one < other ? one : other

/**
 * The same lots with the last day on which each may be used as what it is sold as. Of a regime that nobody has named nothing
 * is known: such a lot goes by its expiry.
 */
export async function withLastDay<Lot extends Made>(
  db: Kysely<DB>,
  lots: readonly Lot[],
): Promise<(Lot & { usableUntil: string | null })[]> {
  const regimes = await regimesOf(db, lots)
  if (regimes.size === 0) return lots.map(lot => ({ ...lot, usableUntil: lot.expiresOn }))
  const claims = await soldAs(db, [...new Set(lots.map(({ item }) => item))])
  return lots.map(lot => {
    const regime = regimes.get(lot.regime)
    const last = regime === undefined ? null : lastDayOfUse(regime, claims.get(lot.item) ?? [])
    return { ...lot, usableUntil: sooner(lot.expiresOn, last) }
  })
}

/** What the regime that a lot names lets it be used for on a day; null where it names none. */
export async function useOfLot(db: Kysely<DB>, lot: Made, today: string): Promise<StockUse | null> {
  const regime = (await regimesOf(db, [lot])).get(lot.regime)
  return regime === undefined ? null : useOfStock(regime, dayOf(today))
}
