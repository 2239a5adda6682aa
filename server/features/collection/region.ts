import type { DB } from '@maillage/db/tables/database.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Kysely } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import { buyersWhoSaid } from '../consumption/levels.ts'
import { placesOf } from '../plans/places.ts'
import { articlesOf, deliveredTo } from './articles.ts'
import { type AgreementRecord, agreementsOf, balanceShown, kgOf, type LotRecord, lotsOf } from './records.ts'
import type { ArticleShown, RegionalShown } from './schemas.ts'
import { endOf, law, streamsShown } from './streams.ts'

const DAYS_A_WEEK = 7
const departmentNames = new Map(loadDepartments().map(({ code, name }) => [code, name]))

const byName =
  <One>(of: (one: One) => string) =>
  (one: One, other: One) =>
    of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : 0

/** A lot with whose it was. */
type HeldLot = LotRecord & { holderId: string; day: string }

const heldLots = (agreements: readonly AgreementRecord[]): HeldLot[] =>
  agreements.flatMap(({ holderId, rounds }) =>
    rounds.flatMap(({ day, lots }) => lots.map(lot => ({ ...lot, holderId, day }))),
  )

/** What was recycled into each material, and what of it came back into the chain. */
function materialsOf(lots: readonly HeldLot[]): RegionalShown['materials'] {
  const recycled = lots.flatMap(({ sorted }) => sorted.filter(({ outcome }) => outcome === 'recycle'))
  return [...Map.groupBy(recycled, ({ material }) => material ?? '')]
    .map(([material, sorted]) => {
      const { recycled: whole, given, lost, toMake } = balanceShown([{ grams: 0, sorted }])
      return { material, recycled: whole, given, lost, toMake }
    })
    .toSorted(byName(({ material }) => material))
}

/** What comes to its end of each article, over those who have it, and for how much of it a collection is agreed. */
function depositsOf(
  articles: ReadonlyMap<string, readonly ArticleShown[]>,
  agreed: ReadonlySet<string>,
): RegionalShown['deposits'] {
  const all = [...articles].flatMap(([holder, own]) => own.map(article => ({ holder, ...article })))
  return [...Map.groupBy(all, ({ item }) => item)]
    .map(([item, own]) => {
      const kg = (of: readonly { kgAWeek: number | null }[]) =>
        of.reduce((sum, { kgAWeek }) => sum + (kgAWeek ?? 0), 0)
      return {
        item,
        ...endOf(item),
        holders: own.length,
        kgAWeek: kg(own),
        agreedKgAWeek: kg(own.filter(({ holder, stream }) => agreed.has(`${holder} ${stream}`))),
        unknown: own.filter(({ kgAWeek }) => kgAWeek === null).length,
      }
    })
    .toSorted((one, other) => other.kgAWeek - one.kgAWeek || (one.item < other.item ? -1 : 1))
}

/** Used articles of the whole region, over the weeks looked back on: for its operator alone. */
export async function readRegional(
  db: Kysely<DB>,
  { catalogue, today, weeks }: { catalogue: Catalogue; today: string; weeks: number },
): Promise<RegionalShown> {
  const from = dateOf(dayOf(today) - weeks * DAYS_A_WEEK)
  const { items } = knownIn(catalogue)
  const agreements = await agreementsOf(db, null)
  const lots = heldLots(agreements).filter(({ day }) => day >= from && day <= today)
  const delivered = await deliveredTo(db, { from, to: today }, null)
  const deliveredKg = (id: string) =>
    kgOf(
      delivered
        .filter(({ item }) => item === id)
        .reduce((sum, { units }) => sum + units * (items.get(id)?.grams.value ?? 0), 0),
    )
  const perItem = [...new Set([...lots, ...delivered].map(({ item }) => item))].toSorted().map(item => ({
    item,
    deliveredKg: deliveredKg(item),
    ...balanceShown(lots.filter(lot => lot.item === item)),
  }))
  const holders = [
    ...new Set([
      ...agreements.map(({ holderId }) => holderId),
      ...delivered.map(({ organisationId }) => organisationId),
      ...(await buyersWhoSaid(db)).map(({ id }) => id),
    ]),
  ]
  const places = await placesOf(db, holders)
  const departmentOf = ({ holderId }: HeldLot) => places.get(holderId)?.department ?? ''
  const agreed = new Set(
    agreements
      .filter(({ state }) => state === 'agreed')
      .map(({ holderId, stream }) => `${holderId} ${stream}`),
  )
  return {
    asOf: today,
    weeks,
    from,
    deliveredKg: perItem.reduce((sum, one) => sum + one.deliveredKg, 0),
    total: balanceShown(lots),
    items: perItem,
    materials: materialsOf(lots),
    departments: [...Map.groupBy(lots, departmentOf)]
      .map(([department, own]) => ({
        department,
        name: departmentNames.get(department) ?? department,
        holders: new Set(own.map(({ holderId }) => holderId)).size,
        ...balanceShown(own),
      }))
      .toSorted(byName(({ department }) => department)),
    deposits: depositsOf(await articlesOf(db, { catalogue, today }, holders), agreed),
    agreements: agreements.map(one => {
      const planned = one.rounds.find(({ state }) => state === 'planned')?.day ?? null
      return {
        id: one.id,
        holder: { id: one.holderId, name: one.holder },
        partner: { id: one.partnerId, name: one.partner },
        stream: one.stream,
        state: one.state,
        everyWeeks: one.everyWeeks,
        nextOn: planned,
        isLate: planned !== null && planned < today,
        ...balanceShown(lotsOf(one)),
      }
    }),
    streams: streamsShown,
    law,
  }
}
