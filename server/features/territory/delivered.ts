import { loadCarbon } from '@maillage/db/territory/load.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { kilometres } from '@maillage/matching/geography.ts'
import { type Delivered, sharesOf } from '@maillage/matching/territory/delivered.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import type { DeliveredShown } from './schemas.ts'

const carbon = loadCarbon()
const factorOf = new Map(
  carbon.materials.flatMap(({ families, kgPerKg }) => families.map(family => [family, kgPerKg.value])),
)
const GRAMS_A_TONNE = 1_000_000

interface Row {
  item: string
  units: number
  cents: number
  firmId: string | null
  /** Where the firm's first site lies, and the place of delivery. */
  latitude: number | null
  longitude: number | null
  toLatitude: number
  toLongitude: number
  regional: boolean | null
}

/** Deliveries accepted from one day to another, with who delivered what from where to where. */
async function acceptedBetween(
  db: Kysely<DB>,
  { from, to, departments }: { from: string; to: string; departments: readonly string[] },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select order_line.item, (delivery.received - delivery.removed)::float8 as units,
      round(order_line.total_cents::numeric * (delivery.received - delivery.removed) / order_line.quantity)::float8 as cents,
      contract_party.firm_id as "firmId", site.latitude, site.longitude,
      need.latitude as "toLatitude", need.longitude as "toLongitude",
      case when contract_party.firm_id is null then null
        else exists (select from site own where own.organisation_id = contract_party.firm_id
          and own.department = any(${departments}::text[])) end as regional
    from delivery
    join order_line on order_line.id = delivery.order_line_id
    join contract_party on contract_party.id = delivery.party_id
    join need on need.id = order_line.need_id
    left join lateral (
      select latitude, longitude from site where site.organisation_id = contract_party.firm_id order by position limit 1
    ) site on true
    where delivery.state = 'accepted' and delivery.decided_on between ${from} and ${to}
    order by delivery.id`.execute(db)
  return rows
}

/** What was delivered and accepted from one day to another, as the region's stakes ask of it. */
export async function readDelivered(
  db: Kysely<DB>,
  catalogue: Catalogue,
  between: { from: string; to: string; departments: readonly string[] },
): Promise<DeliveredShown> {
  const { items } = knownIn(catalogue)
  const rows = await acceptedBetween(db, between)
  const goods = rows.map(({ item: id, units, cents, regional, latitude, longitude, ...to }): Delivered => {
    const item = items.get(id)
    return {
      item: id,
      grams: units * (item?.grams.value ?? 0),
      cents,
      regional,
      recyclable: item?.recyclable ?? 'no',
      kilometres:
        latitude === null || longitude === null
          ? null
          : kilometres({ latitude, longitude }, { latitude: to.toLatitude, longitude: to.toLongitude }),
      materialKgPerKg: factorOf.get(item?.family ?? '') ?? null,
    }
  })
  const shares = sharesOf(goods, carbon.road.kgPerTonneKm)
  const { road, sea, seaKilometres } = carbon
  const byItem = Map.groupBy(rows, ({ item }) => item)
  const sum = <One>(all: readonly One[], of: (one: One) => number) =>
    all.reduce((whole, one) => whole + of(one), 0)
  return {
    deliveries: rows.length,
    cents: sum(rows, ({ cents }) => cents),
    regional: shares.regional,
    recyclable: shares.recyclable,
    carbon: {
      ...shares.carbon,
      seaKg: (shares.carbon.gramsWithWay / GRAMS_A_TONNE) * seaKilometres.value * sea.kgPerTonneKm,
    },
    factors: {
      road: { kgPerTonneKm: road.kgPerTonneKm, source: road.source },
      sea: { kgPerTonneKm: sea.kgPerTonneKm, source: sea.source },
      seaKilometres: seaKilometres.value,
    },
    items: [...byItem]
      .map(([item, own]) => ({
        item,
        units: sum(own, ({ units }) => units),
        cents: sum(own, ({ cents }) => cents),
        grams: sum(own, ({ units }) => units) * (items.get(item)?.grams.value ?? 0),
      }))
      .toSorted((one, other) => other.cents - one.cents || (one.item < other.item ? -1 : 1)),
  }
}
