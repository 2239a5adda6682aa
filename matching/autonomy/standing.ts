/** What firms make of an item in a week as they stand, with what the market has: nothing reoriented, nothing else made. */
import type { Claim } from '../catalogue.ts'
import { calendarOf } from '../planning/calendar.ts'
import { supplyOf } from '../planning/supply.ts'
import type { Reference } from '../reference.ts'
import type { Firm } from '../supply.ts'
import { deepChain } from './chain.ts'
import { weeklyUnits } from './flow.ts'

/** Weeks until one is looked at: what a chain needs to be running. */
const running = 4

export interface StandingAsked {
  asOf: string
  firms: readonly Firm[]
  item: string
  claim: Claim
  /** Units a week from which on it does not matter how many more there are. */
  most: number
}

export interface Standing {
  weekly: number
  makers: string[]
}

/**
 * Units a week, up to `most`, and the firms that do an operation of the item's own recipes. Throws a RangeError where the
 * catalogue does not know the item.
 */
export function standingUnits(
  reference: Reference,
  { asOf, firms, item, claim, most }: StandingAsked,
): Standing {
  const chain = deepChain(reference, item, claim)
  const calendar = calendarOf(asOf, running + 1)
  const supply = supplyOf(reference, firms, chain.articles, calendar, {
    ahead: new Map(),
    lapsed: [],
    refused: () => [],
    since: () => null,
  })
  const top = chain.articles.findIndex(article => article.item.id === item)
  const makers = new Set(
    supply.stations.flatMap(({ move, craft, firm }) => {
      const isOwn = supply.crafts[craft]?.steps.some(
        ({ step }) => step.article === top && step.service === null,
      )
      return move === null && isOwn === true ? [firms[firm]?.id ?? ''] : []
    }),
  )
  const conditions = { week: running, asItStands: true, alone: false, without: null }
  return { weekly: weeklyUnits(chain, top, supply, most, conditions), makers: [...makers].sort() }
}
