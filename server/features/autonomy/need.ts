import type { DB } from '@maillage/db/tables/database.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type { Kysely } from 'kysely'
import { type Asking, readRegionalDemand } from '../consumption/read.ts'

/** So many weeks are looked at, from the Monday of this one on. */
export const WEEKS = 26

/** What a region needs of an item, week by week. */
export interface RegionalNeed {
  item: string
  need: number[]
  basis: 'declared' | 'needs'
}

export const mondaysFrom = (today: string): string[] => {
  const monday = mondayOf(dayOf(today))
  return Array.from({ length: WEEKS }, (_, index) => dateOf(monday + 7 * index))
}

/** What open needs ask for by the end of the weeks looked at, by item; a family asks for no product yet. */
async function askedFor(db: Kysely<DB>, today: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('need')
    .innerJoin('needTranche', 'needTranche.needId', 'need.id')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select('need.item')
    .select(eb => eb.fn.sum<number>('needTranche.quantity').as('quantity'))
    .where('need.state', '=', 'published')
    .where('organisation.status', '!=', 'suspended')
    .where('need.item', 'is not', null)
    .where('due', '>=', today)
    .where('due', '<', dateOf(dayOf(today) + 7 * WEEKS))
    .groupBy('need.item')
    .execute()
  return new Map(rows.map(({ item, quantity }) => [item ?? '', quantity]))
}

/**
 * What the region needs of each item: what buyers say that they use, under a scenario, or what open needs ask for spread over
 * the weeks looked at, whichever is more of all of it together. The two are never added: needs are how what is used is bought.
 */
export async function regionalNeeds(db: Kysely<DB>, asking: Asking): Promise<RegionalNeed[]> {
  const { items } = await readRegionalDemand(db, asking, false)
  const asked = await askedFor(db, asking.today)
  const declared = new Map(items.map(({ item, weeks }) => [item, weeks.map(({ value }) => value)]))
  return [...new Set([...declared.keys(), ...asked.keys()])].sort().map((item): RegionalNeed => {
    // What is forecast begins with the next Monday: this week is taken to be like it.
    const weeks = declared.get(item) ?? []
    const used = Array.from({ length: WEEKS }, (_, week) => weeks[Math.max(0, week - 1)] ?? 0)
    const spread = (asked.get(item) ?? 0) / WEEKS
    const sum = used.reduce((all, one) => all + one, 0)
    return sum >= spread * WEEKS
      ? { item, need: used, basis: 'declared' }
      : { item, need: used.map(() => spread), basis: 'needs' }
  })
}
