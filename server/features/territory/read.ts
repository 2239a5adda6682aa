import type { DB } from '@maillage/db/tables/database.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { hoursAYear, jobsOf } from '@maillage/matching/territory/jobs.ts'
import { standingOf } from '@maillage/matching/territory/order-book.ts'
import { type Kysely, sql } from 'kysely'
import { readByProduct } from '../investment/read.ts'
import { lastPublished } from '../plans/publish.ts'
import { hoursByItem } from './by-item.ts'
import { readDelivered } from './delivered.ts'
import { firmsInDifficulty } from './difficulty.ts'
import { hoursTaken, mondaysFrom, type TakenHours } from './hours.ts'
import { ahead, bookWeeks, lastingOf, readRegion, WEEKS_AHEAD } from './order-book.ts'
import type { FirmKept, HoursKept, Territory } from './schemas.ts'

export interface Looking {
  operatorId: string
  catalogue: Catalogue
  engine: Engine
  departments: readonly string[]
  today: string
  /** How many weeks one looks back. */
  back: number
}

const departmentNames = new Map(loadDepartments().map(({ code, name }) => [code, name]))

const sumOf = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

/** Hours before this week and from it on, and the jobs that they keep. */
export function keptOf(taken: readonly TakenHours[], thisWeek: string, back: number): HoursKept {
  const hours = (of: (one: TakenHours) => boolean) => sumOf(taken.filter(of).map(one => one.hours))
  const done = hours(({ week }) => week < thisWeek)
  const coming = hours(({ week }) => week >= thisWeek)
  return {
    done,
    ahead: coming,
    planned: hours(({ week, cause }) => week >= thisWeek && cause === 'plan-line'),
    jobsDone: jobsOf(done, back),
    jobsAhead: jobsOf(coming, WEEKS_AHEAD),
  }
}

/** The department in which most of the hours are. */
function mainDepartment(taken: readonly TakenHours[]): string {
  const by = [...Map.groupBy(taken, ({ department }) => department)].map(([department, own]) => ({
    department,
    hours: sumOf(own.map(({ hours }) => hours)),
  }))
  return by.toSorted((one, other) => other.hours - one.hours)[0]?.department ?? ''
}

async function namesOf(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function firmsKept(
  db: Kysely<DB>,
  { engine, catalogue, today, back }: Looking,
  taken: readonly TakenHours[],
): Promise<FirmKept[]> {
  const { weeks, from } = ahead(today)
  const coming = taken.filter(({ week }) => week >= from)
  const byItem = await hoursByItem(db, coming)
  const region = await readRegion(db, { catalogue, today, reader: 'operator' })
  const byFirm = Map.groupBy(taken, ({ firmId }) => firmId)
  const names = await namesOf(db, [...byFirm.keys()])
  const known = new Map([...engine.firms()].map(firm => [firm.id, firm]))
  return [...byFirm]
    .map(([id, own]) => {
      const firm = known.get(id)
      const book = firm && standingOf(bookWeeks(firm, weeks, own))
      const items = lastingOf(byItem.get(id) ?? new Map<string, number>(), region, 'operator')
      return {
        id,
        name: names.get(id) ?? '',
        department: mainDepartment(own),
        ...keptOf(own, from, back),
        load: book?.load.quarter ?? null,
        weeksInHand: book?.weeksInHand ?? null,
        thinFrom: book?.thinFrom ?? null,
        lasting: sumOf(items.map(({ lasting }) => lasting ?? 0)),
        unknown: sumOf(items.map(({ hours, lasting }) => (lasting === null ? hours : 0))),
      }
    })
    .toSorted((one, other) => other.ahead - one.ahead || (one.name < other.name ? -1 : 1))
}

/** Firms with hours, as on the territory's page, without the rest of it. */
export async function readFirmsKept(db: Kysely<DB>, looking: Looking): Promise<FirmKept[]> {
  const { from, before } = ahead(looking.today)
  const all = await hoursTaken(db, { from, before, firmId: null })
  return firmsKept(
    db,
    looking,
    all.filter(({ state }) => state === 'committed'),
  )
}

/** Jobs, firms, and what was delivered: what the region's work does for it. For its operator alone. */
export async function readTerritory(db: Kysely<DB>, looking: Looking): Promise<Territory> {
  const { operatorId, catalogue, departments, today, back } = looking
  const { from: thisWeek, before } = ahead(today)
  const from = mondaysFrom(today, -back)[0] ?? today
  const all = await hoursTaken(db, { from, before, firmId: null })
  const taken = all.filter(({ state }) => state === 'committed')
  const plan = (await lastPublished(db, operatorId)) ?? null
  const firms = await firmsKept(db, looking, taken)
  const products = await readByProduct(db, catalogue, today)
  return {
    asOf: today,
    weeks: { back, ahead: WEEKS_AHEAD },
    from,
    before,
    hoursAYear,
    total: keptOf(taken, thisWeek, back),
    departments: [...new Set([...departments, ...taken.map(({ department }) => department)])]
      .map(department => {
        const own = taken.filter(one => one.department === department)
        return {
          department,
          name: departmentNames.get(department) ?? department,
          firms: new Set(own.map(({ firmId }) => firmId)).size,
          ...keptOf(own, thisWeek, back),
        }
      })
      .toSorted(
        (one, other) =>
          other.ahead + other.done - one.ahead - one.done || (one.department < other.department ? -1 : 1),
      ),
    firms,
    plan,
    difficulty: await firmsInDifficulty(
      db,
      { planId: plan?.id ?? null, operatorId, today },
      new Map(firms.map(firm => [firm.id, firm.ahead])),
    ),
    investment: {
      products: products.length,
      ahead: products.filter(({ runsAhead }) => runsAhead).length,
      cents: sumOf(products.map(({ cents }) => cents)),
      engagedCents: sumOf(products.map(({ engagedCents }) => engagedCents)),
      hires: sumOf(products.map(({ hires }) => hires)),
    },
    delivered: await readDelivered(db, catalogue, {
      from,
      to: today,
      departments,
    }),
  }
}
