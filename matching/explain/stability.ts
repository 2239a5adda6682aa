/**
 * How firm the first place is when the weights move. Scores are weighted means with one denominator for all, so that who
 * stands before whom is decided by sums that are linear in each weight: where two change places is solved, not searched.
 */
import type { Criterion, CriterionId, Partnership } from '../match.ts'

/** Who would take the first place, and the factor of one weight at which both score the same. */
export interface Crossing {
  criterion: CriterionId
  /** Whether the weight has to fall or to rise. */
  direction: 'less' | 'more'
  /** What the weight is multiplied by: in [0, 1] where it falls, 1 or more where it rises. */
  factor: number
  key: string
}

export interface Stability {
  /** Key of the first, and the number of others it was compared with: the partnerships listed, no others. */
  first: string
  others: number
  /** How far each weight may move, up and down: 0.2 is ±20 %. */
  movement: number
  /**
   * `solid`: nobody overtakes, whichever weights move together. `sensitive`: somebody does, where several move together
   * to their worst. `fragile`: moving one weight alone is enough.
   */
  verdict: 'solid' | 'sensitive' | 'fragile'
  /** For each criterion the first crossing on either side, however far; the nearest to 1 first. */
  crossings: Crossing[]
  /**
   * The smallest movement of all weights together at which the first could be overtaken, each to its worst for it, and by
   * whom. In [0, 1]; null where no weights at all, down to nothing and up to double, put another first.
   */
  together: { movement: number; key: string } | null
}

type Scored = Pick<Partnership, 'key' | 'criteria'>

/** The stability of the first of some partnerships, best first. Null where there is none. */
export function stability(partnerships: readonly Scored[], movement = 0.2): Stability | null {
  const [first, ...others] = partnerships
  if (first === undefined) return null
  const crossings = others.flatMap(other => crossingsWith(first, other))
  const nearest = new Map<string, Crossing>()
  for (const crossing of crossings) {
    const side = `${crossing.criterion} ${crossing.direction}`
    const known = nearest.get(side)
    if (known === undefined || distance(crossing) < distance(known)) nearest.set(side, crossing)
  }
  const sorted = [...nearest.values()].sort((a, b) => distance(a) - distance(b))
  const together = others
    .map(other => ({ movement: radius(first, other), key: other.key }))
    .filter(({ movement }) => movement <= 1)
    .reduce<Stability['together']>((best, one) => (best && best.movement <= one.movement ? best : one), null)
  const within = (reach: number | undefined) => reach !== undefined && reach <= movement
  return {
    first: first.key,
    others: others.length,
    movement,
    verdict: within(sorted[0] && distance(sorted[0]))
      ? 'fragile'
      : within(together?.movement)
        ? 'sensitive'
        : 'solid',
    crossings: sorted,
    together,
  }
}

/** Differences of scores below this are rounding: shares of work are solved to about as much. */
const hair = 1e-9

const distance = ({ factor }: Crossing) => Math.abs(factor - 1)

/** What each criterion puts the first before the other by, in its weight. */
function leads(first: Scored, other: Scored): { criterion: Criterion['id']; lead: number }[] {
  const values = new Map(other.criteria.map(({ id, value }) => [id, value]))
  return first.criteria.map(({ id, value, weight }) => ({
    criterion: id,
    lead: weight * (value - (values.get(id) ?? 0)),
  }))
}

/** margin + (factor − 1) × lead = 0, for each criterion: a lead makes it cross below 1, a lag above. */
function crossingsWith(first: Scored, other: Scored): Crossing[] {
  const all = leads(first, other)
  const margin = marginOf(all)
  return all
    .filter(({ lead }) => Math.abs(lead) > hair)
    .map(({ criterion, lead }): Crossing => {
      const direction = lead > 0 ? 'less' : 'more'
      return { criterion, direction, factor: 1 - margin / lead, key: other.key }
    })
    .filter(({ factor }) => factor >= 0)
}

/** At their worst, weights fall where the first leads and rise where it lags: margin − movement × Σ |lead| = 0. */
function radius(first: Scored, other: Scored): number {
  const all = leads(first, other)
  const swing = all.reduce((sum, { lead }) => sum + Math.abs(lead), 0)
  return swing <= hair ? Infinity : marginOf(all) / swing
}

function marginOf(all: { lead: number }[]): number {
  const margin = all.reduce((sum, { lead }) => sum + lead, 0)
  return margin <= hair ? 0 : margin
}
