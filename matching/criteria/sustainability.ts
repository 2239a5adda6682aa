import type { Item } from '../catalogue.ts'
import { fullWashes } from '../defaults.ts'
import type { Outcome } from '../outcome.ts'
import type { Question } from '../question.ts'
import { type Judgement, unit } from './judgement.ts'

const recyclability = { yes: 1, partly: 0.5, no: 0 }

/**
 * Sustainability: mean of recyclable (yes 1, partly 0.5, no 0), washes (washes ÷ those asked for, or ÷ 50; 0 for single
 * use) and the share of the work that is done in the region. They weigh 0.3, 0.3 and 0.4, each 0.2 more where the buyer
 * wished it.
 */
export function sustainability(outcome: Outcome): Judgement {
  const { question, chain } = outcome.team
  const { wishes } = question.need
  const { recyclable } = chain.item
  const washes = chain.item.washes?.value ?? 0
  const regionalShare = unit(outcome.worth.regional)
  const value = unit(sustainabilityOf(question, chain.item) + weightsOf(question).regional * regionalShare)
  if (washes === 0) {
    return {
      value,
      reason: () => ({ code: 'sustainability.single-use', figures: { recyclable, regionalShare } }),
    }
  }
  const figures = { washes, minimumWashes: wishes.minimumWashes, recyclable, regionalShare }
  return { value, reason: () => ({ code: 'sustainability.reusable', figures }) }
}

/** What the item itself is worth, wherever it is made. */
export function sustainabilityOf(question: Question, { recyclable, washes }: Item): number {
  const weights = weightsOf(question)
  const asked = Math.max(1, question.need.wishes.minimumWashes ?? fullWashes)
  return (
    weights.recyclable * recyclability[recyclable] +
    weights.washes * Math.min(1, (washes?.value ?? 0) / asked)
  )
}

/** What the share of regional work weighs within the criterion. */
export function regionalWeight(question: Question): number {
  return weightsOf(question).regional
}

function weightsOf({ need: { wishes } }: Question) {
  const recyclable = wishes.recyclable ? 0.5 : 0.3
  const washes = wishes.minimumWashes === null ? 0.3 : 0.5
  const regional = wishes.regionalDepth === 'item' ? 0.4 : 0.6
  const sum = recyclable + washes + regional
  return { recyclable: recyclable / sum, washes: washes / sum, regional: regional / sum }
}
