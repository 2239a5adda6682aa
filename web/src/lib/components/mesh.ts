/** A firm of a partnership, as the drawing needs it. */
export interface MeshMember {
  id: string
  name: string
  role?: 'partner' | 'supplier' | 'laboratory'
}

/** One operation, in the order of the work, and who does it; nobody where it is missing. */
export interface MeshStep {
  id: string
  label: string
  /** Figures beside it: « 12 000 pièces, du 4 au 29 janv. ». */
  detail?: string | undefined
  stitches: { member: string; reoriented?: boolean }[]
}

export interface Thread {
  from: number
  to: number
}

/**
 * The threads that enter a step: from the lanes of the step before to its own. A member of both keeps its lane; one
 * that joins takes the thread of the nearest; one that leaves hands its thread to the nearest.
 */
export function threadsBetween(before: number[], after: number[]): Thread[] {
  if (before.length === 0) return []
  const threads: Thread[] = after
    .filter(lane => before.includes(lane))
    .map(lane => ({ from: lane, to: lane }))
  for (const lane of after)
    if (!before.includes(lane)) threads.push({ from: nearest(before, lane), to: lane })
  for (const lane of before) {
    if (after.length > 0 && !threads.some(thread => thread.from === lane)) {
      threads.push({ from: lane, to: nearest(after, lane) })
    }
  }
  return threads
}

function nearest(lanes: number[], lane: number): number {
  return lanes.reduce((best, other) => (Math.abs(other - lane) < Math.abs(best - lane) ? other : best))
}

/** The letter a member goes by in the drawing: A, B, C… */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26))
}
