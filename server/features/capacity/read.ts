import { setImmediate as breathe } from 'node:timers/promises'
import type { DB } from '@maillage/db/tables/database.ts'
import { standingUnits } from '@maillage/matching/autonomy/standing.ts'
import { dateOf, dayOf } from '@maillage/matching/dates.ts'
import { type Conversion, overcapacityOf } from '@maillage/matching/overcapacity/overcapacity.ts'
import { compileReference, type Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import type { Kysely } from 'kysely'
import { mondaysFrom, type RegionalNeed, regionalNeeds, WEEKS } from '../autonomy/need.ts'
import { firmsIn, type Region } from '../autonomy/read.ts'
import { knownIn } from '../catalogue/known.ts'
import { type Asking, readRegionalDemand } from '../consumption/read.ts'
import { orderedOf } from '../investment/orders.ts'
import { demandFor, openDemand } from '../possibilities/demand.ts'
import { makeableBy } from '../possibilities/makeable.ts'
import type { ItemCapacity, RegionCapacity } from './schemas.ts'
import { areMany, roughly, toldSum } from './told.ts'

const DAYS_A_WEEK = 7
const MONTHS_A_YEAR = 12
const WEEKS_A_YEAR = 52
/** Uses that are shown at most. */
const USES = 6
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

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Reads need beside capacity; what firms make as they stand is worked out once for each state of the region's firms. */
export function capacityReader(region: Region) {
  let known:
    | {
        reference: Reference
        state: string
        firms: Firm[]
        items: Map<string, ReturnType<typeof standingUnits>>
      }
    | undefined

  function standingOf(item: string, most: number, { catalogue, today }: Asking) {
    const state = `${region.state()} ${catalogue.version} ${today}`
    if (known?.state !== state) {
      known = { reference: compileReference(catalogue), state, firms: firmsIn(region), items: new Map() }
    }
    const key = `${item} ${most}`
    const before = known.items.get(key)
    if (before !== undefined) return before
    const own = knownIn(catalogue).items.get(item)
    const claim = own?.compliance[0]?.claim ?? 'none'
    const isMade = own !== undefined && catalogue.recipes.some(recipe => recipe.item === item)
    const { firms, reference } = known
    const found = isMade
      ? standingUnits(reference, { asOf: today, firms, item, claim, most })
      : { weekly: 0, makers: [] }
    known.items.set(key, found)
    return found
  }

  const mostOf = (need: readonly number[], conversions: readonly Conversion[]) =>
    ENOUGH * Math.max(1, ...need, ...conversions.map(({ weekly }) => weekly))

  async function rowsOf(db: Kysely<DB>, asking: Asking) {
    const conversions = await conversionsOf(db, asking.today)
    const needs = new Map((await regionalNeeds(db, asking)).map(one => [one.item, one]))
    const items = [...new Set([...needs.keys(), ...conversions.map(({ item }) => item)])].sort()
    const rows: (RegionalNeed & { own: Converting[]; found: ReturnType<typeof overcapacityOf> })[] = []
    for (const item of items) {
      // Other requests get their turn after each item.
      await breathe()
      const own = conversions.filter(one => one.item === item)
      const none: RegionalNeed = { item, need: Array.from({ length: WEEKS }, () => 0), basis: 'needs' }
      const needed = needs.get(item) ?? none
      const { weekly } = standingOf(item, mostOf(needed.need, own), asking)
      rows.push({
        ...needed,
        own,
        found: overcapacityOf({ need: needed.need, standing: weekly, conversions: own }),
      })
    }
    return rows
  }

  return {
    /** Items that somebody converts to, what runs furthest beyond need first, with what else those firms could make that is short. */
    async all(db: Kysely<DB>, asking: Asking): Promise<RegionCapacity> {
      const rows = await rowsOf(db, asking)
      const until = dateOf(dayOf(mondaysFrom(asking.today)[0] ?? asking.today) + WEEKS * DAYS_A_WEEK)
      const ordered = (await orderedOf(db, null)).filter(({ day }) => day >= asking.today && day < until)
      const short = rows.flatMap(({ item, found }) => {
        const lacking = mean(
          found.weeks.map(({ need, standing, begun, planned }) => need - standing - begun - planned),
        )
        return lacking > 0 ? [{ item, lacking }] : []
      })
      const firms = new Map(firmsIn(region).map(firm => [firm.id, firm]))
      const usesOf = (item: string, own: readonly Converting[]) => {
        const named = new Set(own.flatMap(one => (one.named ? [one.firm] : [])))
        const unnamed = [...new Set(own.map(({ firm }) => firm))].filter(id => !named.has(id))
        // What few could make besides would tell who they are.
        const makers = [...named, ...(areMany(unnamed.length) ? unnamed : [])].flatMap(id => {
          const firm = firms.get(id)
          return firm === undefined ? [] : [{ firm, ...makeableBy(region.engine, asking.catalogue, firm) }]
        })
        return short
          .filter(one => one.item !== item)
          .flatMap(({ item: other, lacking }) => {
            const able = makers.filter(({ now, reoriented }) => now.has(other) || reoriented.has(other))
            if (able.length === 0) return []
            return {
              item: other,
              lacking,
              firms: able.length,
              named: able.flatMap(({ firm: { id, name } }) => (named.has(id) ? [{ id, name }] : [])),
              now: able.some(({ now }) => now.has(other)),
            }
          })
          .sort((a, b) => b.firms - a.firms || b.lacking - a.lacking)
          .slice(0, USES)
      }
      const rank = { over: 0, near: 1, none: 2 }
      return {
        scenario: asking.scenario,
        weeks: mondaysFrom(asking.today),
        items: rows
          .filter(({ own }) => own.length > 0)
          .map(({ item, own, found: { alarm, weeks, mean: each } }) => ({
            item,
            alarm,
            byWeek: weeks,
            mean: each,
            ordered: ordered.reduce((sum, one) => (one.item === item ? sum + one.quantity : sum), 0),
            conversions: own.length,
            uses: alarm === 'none' ? [] : usesOf(item, own),
          }))
          .sort(
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
      const open = await openDemand(db, today, [...region.departments])
      const family = knownIn(catalogue).items.get(item)?.family ?? null
      const asked = demandFor(item, family, open).quantity / WEEKS
      const used = toldSum(buyers.map(({ weekly }) => weekly))
      const others = (await conversionsOf(db, today)).filter(
        one => one.item === item && one.firm !== organisationId,
      )
      const byFirm = Map.groupBy(others, ({ firm }) => firm)
      const standing = standingOf(item, mostOf([asked, used ?? 0], others), asking)
      const makers = standing.makers.filter(id => id !== organisationId)
      const own = firmsIn(region).find(({ id }) => id === organisationId)
      const makeable = own && makeableBy(region.engine, catalogue, own)
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
        uses: uses.sort((a, b) => b.needs - a.needs || (a.item < b.item ? -1 : 1)).slice(0, USES),
      }
    },
  }
}

/** The two are never added: needs are how what is used is bought. */
const roughMost = (asked: number, used: number | null) => Math.max(Math.round(asked), used ?? 0)
