import type { Criterion, Partnership } from '@maillage/matching/match.ts'

/** Places won (positive) or lost since another order of the same partnerships, by key; what is new has none. */
export function rankChanges(before: readonly string[], after: readonly string[]): Map<string, number> {
  const places = new Map(before.map((key, index) => [key, index]))
  const changes = new Map<string, number>()
  after.forEach((key, index) => {
    const place = places.get(key)
    if (place !== undefined) changes.set(key, place - index)
  })
  return changes
}

/** The criterion that brings most to the score. */
export function strongest({ criteria }: Pick<Partnership, 'criteria'>): Criterion | null {
  return best(criteria, ({ value, weight }) => value * weight)
}

/** The criterion that costs most of the score; null where nothing is lost. */
export function weakest(partnership: Pick<Partnership, 'criteria'>): Criterion | null {
  const first = strongest(partnership)
  const others = partnership.criteria.filter(criterion => criterion !== first)
  return best(others, ({ value, weight }) => (1 - value) * weight)
}

function best(criteria: readonly Criterion[], measure: (criterion: Criterion) => number): Criterion | null {
  let found: Criterion | null = null
  for (const criterion of criteria) {
    if (measure(criterion) > (found ? measure(found) : 0)) found = criterion
  }
  return found
}

const FAILING: ReadonlySet<Criterion['reason']['code']> = new Set([
  'coverage.partial',
  'capacity.none',
  'lead-time.late',
  'lead-time.too-long',
  'lead-time.never',
  'compliance.out-of-reach',
  'compliance.claim-not-served',
])

/** What keeps a partnership from being feasible: a criterion that says so, or the first delivery that falls short. */
export type Obstacle =
  | { kind: 'criterion'; criterion: Criterion }
  | { kind: 'short'; due: string; delivered: number; required: number }

/** Why a partnership is not feasible, in the order of its criteria. Empty for a feasible one. */
export function obstacles({
  criteria,
  deliveries,
  feasible,
}: Pick<Partnership, 'criteria' | 'deliveries' | 'feasible'>): Obstacle[] {
  if (feasible) return []
  const failing = criteria.filter(({ reason }) => FAILING.has(reason.code))
  const short = deliveries.find(({ required, delivered }) => delivered < required)
  const said = failing.some(({ id }) => id === 'capacity' || id === 'lead-time')
  return [
    ...(short && !said ? [{ kind: 'short' as const, ...short }] : []),
    ...failing.map(criterion => ({ kind: 'criterion' as const, criterion })),
  ]
}

/** What differs between the list one reads and a newer one. */
export interface Changes {
  entered: number
  left: number
  /** Partnerships of both whose feasibility or score in points is not the same. */
  altered: number
}

type Compared = Pick<Partnership, 'key' | 'feasible' | 'score'>

/** Compares the list one reads with a newer one, by what the reader could see of it. */
export function changesBetween(shown: readonly Compared[], next: readonly Compared[]): Changes {
  const known = new Map(shown.map(one => [one.key, one]))
  const coming = new Set(next.map(({ key }) => key))
  const points = ({ score }: Compared) => Math.round(score * 100)
  return {
    entered: next.filter(({ key }) => !known.has(key)).length,
    left: shown.filter(({ key }) => !coming.has(key)).length,
    altered: next.filter(one => {
      const before = known.get(one.key)
      return before && (before.feasible !== one.feasible || points(before) !== points(one))
    }).length,
  }
}
