/** What a firm sees of a plan: its own lines, and nothing of anybody else. */
import type { Reason } from './explanation.ts'
import type { Change, Lapsed, Plan, RegionAsked, Work } from './region.ts'

/** Why the firm is asked, in figures of its own alone. */
export type OwnReason = Pick<
  Reason,
  | 'site'
  | 'item'
  | 'claim'
  | 'recipe'
  | 'operation'
  | 'machine'
  | 'units'
  | 'agreed'
  | 'hoursFree'
  | 'hoursTaken'
  | 'kilometres'
  | 'reorientations'
  | 'keuro'
>

export interface OwnView {
  works: Work[]
  changes: Change[]
  /** Of what it had agreed to. */
  lapsed: Lapsed[]
  reasons: OwnReason[]
}

/**
 * What one firm may see of a plan. Neither others nor what the operator bound is in it, nor why the firm goes before another:
 * that would tell of the other, or that the firm is in difficulty.
 */
export function ownView(
  { agreed = [] }: Pick<RegionAsked, 'agreed'>,
  { works, changes, lapsed }: Pick<Plan, 'works' | 'changes' | 'lapsed'>,
  reasons: readonly Reason[],
  firm: string,
): OwnView {
  const own = new Set(agreed.flatMap(line => (line.firm === firm ? [line.id] : [])))
  return {
    works: works.filter(work => work.firm === firm),
    changes: changes.filter(change => change.firm === firm),
    lapsed: lapsed.filter(({ id }) => own.has(id)),
    reasons: ownReasons(reasons, firm),
  }
}

/** Why a firm is asked, of what the plan's explanation holds: figures of its own alone. */
export function ownReasons(reasons: readonly Reason[], firm: string): OwnReason[] {
  return reasons
    .filter(reason => reason.firm === firm)
    .map(
      ({
        site,
        item,
        claim,
        recipe,
        operation,
        machine,
        units,
        agreed,
        hoursFree,
        hoursTaken,
        kilometres,
        reorientations,
        keuro,
      }) => ({
        site,
        item,
        claim,
        recipe,
        operation,
        machine,
        units,
        agreed,
        hoursFree,
        hoursTaken,
        kilometres,
        reorientations,
        keuro,
      }),
    )
}
