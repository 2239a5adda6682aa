/** What a ranking leaves out, and why: whole firms, and routes of firms that stay by another. */
import type { Ranking } from './match.ts'
import type { Survey } from './survey.ts'

/**
 * `count` is the number of firms left out; `byReason` counts firms and routes by code (`firm.…` and `route.…`).
 * `nearest` names the firms that something could bring back, nearest first, then the routes. `firms`: all there are.
 */
export function knockOuts(
  { candidates, left }: Pick<Survey, 'candidates' | 'left'>,
  firms: number,
): Ranking['knockedOut'] {
  const byReason = { ...left.byReason }
  const idle = firms - candidates - left.firms
  if (idle > 0) byReason['firm.no-operation'] = idle
  return { count: firms - candidates, byReason, nearest: left.nearest }
}
