/** A list of partnerships with those that a proven assembly found besides: the same rules that made the list. */
import type { Partnership } from './match.ts'
import { byScore } from './score.ts'

/**
 * Best first, each set of firms once at its best, none that a part of it does as well. Where the assembly found what lacks
 * nothing, nothing that lacks something is listed; where it did not, the list stays as it is.
 */
export function withAssembled(
  listed: readonly Partnership[],
  assembled: readonly Partnership[],
): Partnership[] {
  const whole = assembled.filter(isWhole)
  if (whole.length === 0) return [...listed]
  const best = new Map<string, Partnership>()
  for (const partnership of [...listed.filter(isWhole), ...whole]) {
    const known = best.get(partnership.key)
    if (known === undefined || partnership.score > known.score) best.set(partnership.key, partnership)
  }
  const all = [...best.values()]
  return all.filter(one => !all.some(part => doesAsWell(part, one))).sort(byScore)
}

const isWhole = ({ missing }: Partnership) => missing.length === 0

const coverageOf = ({ criteria }: Partnership) => criteria.find(({ id }) => id === 'coverage')?.value ?? 0

/** Whether fewer of the same firms do as much, deliver as much of what is asked by every date, and score as high. */
function doesAsWell(part: Partnership, whole: Partnership): boolean {
  if (part.members.length >= whole.members.length || part.score < whole.score - 1e-12) return false
  const firms = new Set(whole.members.map(({ firm }) => firm))
  return (
    part.members.every(({ firm }) => firms.has(firm)) &&
    coverageOf(part) >= coverageOf(whole) - 1e-9 &&
    whole.deliveries.every(
      ({ delivered, required }, at) => (part.deliveries[at]?.delivered ?? 0) >= Math.min(delivered, required),
    )
  )
}
