import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { type Kysely, sql } from 'kysely'
import { buyersWhoSaid, saidBy } from '../consumption/levels.ts'

/** How far one looks back to see what is used, in days; less where the first movement is nearer, and never less than a week. */
const LOOK_BACK_DAYS = 84
const LEAST_DAYS = 7
const DAYS_A_WEEK = 7

/** What is used of an item: units a day, and what that rests on. */
export interface Use {
  perDay: number
  basis: 'observed' | 'declared'
  /** What leaves its own depots a day, by what has left them; null where nothing has. An operator's stock serves others. */
  leaves: number | null
}

/**
 * What an organisation uses of each item, as its own depots show: what was taken out for use, and what was sent to depots of
 * others, less what was undone, over the last twelve weeks.
 */
async function observedUse(db: Kysely<DB>, organisationId: string, today: string): Promise<Map<string, Use>> {
  const from = dateOf(dayOf(today) - LOOK_BACK_DAYS)
  const { rows } = await sql<{ item: string; used: number; first: string }>`
    with own as (select id from depot where organisation_id = ${organisationId}),
    begun as (
      select min(day) as first from stock_movement
      where from_depot_id in (select id from own) or to_depot_id in (select id from own)
    )
    select item, (select first from begun) as first,
      sum(case when from_account = 'depot' then quantity else -quantity end)::float8 as used
    from stock_movement join stock_lot on stock_lot.id = lot_id
    where day > ${from} and (
      (kind = 'out' and coalesce(from_depot_id, to_depot_id) in (select id from own))
      or (kind = 'transfer' and (
        (from_account = 'depot' and from_depot_id in (select id from own) and to_depot_id not in (select id from own))
        or (to_account = 'depot' and to_depot_id in (select id from own) and from_depot_id not in (select id from own)))))
    group by item`.execute(db)
  return new Map(
    rows
      .filter(({ used }) => used > 0)
      .map(({ item, used, first }) => {
        const days = Math.min(LOOK_BACK_DAYS, dayOf(today) - dayOf(first) + 1)
        const perDay = used / Math.max(LEAST_DAYS, days)
        return [item, { perDay, basis: 'observed' as const, leaves: perDay }]
      }),
  )
}

/**
 * What an organisation uses of each item a day: as it said, otherwise as its depots show. An operator keeps stocks for the
 * region: what all buyers said they use counts as its own, of what it has or means to have.
 */
export async function useOf(
  db: Kysely<DB>,
  organisationId: string,
  today: string,
): Promise<Map<string, Use>> {
  const uses = await observedUse(db, organisationId, today)
  const { roles } = await db
    .selectFrom('organisation')
    .select('roles')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow()
  const isOperator = roles.includes('operator')
  const users = isOperator ? (await buyersWhoSaid(db)).map(({ id }) => id) : [organisationId]
  const kept = isOperator ? await keptBy(db, organisationId) : null
  const declared = new Map<string, number>()
  for (const { item, level } of await saidBy(db, users))
    if (kept === null || kept.has(item)) declared.set(item, (declared.get(item) ?? 0) + level.mean)
  for (const [item, weekly] of declared)
    if (weekly > 0) {
      const perDay = weekly / DAYS_A_WEEK
      const leaves = isOperator ? (uses.get(item)?.leaves ?? null) : perDay
      uses.set(item, { perDay, basis: 'declared', leaves })
    }
  return uses
}

/** Items that an organisation has ever had in a depot, or has a target for. */
async function keptBy(db: Kysely<DB>, organisationId: string): Promise<Set<string>> {
  const { rows } = await sql<{ item: string }>`
    select item from stock_target where organisation_id = ${organisationId}
    union
    select item from stock_balance join stock_lot on stock_lot.id = lot_id join depot on depot.id = depot_id
    where depot.organisation_id = ${organisationId}`.execute(db)
  return new Set(rows.map(({ item }) => item))
}
