/** Sets of firms, tried from the smallest up. */

/** Number of sets of 1 to `most` out of `count`. */
export function combinations(count: number, most: number): number {
  let total = 0
  let sets = 1
  for (let size = 1; size <= Math.min(most, count); size++) {
    sets = (sets * (count - size + 1)) / size
    total += sets
  }
  return total
}

/**
 * Visits every set of 1 to `most` of the positions 0…count-1 in order, smaller sets first, except those that hold a
 * closed set: one for which `visit` answered that adding to it is no use.
 */
export function visitSets(count: number, most: number, visit: (set: number[]) => 'open' | 'closed'): void {
  let open: number[][] = [[]]
  for (let size = 1; size <= most && open.length > 0; size++) {
    const keys = new Set(open.map(set => set.join()))
    const next: number[][] = []
    for (const set of open) {
      for (let position = (set.at(-1) ?? -1) + 1; position < count; position++) {
        const larger = [...set, position]
        if (size > 1 && !partsOpen(larger, keys)) continue
        if (visit(larger) === 'open') next.push(larger)
      }
    }
    open = next
  }
}

/** All sets that lack one member are open; then no smaller one can be closed either. */
function partsOpen(set: number[], open: Set<string>): boolean {
  return set.every((_, leave) => open.has(set.filter((_, at) => at !== leave).join()))
}
