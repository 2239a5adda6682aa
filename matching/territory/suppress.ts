/**
 * What may be told to everybody of figures that few stand behind: nothing that would tell what one of them does, not even by
 * taking what is told from the sum.
 */

/** Fewer than so many firms or buyers are too few for a figure of theirs to be public. */
export const leastPublic = 3

export interface Cell {
  key: string
  value: number
  /** How many firms, or buyers, it is made up of; the same one counts in each of its cells. */
  contributors: number
}

/** A single figure; null where too few stand behind it. */
export const publicOr = (value: number, contributors: number, least: number = leastPublic): number | null =>
  contributors >= least ? value : null

/**
 * A table of cells beside their sum. A cell with too few behind it is hidden; where what is hidden together could still be
 * worked out from the sum (one cell alone, or too few behind all that is hidden), the smallest others are hidden with it. Where
 * that is not enough the sum is hidden as well. Cells of nothing are told: nobody is behind them.
 */
export function publicTable(
  cells: readonly Cell[],
  least: number = leastPublic,
): { cells: { key: string; value: number | null }[]; sum: number | null } {
  const filled = cells.filter(({ contributors }) => contributors > 0)
  const hidden = new Set(filled.filter(({ contributors }) => contributors < least).map(({ key }) => key))
  const rest = filled
    .filter(({ key }) => !hidden.has(key))
    .toSorted((one, other) => one.value - other.value || (one.key < other.key ? -1 : 1))
  const behindHidden = () =>
    filled.reduce((sum, { key, contributors }) => sum + (hidden.has(key) ? contributors : 0), 0)
  const isSafe = () => hidden.size === 0 || (hidden.size > 1 && behindHidden() >= least)
  for (const { key } of rest) {
    if (isSafe()) break
    hidden.add(key)
  }
  return {
    cells: cells.map(({ key, value }) => ({ key, value: hidden.has(key) ? null : value })),
    sum: isSafe() ? cells.reduce((sum, { value }) => sum + value, 0) : null,
  }
}
