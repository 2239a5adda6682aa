import { worthOfCost } from '../estimate.ts'
import type { Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

/**
 * Cost: 1.5 − ½ × estimated cost ÷ least cost by this recipe. 1 where the quickest methods work next door with nothing to
 * change, a half at twice that, 0 from three times on. Both are estimates by the catalogue's minutes and prices; firms'
 * own prices are in their offers, not here.
 */
export function cost(outcome: Outcome): Judgement {
  const { chain, question } = outcome.team
  const { quantity } = question.need
  const estimated = outcome.estimate
  const { total } = estimated
  const share = (cents: number) => (total === 0 ? 0 : cents / total)
  return {
    value: unit(worthOfCost(outcome.team, estimated)),
    reason: () => ({
      code: 'cost.estimate',
      figures: {
        unit: chain.item.unit,
        centsPerThousand: Math.round((total / quantity) * 1000),
        work: share(estimated.work + estimated.services + estimated.coordination),
        materials: share(estimated.materials),
        transport: share(estimated.transport),
        reorientation: share(estimated.reorientation),
      },
    }),
  }
}
