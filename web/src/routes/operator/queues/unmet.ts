import { needsOf } from '../chain.ts'
import type { Gap, Need, Overview } from '../overview.ts'

/** An open need that nobody meets, and why. */
export interface Unmet {
  need: Need
  /** `gap`: the chain breaks. `short`: some could, but not all of it or not in time. `nobody`: no firm fits. */
  why: { kind: 'gap'; gap: Gap } | { kind: 'short' } | { kind: 'nobody' }
}

/** The open needs that no partnership meets whole and in time, the one due first first. */
export function unmetIn(
  { needs, gaps }: Pick<Overview, 'needs' | 'gaps'>,
  familyOf: (item: string) => string | null,
): Unmet[] {
  // What can be bought elsewhere stops nobody.
  const breaks = gaps.filter(({ outside }) => outside === null)
  return needs
    .filter(({ feasible }) => !feasible)
    .toSorted((one, other) => ((one.nextDue ?? '') < (other.nextDue ?? '') ? -1 : 1))
    .map(need => {
      const gap = breaks.find(one => needsOf(one, [need], familyOf).length > 0)
      if (gap !== undefined) return { need, why: { kind: 'gap', gap } }
      return { need, why: { kind: need.bestScore === null ? 'nobody' : 'short' } }
    })
}
