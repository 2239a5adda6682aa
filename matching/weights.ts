/** How much each criterion counts: defaults by kind of buyer, the buyer's own on top, always adding up to 1. */
import type { BuyerKind } from './demand.ts'
import type { CriterionId } from './match.ts'

/** In the order in which criteria are listed everywhere. */
export const criterionIds = [
  'coverage',
  'capacity',
  'lead-time',
  'compliance',
  'know-how',
  'proximity',
  'jobs',
  'sustainability',
  'reliability',
  'cost',
] as const satisfies readonly CriterionId[]

export type Weights = Record<CriterionId, number>

/** What any buyer needs first: the whole product, enough of it, in time, that may be used. */
const common: Weights = {
  coverage: 15,
  capacity: 20,
  'lead-time': 15,
  compliance: 15,
  'know-how': 10,
  proximity: 5,
  jobs: 5,
  sustainability: 5,
  reliability: 5,
  cost: 5,
}

/**
 * Defaults in points, estimated from what each kind of buyer answers for: carers and patients (compliance), days of
 * stock (lead time), local employment (jobs, proximity), the price of goods (cost). A buyer changes them freely.
 */
const byBuyerKind: Record<BuyerKind, Partial<Weights>> = {
  hospital: { compliance: 20, reliability: 8 },
  'care-home': { compliance: 18, 'lead-time': 18 },
  town: { proximity: 10, jobs: 10, sustainability: 10, compliance: 10 },
  'fire-service': { 'lead-time': 20, compliance: 18 },
  school: { proximity: 8, sustainability: 10 },
  firm: { cost: 15, 'know-how': 12, jobs: 2 },
  operator: { jobs: 12, sustainability: 10, proximity: 8 },
}

/**
 * Weights that add up to 1: the default of the buyer's kind, overridden by each layer given, null for none. A layer is on
 * the scale of what it overrides: that of weights that add up to 1.
 */
export function weightsFor(kind: BuyerKind, ...layers: (Partial<Weights> | null | undefined)[]): Weights {
  const weights: Weights = { ...common, ...byBuyerKind[kind] }
  normalise(weights)
  for (const layer of layers) {
    for (const id of criterionIds) {
      const given = layer?.[id]
      if (given === undefined) continue
      if (!Number.isFinite(given) || given < 0)
        throw new RangeError(`Weight of ${id} is not a number from 0 up`)
      weights[id] = given
    }
    normalise(weights)
  }
  return weights
}

function normalise(weights: Weights): void {
  const sum = criterionIds.reduce((total, id) => total + weights[id], 0)
  if (sum === 0) throw new RangeError('At least one criterion must count')
  for (const id of criterionIds) weights[id] /= sum
}
