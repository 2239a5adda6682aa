/** What a team achieves where it arranges its work so that the best of its members is the manufacturer in law. */
import { scoreOf } from './criteria/criteria.ts'
import { divide } from './division.ts'
import type { Line } from './line.ts'
import { unspoilt } from './linear.ts'
import { type Outcome, outcome, outcomeOf } from './outcome.ts'
import type { Question } from './question.ts'
import type { Chain } from './unfold.ts'

/**
 * As `outcome`; and where a member whose right to sell is worth more makes nothing of the product, it is given the least part
 * of it, if that scores more. `spoilt` where rounding leaves no division of the work: then nothing can be said of the set.
 */
export function bestOutcome(
  question: Question,
  chain: Chain,
  lines: Line[],
  incomplete = false,
): Outcome | null | 'spoilt' {
  const worked = unspoilt(() => ({ out: outcome(question, chain, lines, incomplete) }))
  if (worked === null) return 'spoilt'
  const { out: found } = worked
  if (found === null || found.betterMakers.length === 0 || found.work.missing.length > 0) return found
  let best = found
  let most = scoreOf(found, question.weights)
  for (const maker of found.betterMakers) {
    const other = unspoilt(() => outcomeOf(found.team, divide(found.team, maker)))
    if (other === null || other.work.missing.length > 0) continue
    const score = scoreOf(other, question.weights)
    if (score > most) [best, most] = [other, score]
  }
  return best
}
