/**
 * How far a region can make what it needs of an item by itself: today, after the reorientations that its firms could begin
 * today, and week by week; how strong each link of the chain is; and what falls if one firm stops. `docs/autonomy.md`.
 */
import type { Claim } from '../catalogue.ts'
import { dateOf, dayOf } from '../dates.ts'
import { calendarOf } from '../planning/calendar.ts'
import { type Station, type Supply, supplyOf } from '../planning/supply.ts'
import type { Reference } from '../reference.ts'
import type { Firm } from '../supply.ts'
import { type ChainStep, deepChain, type DeepChain } from './chain.ts'
import { type Conditions, rateIn, weeklyUnits } from './flow.ts'
import { type Stage, strongestChain } from './strongest.ts'

export interface Asked {
  /** ISO date of the day it is asked. */
  asOf: string
  firms: readonly Firm[]
  item: string
  claim: Claim
  /** Units needed in each week from the Monday of that week on. */
  need: readonly number[]
}

/** A firm at a link: units of the item that it could serve there in a week if it did nothing else. */
export interface Maker {
  firm: string
  today: number
  after: number
}

/** An operation of the chain. */
export interface Link {
  item: string
  recipe: string
  operation: string
  /** Whether a service outside the firms does it as well, a laboratory say; it then has no limit here. */
  service: boolean
  /**
   * Units of the item that all makers of this link together could serve in a week, if they did nothing else: as they stand,
   * and once their reorientations are made. No chain is stronger than its links.
   */
  today: number
  after: number
  makers: Maker[]
}

/** What goes into the chain and is bought: nothing in the catalogue makes it, or the market has it as well. */
export interface Outside {
  item: string
  /** The operation it goes into. */
  into: { item: string; operation: string }
  /** Null where the catalogue knows no market for it. */
  dependence: 'low' | 'medium' | 'high' | null
  leadDays: number | null
  /** Whether a recipe makes it, so that a region could. */
  makeable: boolean
}

export interface Autonomy {
  /** Share of the need of a week that is made, in [0, 1]: what the market has may be bought, or nothing that a recipe makes. */
  withMarket: Shares
  alone: Shares
  links: Link[]
  /** The strongest way to make it, from what is bought to the item itself. */
  stages: Stage[]
  outside: Outside[]
  /** Firms without which less of the need is made once reorientations are, the worst first: the share that is left. */
  fragile: { firm: string; left: number }[]
}

export interface Shares {
  today: number
  /** In the last week that was asked for. */
  after: number
  byWeek: number[]
  /** Calendar days until the Monday from which on every week that was asked for is made whole; null where none is. */
  daysUntil: number | null
  /** That Monday. */
  from: string | null
}

/** A share so near to 1 is all, but for rounding. */
const whole = 1 - 1e-6
/** At most so many firms are tried without: those at the links that their leaving weakens most. */
const TRIED = 12

/**
 * Throws a RangeError where the catalogue does not know the item, or no week is asked for.
 */
export function autonomyOf(reference: Reference, asked: Asked): Autonomy {
  const { need, asOf } = asked
  if (need.length === 0) throw new RangeError('autonomy is asked for over no week')
  const chain = deepChain(reference, asked.item, asked.claim)
  const calendar = calendarOf(asOf, need.length)
  const supply = supplyOf(reference, asked.firms, chain.articles, calendar, {
    ahead: new Map(),
    lapsed: [],
    refused: () => [],
    // What is under way is not known here: it is taken to begin today.
    since: () => null,
  })
  const top = chain.articles.findIndex(({ item }) => item.id === asked.item)
  const last = need.length - 1
  const most = Math.max(...need)
  const known = new Map<string, number>()
  const shareOf = (week: number, conditions: Omit<Conditions, 'week'>) => {
    const units = need[week] ?? 0
    if (units <= 0) return 1
    // Weeks in which the same stations have the same hours make alike, whatever of it is needed.
    const key = JSON.stringify([conditions.alone, weekKey(supply, week, conditions)])
    const made = known.get(key) ?? weeklyUnits(chain, top, supply, most, { ...conditions, week })
    known.set(key, made)
    return Math.min(units, made) / units
  }
  const shares = (alone: boolean): Shares => {
    const conditions = { alone, without: null }
    const byWeek = need.map((_, week) => shareOf(week, { ...conditions, asItStands: false }))
    const lacking = byWeek.findLastIndex(share => share < whole)
    const first = lacking + 1 < need.length ? lacking + 1 : null
    const monday = first === null ? null : calendar.monday + 7 * first
    return {
      today: shareOf(Math.min(last, calendar.weekAfter(0)), { ...conditions, asItStands: true }),
      after: byWeek[last] ?? 0,
      byWeek,
      daysUntil: monday === null ? null : Math.max(0, monday - dayOf(asOf)),
      from: monday === null ? null : dateOf(monday),
    }
  }
  const links = chain.steps
    .filter(({ step }) => (chain.perUnit[step.article] ?? 0) > 0)
    .map(one => linkOf(one, chain, supply, asked, [Math.min(last, calendar.weekAfter(0)), last]))
  const withMarket = shares(false)
  return {
    withMarket,
    alone: shares(true),
    links,
    stages: strongestChain(chain, links, asked.item),
    outside: outsideOf(chain),
    fragile: candidates(links, asked)
      .map(firm => ({
        firm,
        left: shareOf(last, {
          asItStands: false,
          alone: false,
          without: asked.firms.findIndex(({ id }) => id === firm),
        }),
      }))
      .filter(({ left }) => left < withMarket.after * whole)
      .toSorted((one, other) => one.left - other.left || (one.firm < other.firm ? -1 : 1)),
  }
}

