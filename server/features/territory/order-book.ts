import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { afterCrisis, type BookWeek, standingOf } from '@maillage/matching/territory/order-book.ts'
import type { Kysely } from 'kysely'
import { readRegionalDemand } from '../consumption/read.ts'
import { hoursByItem, orderedByItem } from './by-item.ts'
import { declaredHours, hoursTaken, mondaysFrom, type TakenHours } from './hours.ts'
import type { Lasting, OrderBook } from './schemas.ts'

/** So many weeks are looked ahead, this one included. */
export const WEEKS_AHEAD = 26

/** What fewer buyers say of an item is told to no firm: it would tell what one of them uses. */
export const LEAST_TOLD = 3

/** Who reads: its own firm, or the operator, who may know what every buyer uses. */
export type Reader = 'self' | 'operator'

export interface Reading {
  catalogue: Catalogue
  today: string
  reader: Reader
}

/** What the region orders and would use of each item over the weeks ahead. */
export interface Region {
  ordered: Map<string, number>
  /** Units, and how many buyers say so. */
  calm: Map<string, { units: number; buyers: number }>
}

/** The days that the weeks ahead lie between: from this Monday on, to before the last day. */
export function ahead(today: string): { weeks: string[]; from: string; before: string } {
  const mondays = mondaysFrom(today, WEEKS_AHEAD + 1)
  const weeks = mondays.slice(0, -1)
  return { weeks, from: weeks[0] ?? today, before: mondays.at(-1) ?? today }
}

export async function readRegion(db: Kysely<DB>, { catalogue, today }: Reading): Promise<Region> {
  const asking = { organisationId: '', personId: '', catalogue, today, scenario: 'calm' as const }
  const { items } = await readRegionalDemand(db, asking, false)
  return {
    ordered: await orderedByItem(db, ahead(today)),
    calm: new Map(
      items.map(({ item, total, buyers }) => [item, { units: total.value, buyers: buyers.length }]),
    ),
  }
}

/** What would stay of a firm's hours by item, the most work first. */
export function lastingOf(
  items: ReadonlyMap<string, number>,
  { ordered, calm }: Region,
  reader: Reader,
): Lasting[] {
  const standing = (item: string): Lasting['calm'] => {
    const buyers = calm.get(item)?.buyers ?? 0
    if (buyers === 0) return 'nobody-says'
    return reader === 'self' && buyers < LEAST_TOLD ? 'too-few' : 'known'
  }
  const work = [...items].map(([item, hours]) => ({
    item,
    hours,
    ordered: ordered.get(item) ?? 0,
    calm: standing(item) === 'known' ? (calm.get(item)?.units ?? 0) : null,
  }))
  return afterCrisis(work)
    .map(one => ({ ...one, calm: standing(one.item) }))
    .toSorted((one, other) => other.hours - one.hours || (one.item < other.item ? -1 : 1))
}

/** The weeks ahead of a firm, with what is firmly taken of them. */
export function bookWeeks(firm: Firm, weeks: readonly string[], taken: readonly TakenHours[]): BookWeek[] {
  const declared = declaredHours(firm, weeks)
  const committed = new Map<string, number>()
  for (const { week, state, hours } of taken)
    if (state === 'committed') committed.set(week, (committed.get(week) ?? 0) + hours)
  return weeks.map((week, at) => ({
    week,
    declared: declared[at] ?? 0,
    committed: committed.get(week) ?? 0,
  }))
}

/**
 * The order book of a firm over the weeks ahead, and what would stay of it once only calm use remains. What is held by
 * proposals and sealed offers is for the firm alone.
 */
export async function readOrderBook(db: Kysely<DB>, firm: Firm, reading: Reading): Promise<OrderBook> {
  const { weeks, ...days } = ahead(reading.today)
  const taken = await hoursTaken(db, { ...days, firmId: firm.id })
  const committed = taken.filter(({ state }) => state === 'committed')
  const items = (await hoursByItem(db, committed)).get(firm.id) ?? new Map<string, number>()
  const book = bookWeeks(firm, weeks, taken)
  const held = (monday: string) =>
    taken.reduce((sum, { week, state, hours }) => sum + (week === monday && state === 'held' ? hours : 0), 0)
  return {
    asOf: reading.today,
    weeks: book.map(week => ({ ...week, held: reading.reader === 'self' ? held(week.week) : null })),
    standing: standingOf(book),
    items: lastingOf(items, await readRegion(db, reading), reading.reader),
    frameworks: await frameworksOf(db, firm.id, reading.today),
  }
}

export const emptyBook = (asOf: string): OrderBook => ({
  asOf,
  weeks: [],
  standing: standingOf([]),
  items: [],
  frameworks: [],
})

/** Frameworks under which buyers may still order of a firm, the first to end first. */
function frameworksOf(db: Kysely<DB>, firmId: string, today: string): Promise<OrderBook['frameworks']> {
  return db
    .selectFrom('contract')
    .innerJoin('contractParty', 'contractParty.contractId', 'contract.id')
    .select(['contract.id', 'contract.title', 'contract.ends'])
    .where('contractParty.firmId', '=', firmId)
    .where('contract.form', '=', 'framework')
    .where('contract.state', '=', 'in-force')
    .where(({ eb, or }) => or([eb('contract.ends', 'is', null), eb('contract.ends', '>=', today)]))
    .orderBy('contract.ends')
    .orderBy('contract.id')
    .execute()
}
