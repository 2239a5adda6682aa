import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'

const DAYS_A_WEEK = 7

/** Mondays of so many weeks, from that of a day on; before it where the number is negative. */
export function mondaysFrom(day: string, weeks: number): string[] {
  const first = mondayOf(dayOf(day)) + Math.min(0, weeks) * DAYS_A_WEEK
  return Array.from({ length: Math.abs(weeks) }, (_, week) => dateOf(first + week * DAYS_A_WEEK))
}

/** Hours of a firm's people that one cause takes in one week, at its sites of one department. */
export interface TakenHours {
  firmId: string
  department: string
  week: string
  state: 'held' | 'committed'
  cause: 'offer' | 'plan-line' | 'call-off' | 'contract'
  causeId: string
  hours: number
}

/**
 * What the ledger has of people's hours from one Monday to before another, of one firm or of all. Machines are left out: an hour
 * of a machine is no hour of work. A firm that declares nobody has none.
 */
export async function hoursTaken(
  db: Kysely<DB>,
  { from, before, firmId }: { from: string; before: string; firmId: string | null },
): Promise<TakenHours[]> {
  const { rows } = await sql<TakenHours>`
    select site.organisation_id as "firmId", site.department, week, capacity_ledger.state, cause, cause_id as "causeId",
      sum(minutes)::float8 / 60 as hours
    from capacity_ledger
    join site on site.id = site_id
    join organisation on organisation.id = site.organisation_id
    where kind = 'people' and week >= ${from} and week < ${before} and organisation.status != 'suspended'
      and (${firmId}::uuid is null or site.organisation_id = ${firmId})
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 6`.execute(db)
  return rows
}

/** Hours that a firm's people have in each week, closed weeks counted: those it declares, and nothing where it declares nobody. */
export function declaredHours({ sites, availability }: Firm, weeks: readonly string[]): number[] {
  const usual = sites.reduce(
    (sum, { workforce }) =>
      sum + workforce.reduce((all, { people, hoursPerWeek }) => all + people * hoursPerWeek, 0),
    0,
  )
  const shares = new Map(availability.map(({ week, share }) => [week, share]))
  return weeks.map(week => usual * (shares.get(week) ?? 1))
}