/** What of a week decides what is made in it. */
const weekKey = ({ stations, hours }: Supply, week: number, conditions: Omit<Conditions, 'week'>) => [
  stations.map(station => rateIn(station, { ...conditions, week })),
  hours.map(({ minutes }) => Math.round(minutes[week] ?? 0)),
]

/** What each firm could serve at a step in a week: as it stands in the first of two weeks, and after reorientations in the other. */
function linkOf(
  { step }: ChainStep,
  { articles, perUnit }: DeepChain,
  supply: Supply,
  { firms }: Asked,
  [now, last]: [number, number],
): Link {
  const article = articles[step.article]
  const units = perUnit[step.article] ?? 1
  const able = supply.stations.flatMap(station => {
    const way = supply.crafts[station.craft]?.steps.find(one => one.step.number === step.number)
    return way === undefined ? [] : [{ station, way }]
  })
  const served = (firm: number, week: number, asItStands: boolean) =>
    able
      .filter(({ station }) => station.firm === firm)
      .reduce((sum, { station, way }) => {
        const rate = rateIn(station, { week, asItStands, alone: false, without: null })
        return sum + rate * stationUnits(supply, station, way, week)
      }, 0) / units
  const makers = [...new Set(able.map(({ station }) => station.firm))]
    .map(firm => ({
      firm: firms[firm]?.id ?? '',
      today: served(firm, now, true),
      after: served(firm, last, false),
    }))
    .filter(({ today, after }) => today > 0 || after > 0)
  return {
    item: article?.item.id ?? '',
    recipe: step.operation.recipe.id,
    operation: step.operation.operation.id,
    service: step.service !== null,
    today: makers.reduce((sum, { today }) => sum + today, 0),
    after: makers.reduce((sum, { after }) => sum + after, 0),
    makers,
  }
}

/** Units of a step that a station does in a week if it does nothing else: the scarcer of its machines and its people. */
function stationUnits(
  { hours }: Supply,
  station: Station,
  { machineMinutes, labourMinutes }: { machineMinutes: number; labourMinutes: number },
  week: number,
): number {
  const limits = hours
    .filter(({ stations }) => stations.includes(station.number))
    .flatMap(({ kind, minutes }) => {
      const each = kind === 'machines' ? machineMinutes / station.pace : labourMinutes
      return each > 0 ? [(minutes[week] ?? 0) / each] : []
    })
  return limits.length === 0 ? 0 : Math.min(...limits)
}

function outsideOf({ steps, articles, perUnit }: DeepChain): Outside[] {
  return steps
    .filter(({ step }) => (perUnit[step.article] ?? 0) > 0)
    .flatMap(({ step, inputs }) =>
      inputs
        .filter(({ item, article }) => article === null || item.outside !== null)
        .map(({ item, article }) => ({
          item: item.id,
          into: { item: articles[step.article]?.item.id ?? '', operation: step.operation.operation.id },
          dependence: item.outside?.dependence ?? null,
          leadDays: item.outside?.leadDays.value ?? null,
          makeable: article !== null,
        })),
    )
}

/** Firms whose leaving would take a link below the need, those that take it lowest first. */
function candidates(links: readonly Link[], { need }: Asked): string[] {
  const units = need.at(-1) ?? 0
  const left = new Map<string, number>()
  for (const { after, makers, service } of links) {
    if (service) continue
    for (const { firm, after: own } of makers) {
      const rest = after - own
      if (own > 0 && rest < Math.min(units, after)) left.set(firm, Math.min(left.get(firm) ?? Infinity, rest))
    }
  }
  return [...left]
    .toSorted(([one, a], [other, b]) => a - b || (one < other ? -1 : 1))
    .slice(0, TRIED)
    .map(([firm]) => firm)
}
