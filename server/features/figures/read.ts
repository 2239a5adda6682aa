import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { jobsOf } from '@maillage/matching/territory/jobs.ts'
import { leastPublic, publicOr, publicTable } from '@maillage/matching/territory/suppress.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { readDelivered } from '../territory/delivered.ts'
import { hoursTaken } from '../territory/hours.ts'
import { ahead, WEEKS_AHEAD } from '../territory/order-book.ts'
import type { Figures } from './schemas.ts'

const DAYS_A_YEAR = 364
const names = new Map(loadDepartments().map(({ code, name }) => [code, name]))

export interface Showing {
  catalogue: Catalogue
  region: string
  departments: readonly string[]
  today: string
}

/** Whether any operator shows the region's figures. */
export async function areShown(db: Kysely<DB>): Promise<boolean> {
  const row = await db
    .selectFrom('publicFigures')
    .innerJoin('organisation', 'organisation.id', 'operatorId')
    .select('operatorId')
    .where('shown', '=', true)
    .where('organisation.status', '!=', 'suspended')
    .executeTakeFirst()
  return row !== undefined
}

/** Units delivered by family over a year, with how many firms, and how many buyers, whichever is fewer, stand behind each. */
async function deliveredByItem(db: Kysely<DB>, from: string, to: string) {
  const { rows } = await sql<{ item: string; units: number; firmId: string | null; buyerId: string }>`
    select order_line.item, sum(delivery.received - delivery.removed)::float8 as units,
      contract_party.firm_id as "firmId", contract.buyer_id as "buyerId"
    from delivery
    join order_line on order_line.id = delivery.order_line_id
    join contract_party on contract_party.id = delivery.party_id
    join contract on contract.id = delivery.contract_id
    where delivery.state = 'accepted' and delivery.decided_on between ${from} and ${to}
    group by 1, 3, 4
    order by 1, 3, 4`.execute(db)
  return rows
}

/** The fewer of the firms and the buyers that stand behind some deliveries. */
const behind = (rows: readonly { firmId: string | null; buyerId: string }[]): number =>
  Math.min(
    new Set(rows.flatMap(({ firmId }) => firmId ?? [])).size,
    new Set(rows.map(({ buyerId }) => buyerId)).size,
  )

/** Aggregates that tell of nobody: each figure with fewer than three behind it is left out, and what would let it be worked out. */
export async function readFigures(
  db: Kysely<DB>,
  { catalogue, region, departments, today }: Showing,
): Promise<Figures> {
  const { from, before } = ahead(today)
  const taken = (await hoursTaken(db, { from, before, firmId: null })).filter(
    ({ state }) => state === 'committed',
  )
  const byDepartment = publicTable(
    departments.map(key => {
      const own = taken.filter(({ department }) => department === key)
      return {
        key,
        value: own.reduce((sum, { hours }) => sum + hours, 0),
        contributors: new Set(own.map(({ firmId }) => firmId)).size,
      }
    }),
  )
  const yearAgo = dateOf(dayOf(today) - DAYS_A_YEAR)
  const rows = await deliveredByItem(db, yearAgo, today)
  const { items } = knownIn(catalogue)
  const families = Map.groupBy(rows, ({ item }) => items.get(item)?.family ?? item)
  const { regional, recyclable, cents, carbon } = await readDelivered(db, catalogue, {
    from: yearAgo,
    to: today,
    departments,
  })
  const share = (part: number, whole: number) => (whole === 0 ? null : publicOr(part / whole, behind(rows)))
  const { firms } = await db
    .selectFrom('profile')
    .innerJoin('organisation', 'organisation.id', 'profile.organisationId')
    .select(({ fn }) => fn.countAll<string>().as('firms'))
    .where('organisation.status', '=', 'verified')
    .executeTakeFirstOrThrow()
  const { openNeeds } = await db
    .selectFrom('need')
    .select(({ fn }) => fn.countAll<string>().as('openNeeds'))
    .where('state', '=', 'published')
    .where('visibility', '=', 'public')
    .executeTakeFirstOrThrow()
  const jobs = (hours: number | null) =>
    hours === null ? null : Math.round(jobsOf(hours, WEEKS_AHEAD) * 10) / 10
  return {
    asOf: today,
    region,
    least: leastPublic,
    firms: Number(firms),
    openNeeds: Number(openNeeds),
    jobs: jobs(byDepartment.sum),
    departments: byDepartment.cells.map(({ key, value }) => ({
      department: key,
      name: names.get(key) ?? key,
      jobs: jobs(value),
    })),
    delivered: [...families]
      .map(([family, own]) => ({
        family,
        units: publicOr(
          own.reduce((sum, { units }) => sum + units, 0),
          behind(own),
        ),
      }))
      .toSorted((one, other) => (one.family < other.family ? -1 : 1)),
    regionalShare: share(regional.yes, cents),
    recyclableShare: share(recyclable.yes, carbon.grams),
  }
}
