import type { Reply } from '#lib/api/types.ts'
import type { StepState } from '#lib/components/stitches.ts'

export type Possibilities = Reply<'/api/organisations/{organisationId}/possibilities', 'get'>
export type Possibility = Possibilities['possibilities'][number]

/**
 * How far a firm is from an item: `now` as it stands, `soon` once reoriented, `partners` where another has to do some of
 * the operations, `far` where it does none of them.
 */
export const REACHES = ['now', 'soon', 'partners', 'far'] as const
export type Reach = (typeof REACHES)[number]

type Steps = Pick<Possibility, 'operations'>
type Skilled = Steps & Pick<Possibility, 'skilled'>
type Step = Possibility['operations'][number]

/** How far the firm is from an operation; one that anyone may buy as a service is not missing. */
export function stateOf({ state, service }: Pick<Step, 'state' | 'service'>): StepState {
  return state === 'missing' && service ? 'service' : state
}

/** How far a firm is from an item. Packing alone, which anybody could do, brings nobody nearer. */
export function reachOf({ operations, skilled }: Skilled): Reach {
  const has = (state: StepState) => operations.some(operation => stateOf(operation) === state)
  if (!skilled || (!has('direct') && !has('reoriented'))) return 'far'
  if (has('missing')) return 'partners'
  return has('reoriented') ? 'soon' : 'now'
}

/** Best first: by score, then by id so that equal ones keep their places. */
export function byScore(one: Possibility, other: Possibility): number {
  return other.score - one.score || (one.item < other.item ? -1 : 1)
}

/** The possibilities of each reach, best first. */
export function byReach(possibilities: readonly Possibility[]): Record<Reach, Possibility[]> {
  const groups: Record<Reach, Possibility[]> = { now: [], soon: [], partners: [], far: [] }
  for (const possibility of possibilities.toSorted(byScore)) groups[reachOf(possibility)].push(possibility)
  return groups
}

/** The operations that another would have to do. */
export function missingOf({ operations }: Steps): Step[] {
  return operations.filter(operation => stateOf(operation) === 'missing')
}

/** Open needs a possibility would serve: for the item itself, or for the products it goes into. */
export function needsServed({ demand }: Pick<Possibility, 'demand'>): number {
  return demand.needs + demand.needsOfProducts
}

/**
 * What would open more: items that are asked for in the region and that the firm does not make as it stands, the ones
 * with most needs for least effort first. One operation missing is a partner to find; several are another trade.
 */
export function openers(possibilities: readonly Possibility[], limit: number): Possibility[] {
  /** Days a missing operation weighs against the days of a reorientation. */
  const DAYS_FOR_PARTNER = 30
  const worth = (possibility: Possibility) =>
    needsServed(possibility) /
    (7 + possibility.effort.days + DAYS_FOR_PARTNER * missingOf(possibility).length)
  return possibilities
    .filter(possibility => {
      const reach = reachOf(possibility)
      if (needsServed(possibility) === 0) return false
      return reach === 'soon' || (reach === 'partners' && missingOf(possibility).length === 1)
    })
    .toSorted((one, other) => worth(other) - worth(one) || byScore(one, other))
    .slice(0, limit)
}

/**
 * What a firm could make soonest of what the region asks for: first what it makes as it stands, then what would open most
 * for least effort. Where nothing of it is asked for, what it makes best.
 */
export function soonest(possibilities: readonly Possibility[], limit: number): Possibility[] {
  const { now } = byReach(possibilities)
  const asked = now
    .filter(possibility => needsServed(possibility) > 0)
    .toSorted((one, other) => needsServed(other) - needsServed(one) || byScore(one, other))
  const found = [...asked, ...openers(possibilities, limit)].slice(0, limit)
  return found.length > 0 ? found : now.slice(0, limit)
}
