import type { DB } from '@maillage/db/tables/database.ts'
import type { Standing } from '@maillage/matching/autonomy/standing.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { type Conversion, overcapacityOf } from '@maillage/matching/overcapacity/overcapacity.ts'
import type { Kysely } from 'kysely'
import type { Ranker } from '../../engine/ranker.ts'
import { firmsIn } from '../../engine/region-aside.ts'
import { mondaysFrom, regionalNeeds, WEEKS } from '../autonomy/need.ts'
import { knownIn } from '../catalogue/known.ts'
import { type Asking, readRegionalDemand } from '../consumption/read.ts'
import { referenceOf } from '../contracts/hours.ts'
import { orderedOf } from '../investment/orders.ts'
import { demandFor, openDemand } from '../possibilities/demand.ts'
import { makeableBy } from '../possibilities/makeable.ts'
import { committedBy, piecesByWeek } from './committed.ts'
import type { ItemCapacity, RegionCapacity } from './schemas.ts'
import { areMany, roughly, toldSum } from './told.ts'
import { usesOf } from './uses.ts'

const DAYS_A_WEEK = 7
const MONTHS_A_YEAR = 12
const WEEKS_A_YEAR = 52
/** Products that a firm reads at most. */
const PRODUCTS = 6
/** Capacity is worked out up to so many times what is needed or prepared. */
const ENOUGH = 100

interface Converting extends Conversion {
  firm: string
  /** Whether the operator may read its name beside it. */
  named: boolean
  item: string
}

/** What firms convert, week by week from the Monday of this week on; what was stopped is none. */
async function conversionsOf(db: Kysely<DB>, today: string): Promise<Converting[]> {
  const rows = await db
    .selectFrom('investment')
    .innerJoin('organisation', 'organisation.id', 'investment.organisationId')
    .select(['organisationId', 'item', 'state', 'readyOn', 'monthlyQuantity', 'months', 'named'])
    .where('organisation.status', '!=', 'suspended')
    .orderBy('investment.id')
    .execute()
  const monday = dayOf(mondaysFrom(today)[0] ?? today)
  return rows.flatMap(({ organisationId: firm, item, state, readyOn, monthlyQuantity, months, named }) => {
    if (state === 'stopped') return []
    // Weeks that lie behind count off those that it lasts.
    const begins = Math.ceil((dayOf(readyOn) - monday) / DAYS_A_WEEK)
    const lasts = Math.round((months * WEEKS_A_YEAR) / MONTHS_A_YEAR)
    const weeks = Math.min(lasts, lasts + begins)
    const weekly = (monthlyQuantity * MONTHS_A_YEAR) / WEEKS_A_YEAR
    return weeks <= 0 ? [] : [{ firm, named, item, stance: state, weekly, from: Math.max(0, begins), weeks }]
  })
}

/** What the region needs of each item in each week. */
const needsOf = async (db: Kysely<DB>, asking: Asking) =>
  new Map((await regionalNeeds(db, asking)).map(({ item, need }) => [item, need]))

/** What need is set beside: the region's firms, and the thread that works out what they make as they stand. */
interface Region {
  engine: Engine
  ranker: Pick<Ranker, 'standing'>
  departments: readonly string[]
}

