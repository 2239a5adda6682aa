import type { AllocationRule } from '@maillage/db/tables/contracts.ts'

/** A call-off as the rule looks back on it: who was asked, in the order of their numbers. */
export interface Asked {
  holder: number
}

/**
 * Whose turn a call-off is, by the rule that was published; null where every holder has declined it.
 * Cascade: the first in the order of the framework that has not declined this one. In turn (rota): the next after the
 * holder asked last, so that nobody is asked twice before everybody was.
 */
export function allocate(
  rule: AllocationRule | null,
  holders: readonly number[],
  before: readonly Asked[],
  declined: ReadonlySet<number>,
): number | null {
  const inOrder = [...holders].sort((one, other) => one - other)
  const last = before.at(-1)?.holder
  const start = rule === 'rota' && last !== undefined ? inOrder.indexOf(last) + 1 : 0
  const turn = [...inOrder.slice(start), ...inOrder.slice(0, start)]
  return turn.find(holder => !declined.has(holder)) ?? null
}
