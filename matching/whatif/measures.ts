/** What would have kept a plan whole in a scenario without changing it, and what that costs. */
import type { Claim } from '../catalogue.ts'
import { type Conditions, conditionsOf } from './conditions.ts'
import { type Fixed, untilEach } from './fixed.ts'
import { type ItemOutcome, outcomesOf } from './outcome.ts'
import type { Part } from './scenario.ts'
import { type Due, type Life, simulate } from './simulate.ts'

export interface Stored {
  item: string
  /** Null of what is bought outside. */
  claim: Claim | null
  units: number
  cents: number
}

/**
 * `stock`: so much of what is asked for lies in stock on the first day; `material`: so much of what the border holds back lies
 * with those who work on it.
 */
export interface Measure {
  kind: 'stock' | 'material'
  stored: Stored[]
  /** What it is worth by the catalogue, an estimate. */
  cents: number
  /** By item in the order of the outcomes: units late at worst all the same. */
  left: number[]
}

/** Fewer units are no stock. */
const least = 0.5

/**
 * Tried out: each is lived through. `calm`: what comes of the plan as it is; `found`: in the scenario.
 */
export function measuresOf(
  life: Life,
  parts: readonly Part[],
  due: Due,
  { calm, found }: { calm: readonly ItemOutcome[]; found: readonly ItemOutcome[] },
): Measure[] {
  const conditions = conditionsOf(life.fixed.terms, parts)
  const tried = (own: Life, under: Conditions) =>
    outcomesOf(own.fixed.terms, simulate(own, under, due), due, []).map(({ worst }) => worst.units)
  const measures: Measure[] = []
  const stored = stocksLacking(life.fixed, calm, found)
  if (stored.length > 0)
    measures.push({
      kind: 'stock',
      stored,
      cents: centsOf(stored),
      left: tried(withStocks(life, stored), conditions),
    })
  const held = heldBack(life.fixed, parts)
  if (held.length > 0) {
    const open = parts.filter(({ kind }) => kind !== 'border')
    measures.push({
      kind: 'material',
      stored: held,
      cents: centsOf(held),
      left: tried(life, conditionsOf(life.fixed.terms, open)),
    })
  }
  return measures
}

const centsOf = (stored: readonly Stored[]) => stored.reduce((sum, { cents }) => sum + cents, 0)

/** Of each item as much as is late at most beyond what is late anyway. */
function stocksLacking(
  { terms }: Fixed,
  calm: readonly ItemOutcome[],
  found: readonly ItemOutcome[],
): Stored[] {
  return found.flatMap(({ item, claim, late }, at): Stored[] => {
    const units = Math.max(...late.map((own, week) => own - (calm[at]?.late[week] ?? 0)))
    const article = terms.articles.find(each => each.item.id === item && each.claim === claim)
    if (units < least || article === undefined) return []
    return [{ item, claim, units: Math.ceil(units), cents: Math.ceil(units) * article.cents }]
  })
}

function withStocks(life: Life, stored: readonly Stored[]): Life {
  const { fixed } = life
  const pools = fixed.pools.map((pool, number) => {
    const article = fixed.terms.articles[number]
    const own = stored.find(({ item, claim }) => item === article?.item.id && claim === article.claim)
    return own === undefined ? pool : { ...pool, there: pool.there + own.units }
  })
  return { ...life, fixed: { ...fixed, pools } }
}

/** What the plan takes of outside materials in the weeks in which a border holds them back. */
function heldBack({ terms, lines, bought, calendar }: Fixed, parts: readonly Part[]): Stored[] {
  const borders = parts.filter(part => part.kind === 'border')
  const items = [...new Set(borders.map(({ item }) => item))]
  return items.flatMap((item): Stored[] => {
    const taken = new Float64Array(calendar.weeks)
    let centsPerUnit = 0
    for (const { step, planned } of lines.flat()) {
      const buy = step.buys.find(each => each.item.id === item)
      if (buy === undefined) continue
      centsPerUnit = (buy.item.outside?.centsPerThousand.value ?? 0) / 1000
      planned.forEach((units, week) => (taken[week] = (taken[week] ?? 0) + units * buy.quantity))
    }
    for (const { number, item: own, purchase } of terms.articles) {
      if (own.id !== item || purchase === null) continue
      centsPerUnit = purchase.cents
      bought[number]?.forEach((until, week, all) => {
        taken[week] = (taken[week] ?? 0) + until - (all[week - 1] ?? 0)
      })
    }
    const until = untilEach(taken)
    const inWeeks = ({ from, weeks }: { from: number; weeks: number }) =>
      (until[Math.min(from + weeks, calendar.weeks) - 1] ?? 0) - (until[from - 1] ?? 0)
    const units = Math.ceil(
      Math.max(0, ...borders.flatMap(border => (border.item === item ? inWeeks(border) : []))),
    )
    return units < least ? [] : [{ item, claim: null, units, cents: units * centsPerUnit }]
  })
}
