import type { DB } from '@maillage/db/tables/database.ts'
import type { LeftOut, PlanAsked, PlanDemand, PlanInput } from '@maillage/db/tables/plans.ts'
import type { Catalogue, Claim, Item } from '@maillage/matching/catalogue.ts'
import { factorsOf } from '@maillage/matching/consumption/forecast.ts'
import { dateOf, dayOf, mondayOf } from '@maillage/matching/dates.ts'
import type { BuyerKind } from '@maillage/matching/demand.ts'
import type { Priority } from '@maillage/matching/planning/region.ts'
import { isUsable } from '@maillage/matching/stocks/pick.ts'
import type { Kysely } from 'kysely'
import { loadNeeds } from '../../engine/load-needs.ts'
import { knownIn } from '../catalogue/known.ts'
import { buyersWhoSaid, type Said, saidBy } from '../consumption/levels.ts'
import { scenariosOf } from '../consumption/scenario.ts'
import { lotThere, storedIn } from '../stocks/standing.ts'
import { orderedBy } from './arrivals.ts'
import { shortageOf } from './shortage.ts'

/** For whom a plan is made, in which catalogue, on which day. */
export interface Planning {
  operatorId: string
  catalogue: Catalogue
  today: string
  asked: Pick<PlanAsked, 'weeks' | 'scenario'>
  /** How many times as much is used of an item in each week, where it is asked what would be if. */
  times?: (item: string) => readonly number[]
}

const DAYS_A_WEEK = 7
/** Those who care for people, or come to their rescue, go first; what only fills stocks goes last. */
const FIRST: readonly (BuyerKind | null)[] = ['hospital', 'care-home', 'fire-service']
export const priorityOf = (kind: BuyerKind | null): Priority => (FIRST.includes(kind) ? 1 : 2)
const TO_STOCK: Priority = 3

/** The claim that an item is planned under where nobody says another: the first it is sold with. */
export const claimOf = (item: Item | undefined): Claim => item?.compliance[0]?.claim ?? 'none'

/** Mondays of the weeks after this one: what is used in them has to be there when they begin. */
function mondaysAfter(today: string, weeks: number): string[] {
  const next = mondayOf(dayOf(today)) + DAYS_A_WEEK
  return Array.from({ length: weeks }, (_, week) => dateOf(next + week * DAYS_A_WEEK))
}

/**
 * What a plan is for: what buyers will use under the scenario and do not have, the stocks they and the operator mean to keep,
 * and open needs as far as nothing covers them; with what is left out, and why. `stocks`: what the operator may hand out.
 */
export async function demandOf(
  db: Kysely<DB>,
  planning: Planning,
): Promise<Pick<PlanInput, 'demands' | 'left' | 'stocks'>> {
  const { operatorId, catalogue, today } = planning
  const said = await saidBy(
    db,
    (await buyersWhoSaid(db)).map(({ id }) => id),
  )
  const kinds = await kindsOf(db)
  const demands = [
    ...(await usedBy(db, planning, said, kinds)),
    ...(await keptBy(db, planning, said)),
    ...(await needed(db, planning, said)),
  ]
  const { items } = knownIn(catalogue)
  const isMade = ({ item, claim }: PlanDemand) =>
    catalogue.recipes.some(recipe => recipe.item === item && recipe.claims.includes(claim))
  const whyLeft = (demand: PlanDemand & { why?: LeftOut }): LeftOut | null =>
    demand.why ?? (isMade(demand) ? null : 'no-recipe')
  const stored = await storedIn(db, { organisations: [operatorId] })
  const stocks = stored
    .filter(lot => isUsable(lotThere(lot), today))
    .map(({ item, quantity, onTheRoad }) => ({
      item,
      claim: claimOf(items.get(item)),
      quantity: quantity + onTheRoad,
    }))
  return {
    demands: demands.filter(demand => whyLeft(demand) === null).map(({ why: _, ...demand }) => demand),
    left: demands.flatMap(demand => {
      const why = whyLeft(demand)
      const { cause, buyerId, needId, item } = demand
      return why === null ? [] : [{ cause, buyerId, needId, item, why }]
    }),
    stocks,
  }
}

type Found = PlanDemand & { why?: LeftOut }

async function kindsOf(db: Kysely<DB>): Promise<Map<string, BuyerKind | null>> {
  const rows = await db.selectFrom('organisation').select(['id', 'buyerKind']).orderBy('id').execute()
  return new Map(rows.map(({ id, buyerKind }) => [id, buyerKind]))
}

