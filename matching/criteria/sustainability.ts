import { fullWashes } from '../defaults.ts'
import type { Outcome } from '../outcome.ts'
import { type Judgement, unit } from './judgement.ts'

const recyclability = { yes: 1, partly: 0.5, no: 0 }

/**
 * Sustainability: mean of recyclable (yes 1, partly 0.5, no 0), washes (washes ÷ those asked for, or ÷ 50; 0 for single
 * use) and the share of work and materials that comes from the region. They weigh 0.3, 0.3 and 0.4, each 0.2 more where
 * the buyer wished it.
 */
export function sustainability(outcome: Outcome): Judgement {
  const { question, chain } = outcome.team
  const { wishes } = question.need
  const { recyclable } = chain.item
  const washes = chain.item.washes?.value ?? 0
  const regionalShare = regional(outcome)
  const weights = {
    recyclable: wishes.recyclable ? 0.5 : 0.3,
    washes: wishes.minimumWashes === null ? 0.3 : 0.5,
    regional: wishes.regionalDepth === 'item' ? 0.4 : 0.6,
  }
  const value = unit(
    (weights.recyclable * recyclability[recyclable] +
      weights.washes * Math.min(1, washes / Math.max(1, wishes.minimumWashes ?? fullWashes)) +
      weights.regional * regionalShare) /
      (weights.recyclable + weights.washes + weights.regional),
  )
  if (washes === 0) {
    return {
      value,
      reason: () => ({ code: 'sustainability.single-use', figures: { recyclable, regionalShare } }),
    }
  }
  const figures = { washes, minimumWashes: wishes.minimumWashes, recyclable, regionalShare }
  return { value, reason: () => ({ code: 'sustainability.reusable', figures }) }
}

/** Value of the work done in the region ÷ value of all work and everything bought. */
function regional(outcome: Outcome): number {
  const { team, work } = outcome
  const { materials, services, workOf } = outcome.estimate
  let inside = 0
  let whole = materials + services
  work.worked.forEach((worked, position) => {
    const cents = workOf[position] ?? 0
    const { member, line } = worked.route
    const site = team.lines[member]?.firm.sites[line.route.site]?.site
    whole += cents
    if (site !== undefined && team.question.region.has(site.place.department)) inside += cents
  })
  return whole === 0 ? 0 : unit(inside / whole)
}
