import type { CriterionId } from '@maillage/matching/match.ts'
import { criterionIds } from '@maillage/matching/weights.ts'

/** How far each slider is pushed, in [0, 10]: only their proportions count. */
export type Points = Record<CriterionId, number>
/** How much each criterion counts, adding up to 1. */
export type Shares = Record<CriterionId, number>

export const MOST_POINTS = 10
/** A criterion that counts for this much has its slider at the end. */
const FULL_SHARE = 0.4

const byCriterion = (value: (id: CriterionId) => number): Points => ({
  coverage: value('coverage'),
  capacity: value('capacity'),
  'lead-time': value('lead-time'),
  compliance: value('compliance'),
  'know-how': value('know-how'),
  proximity: value('proximity'),
  jobs: value('jobs'),
  sustainability: value('sustainability'),
  reliability: value('reliability'),
  cost: value('cost'),
})

const oneDecimal = (value: number) => Math.round(value * 10) / 10

/** Where the sliders stand for given weights. */
export function pointsOf(weights: Readonly<Record<string, number>>): Points {
  return byCriterion(id => Math.min(MOST_POINTS, oneDecimal(((weights[id] ?? 0) / FULL_SHARE) * MOST_POINTS)))
}

/** How much each criterion counts where the sliders stand so. */
export function sharesOf(points: Points): Shares {
  const sum = criterionIds.reduce((total, id) => total + points[id], 0)
  return byCriterion(id => (sum === 0 ? 0 : points[id] / sum))
}

/** Whether two sets of weights are the same to the eye. */
export function sameShares(one: Shares, other: Readonly<Record<string, number>>): boolean {
  return criterionIds.every(id => Math.abs(one[id] - (other[id] ?? 0)) < 0.006)
}

/** Sliders as an address holds them: `coverage:3,lead-time:1.5`. */
export function toQuery(points: Points): string {
  return criterionIds.map(id => `${id}:${oneDecimal(points[id])}`).join(',')
}

/** Sliders from an address; null where it holds none, or some that are out of range or all at 0. */
export function fromQuery(text: string | null): Points | null {
  if (!text) return null
  const given = new Map(
    text.split(',').map(part => {
      const [id = '', value = ''] = part.split(':')
      return [id, value.trim() === '' ? Number.NaN : Number(value)]
    }),
  )
  const points = byCriterion(id => given.get(id) ?? 0)
  const sound = criterionIds.every(id => points[id] >= 0 && points[id] <= MOST_POINTS)
  return sound && criterionIds.some(id => points[id] > 0) ? points : null
}