/** What buyers use beyond their own stock, and what their stock lacks at the end of what they mean to keep. */
async function usedBy(
  db: Kysely<DB>,
  { operatorId, catalogue, today, asked, times }: Planning,
  said: readonly Said[],
  kinds: ReadonlyMap<string, BuyerKind | null>,
): Promise<Found[]> {
  const buyers = [...new Set(said.map(({ organisationId }) => organisationId))]
  const parts = (await scenariosOf(db)).find(({ key }) => key === asked.scenario)?.parts ?? []
  const mondays = mondaysAfter(today, asked.weeks)
  const stored = await storedIn(db, { organisations: buyers })
  const ordered = await orderedBy(db, buyers)
  const targets = await targetsOf(db, buyers)
  return said.flatMap(({ organisationId: buyerId, item, level, outlook }): Found[] => {
    const own = knownIn(catalogue).items.get(item)
    const more = times?.(item) ?? []
    const used = factorsOf(parts, own?.family ?? null, asked.weeks).map(
      (factor, week) => factor * (more[week] ?? 1) * level.mean,
    )
    // What a fleet of reusables misses is due at once.
    if (outlook !== null) used[0] = (used[0] ?? 0) + outlook.missing
    // An operator hands out its stock to all: none of it is its own.
    const lots =
      buyerId === operatorId ? [] : stored.filter(lot => lot.owner === buyerId && lot.item === item)
    const road = lots
      .filter(lot => isUsable(lotThere(lot), today) && lot.onTheRoad > 0)
      .map(({ onTheRoad }) => ({ day: today, quantity: onTheRoad }))
    const orders = ordered.filter(
      order => order.buyerId !== operatorId && order.buyerId === buyerId && order.item === item,
    )
    const { missing, left } = shortageOf(lots.map(lotThere), [...road, ...orders], used, mondays)
    const common = { buyerId, needId: null, item, claim: claimOf(own) }
    const due = missing.flatMap((quantity, week) => dueIn(mondays[week], quantity))
    const target = buyerId === operatorId ? undefined : targets.get(`${buyerId} ${item}`)
    const lacks = target === undefined ? 0 : (target * level.mean) / DAYS_A_WEEK - left
    const atEnd = dueIn(mondays[mondays.length - 1], lacks)
    const priority = priorityOf(kinds.get(buyerId) ?? null)
    return [
      { id: `use ${buyerId} ${item}`, cause: 'use' as const, ...common, priority, due },
      {
        id: `target ${buyerId} ${item}`,
        cause: 'target' as const,
        ...common,
        priority: TO_STOCK,
        due: atEnd,
      },
    ].filter(demand => demand.due.length > 0)
  })
}

/** Less than a unit is nothing. */
const dueIn = (date: string | undefined, quantity: number) =>
  date === undefined || quantity < 1 ? [] : [{ date, quantity: Math.ceil(quantity) }]

async function targetsOf(db: Kysely<DB>, organisations: readonly string[]): Promise<Map<string, number>> {
  if (organisations.length === 0) return new Map()
  const rows = await db
    .selectFrom('stockTarget')
    .selectAll()
    .where('organisationId', 'in', organisations)
    .orderBy('item')
    .execute()
  return new Map(rows.map(({ organisationId, item, days }) => [`${organisationId} ${item}`, days]))
}

/** What the operator means to keep for the region: so many days of what all buyers use. */
async function keptBy(
  db: Kysely<DB>,
  { operatorId, catalogue, today, asked }: Planning,
  said: readonly Said[],
): Promise<Found[]> {
  const targets = await targetsOf(db, [operatorId])
  const last = mondaysAfter(today, asked.weeks).at(-1)
  return [...targets].flatMap(([key, days]): Found[] => {
    const item = key.slice(operatorId.length + 1)
    const weekly = said.reduce((sum, one) => sum + (one.item === item ? one.level.mean : 0), 0)
    const due = dueIn(last, (days * weekly) / DAYS_A_WEEK)
    if (due.length === 0) return []
    return [
      {
        id: `target ${operatorId} ${item}`,
        cause: 'target',
        buyerId: operatorId,
        needId: null,
        item,
        claim: claimOf(knownIn(catalogue).items.get(item)),
        priority: TO_STOCK,
        due,
      },
    ]
  })
}

/** Open needs as far as nothing covers them. Of a family, the product stands for it that is asked for most. */
async function needed(
  db: Kysely<DB>,
  { catalogue, today }: Planning,
  said: readonly Said[],
): Promise<Found[]> {
  const needs = await loadNeeds(db, 'published')
  if (needs.length === 0) return []
  const covered = await db
    .selectFrom('coverage')
    .select(['needId', 'tranche'])
    .select(({ fn }) => fn.sum<string>('quantity').as('quantity'))
    .where(
      'needId',
      'in',
      needs.map(({ id }) => id),
    )
    .groupBy(['needId', 'tranche'])
    .execute()
  const coveredOf = new Map(covered.map(row => [`${row.needId} ${row.tranche}`, Number(row.quantity)]))
  const saidOf = new Set(said.map(({ organisationId, item }) => `${organisationId} ${item}`))
  return needs.flatMap(({ id, buyer, buyerKind, subject, claim, schedule }): Found[] => {
    const item = 'item' in subject ? subject.item : productOf(catalogue, subject.family, claim)
    const due = schedule.flatMap(({ due: date, quantity }) =>
      dueIn(date < today ? today : date, quantity - (coveredOf.get(`${id} ${date}`) ?? 0)),
    )
    if (due.length === 0) return []
    const why = item === null ? 'no-product' : saidOf.has(`${buyer} ${item}`) ? 'in-forecast' : null
    return [
      {
        id: `need ${id}`,
        cause: 'need',
        buyerId: buyer,
        needId: id,
        item: item ?? ('family' in subject ? subject.family : ''),
        claim,
        priority: priorityOf(buyerKind),
        due,
        ...(why !== null && { why }),
      },
    ]
  })
}

function productOf(catalogue: Catalogue, family: string, claim: Claim): string | null {
  const sold = (knownIn(catalogue).families.get(family) ?? []).filter(item =>
    catalogue.recipes.some(recipe => recipe.item === item.id && recipe.claims.includes(claim)),
  )
  const byAsked = sold.toSorted((one, other) => (other.asked?.value ?? 0) - (one.asked?.value ?? 0))
  return byAsked[0]?.id ?? null
}
