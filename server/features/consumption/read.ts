import { loadRates } from '@maillage/db/consumption/load.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import {
  addedUp,
  type Band,
  factorsOf,
  forecast,
  type Part,
  type ScenarioKey,
} from '@maillage/matching/consumption/forecast.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type { Kysely } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { mayMoveStock } from '../stocks/policy.ts'
import { buyersWhoSaid, type Said, saidBy } from './levels.ts'
import { scenariosOf } from './scenario.ts'
import type { ConsumptionShown, RegionalDemand } from './schemas.ts'

/** So many weeks are looked ahead, from the next Monday on. */
const WEEKS = 26
const DAYS_A_WEEK = 7

/** Who reads, in which catalogue, on which day, under which scenario. */
export interface Asking {
  organisationId: string
  personId: string
  catalogue: Catalogue
  today: string
  scenario: ScenarioKey
}

const rates = loadRates()

/** The Mondays that are looked ahead for. */
const mondays = (today: string): string[] => {
  const next = mondayOf(dayOf(today)) + DAYS_A_WEEK
  return Array.from({ length: WEEKS }, (_, index) => dateOf(next + index * DAYS_A_WEEK))
}

/** The weeks of one item of one organisation: what a fleet misses is due in the first. */
function forecastOf({ item, level, outlook }: Said, parts: readonly Part[], catalogue: Catalogue) {
  const family = knownIn(catalogue).items.get(item)?.family ?? null
  const { weeks, total } = forecast(level, factorsOf(parts, family, WEEKS))
  const missing = outlook?.missing ?? 0
  const plus = (band: Band): Band => ({
    value: band.value + missing,
    low: band.low + missing,
    high: band.high + missing,
  })
  return { weeks: weeks.map((week, index) => (index === 0 ? plus(week) : week)), total: plus(total) }
}

const hasRecipe = (item: string, { recipes }: Catalogue) => recipes.some(recipe => recipe.item === item)

async function partsOf(db: Kysely<DB>, scenario: ScenarioKey): Promise<Part[]> {
  return (await scenariosOf(db)).find(({ key }) => key === scenario)?.parts ?? []
}

/** What an organisation uses and will use, and the rates known for its kind. */
export async function readConsumption(db: Kysely<DB>, asking: Asking): Promise<ConsumptionShown> {
  const { organisationId, personId, catalogue, today, scenario } = asking
  const parts = await partsOf(db, scenario)
  const { buyerKind } = await db
    .selectFrom('organisation')
    .select('buyerKind')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const dates = mondays(today)
  return {
    maySay: await mayMoveStock(db, organisationId, personId),
    scenario,
    items: (await saidBy(db, [organisationId])).map(said => {
      const { item, version, basis, rule, fleet, declared, level, outlook } = said
      const { weeks, total } = forecastOf(said, parts, catalogue)
      return {
        item,
        version,
        basis,
        rule,
        fleet,
        declared,
        outlook,
        total,
        hasRecipe: hasRecipe(item, catalogue),
        weekly: level.mean,
        weeks: weeks.map((band, index) => ({ week: dates[index] ?? today, ...band })),
      }
    }),
    rates: rates
      .filter(({ kind }) => kind === buyerKind)
      .map(({ item, base, perDay, basis, source }) => ({ item, base, perDay, basis, source })),
  }
}

/** What all buyers of the region use and will use, item by item; for the operator alone. */
export async function readRegionalDemand(
  db: Kysely<DB>,
  { catalogue, today, scenario }: Asking,
  mayPlan: boolean,
): Promise<RegionalDemand> {
  const scenarios = await scenariosOf(db)
  const parts = scenarios.find(({ key }) => key === scenario)?.parts ?? []
  const buyers = await buyersWhoSaid(db)
  const names = new Map(buyers.map(({ id, name }) => [id, name]))
  const said = await saidBy(
    db,
    buyers.map(({ id }) => id),
  )
  const dates = mondays(today)
  const byItem = Map.groupBy(said, ({ item }) => item)
  const items = [...byItem].map(([item, rows]) => {
    const each = rows.map(row => ({ row, ...forecastOf(row, parts, catalogue) }))
    return {
      item,
      hasRecipe: hasRecipe(item, catalogue),
      weekly: rows.reduce((sum, { level }) => sum + level.mean, 0),
      weeks: dates.map((week, index) => ({
        week,
        ...addedUp(each.flatMap(({ weeks }) => weeks[index] ?? [])),
      })),
      total: addedUp(each.map(({ total }) => total)),
      buyers: each
        .map(({ row, total }) => ({
          id: row.organisationId,
          name: names.get(row.organisationId) ?? '',
          weekly: row.level.mean,
          total,
        }))
        .toSorted((one, other) => other.weekly - one.weekly),
    }
  })
  return {
    mayPlan,
    scenario,
    scenarios,
    items: items.toSorted((one, other) => (one.item < other.item ? -1 : 1)),
  }
}