/** Reads need beside capacity. */
export function capacityReader({ engine, ranker, departments }: Region) {
  async function standingOf(item: string, most: number, { catalogue, today }: Asking): Promise<Standing> {
    const own = knownIn(catalogue).items.get(item)
    const claim = own?.compliance[0]?.claim ?? 'none'
    const isMade = own !== undefined && catalogue.recipes.some(recipe => recipe.item === item)
    return isMade ? ranker.standing({ asOf: today, item, claim, most }) : { weekly: 0, makers: [] }
  }

  const mostOf = (need: readonly number[], conversions: readonly Conversion[]) =>
    ENOUGH * Math.max(1, ...need, ...conversions.map(({ weekly }) => weekly))

  /** Every item that is needed or converted to: what is needed, now and where there is no crisis, beside what is agreed. */
  async function rowsOf(db: Kysely<DB>, asking: Asking) {
    const mondays = mondaysFrom(asking.today)
    const conversions = await conversionsOf(db, asking.today)
    const committed = await committedBy(db, mondays)
    const needs = await needsOf(db, asking)
    const lasting = asking.scenario === 'calm' ? needs : await needsOf(db, { ...asking, scenario: 'calm' })
    const items = [...new Set([...needs.keys(), ...conversions.map(({ item }) => item)])].sort()
    const none = mondays.map(() => 0)
    return items.map(item => {
      const own = conversions.filter(one => one.item === item)
      // What firms that convert to it have agreed to make is what their conversion is for.
      const others = committed.filter(one => one.item === item && !own.some(({ firm }) => firm === one.firm))
      const asked = {
        need: needs.get(item) ?? none,
        lasting: lasting.get(item) ?? none,
        committed: piecesByWeek(others, WEEKS),
        conversions: own,
      }
      return { item, own, need: asked.need, found: overcapacityOf(asked) }
    })
  }

  return {
    /** Items that somebody converts to, what runs furthest beyond need first, with what else those firms could make. */
    async all(db: Kysely<DB>, asking: Asking): Promise<RegionCapacity> {
      const { catalogue, today, scenario } = asking
      const rows = await rowsOf(db, asking)
      const mondays = mondaysFrom(today)
      const until = dateOf(dayOf(mondays[0] ?? today) + WEEKS * DAYS_A_WEEK)
      const ordered = (await orderedOf(db, null)).filter(({ day }) => day >= today && day < until)
      const open = await openDemand(db, today, [...departments])
      const firms = new Map(firmsIn(engine, departments).map(firm => [firm.id, firm]))
      const makersOf = (own: readonly Converting[]) => {
        const named = new Set(own.flatMap(one => (one.named ? [one.firm] : [])))
        const unnamed = [...new Set(own.map(({ firm }) => firm))].filter(id => !named.has(id))
        // What few could make besides would tell who they are.
        return [...named, ...(areMany(unnamed.length) ? unnamed : [])].flatMap(id => {
          const firm = firms.get(id)
          if (firm === undefined) return []
          return [{ firm, named: named.has(id), ...makeableBy(engine, catalogue, firm) }]
        })
      }
      const items: RegionCapacity['items'] = []
      for (const { item, own, need, found } of rows) {
        if (own.length === 0) continue
        const standing = await standingOf(item, mostOf(need, own), asking)
        const { alarm, weeks, mean: each } = found
        const uses =
          alarm === 'none' || each === null
            ? []
            : usesOf(
                {
                  item,
                  beyond: each.beyond,
                  makers: makersOf(own),
                  rows,
                  open,
                  reference: referenceOf(catalogue),
                },
                asking,
              )
        items.push({
          item,
          alarm,
          byWeek: weeks,
          mean: each,
          standing: standing.weekly,
          ordered: ordered.reduce((sum, one) => (one.item === item ? sum + one.quantity : sum), 0),
          conversions: own.length,
          uses,
        })
      }
      const rank = { over: 0, near: 1, none: 2 }
      return {
        scenario,
        weeks: mondays,
        items: items.sort(
          (a, b) =>
            rank[a.alarm] - rank[b.alarm] ||
            (b.mean?.beyond ?? 0) - (a.mean?.beyond ?? 0) ||
            (a.item < b.item ? -1 : 1),
        ),
      }
    },

    /**
     * What a firm that is about to convert may know of an item: what open needs ask for, what at least three buyers use
     * together, what at least three other firms make or convert to. Nothing from which one of them could be read.
     */
    async one(db: Kysely<DB>, asking: Asking, item: string): Promise<ItemCapacity> {
      const { organisationId, catalogue, today } = asking
      const { items: declared } = await readRegionalDemand(db, asking, false)
      const buyers = declared.find(one => one.item === item)?.buyers ?? []
      const open = await openDemand(db, today, [...departments])
      const family = knownIn(catalogue).items.get(item)?.family ?? null
      const asked = demandFor(item, family, open).quantity / WEEKS
      const used = toldSum(buyers.map(({ weekly }) => weekly))
      const others = (await conversionsOf(db, today)).filter(
        one => one.item === item && one.firm !== organisationId,
      )
      const byFirm = Map.groupBy(others, ({ firm }) => firm)
      const standing = await standingOf(item, mostOf([asked, used ?? 0], others), asking)
      const makers = standing.makers.filter(id => id !== organisationId)
      const own = firmsIn(engine, departments).find(({ id }) => id === organisationId)
      const makeable = own && makeableBy(engine, catalogue, own)
      const uses = [...(makeable?.now ?? []), ...(makeable?.reoriented ?? [])].flatMap(other => {
        const record = knownIn(catalogue).items.get(other)
        const { needs } = demandFor(other, record?.family ?? null, open)
        return other === item || needs === 0
          ? []
          : [{ item: other, needs, now: makeable?.now.has(other) === true }]
      })
      return {
        item,
        need: asked === 0 && used === null ? null : roughMost(asked, used),
        standing: areMany(makers.length) ? roughly(standing.weekly) : null,
        converting: toldSum(
          [...byFirm.values()].map(each => each.reduce((sum, { weekly }) => sum + weekly, 0)),
        ),
        uses: uses.sort((a, b) => b.needs - a.needs || (a.item < b.item ? -1 : 1)).slice(0, PRODUCTS),
      }
    },
  }
}

/** The two are never added: needs are how what is used is bought. */
const roughMost = (asked: number, used: number | null) => Math.max(Math.round(asked), used ?? 0)
