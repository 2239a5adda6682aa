/**
 * What an imported article would cost made in the region, beside what it costs now, and what would close the gap. All of the
 * region's figures are estimates by the catalogue's minutes and prices; nobody has offered anything.
 */

/** Cents of euro for 1,000 units, by what they are for. */
export interface CostParts {
  /** People, machines, services, and following several partners. */
  work: number
  materials: number
  transport: number
  /** Reorientations, by the year that they are spread over. */
  reorientation: number
}

export type LeverKind = 'shorter-work' | 'joint-buying' | 'aid'

/**
 * How much of a part usually goes by each means. Estimated: longer series and an automatic cutter or folder take a sixth of the
 * minutes, buying materials for several firms a tenth of their price, and public aid pays half of a reorientation.
 */
export const usualShare: Record<LeverKind, number> = { 'shorter-work': 0.15, 'joint-buying': 0.1, aid: 0.5 }

const partOf: Record<LeverKind, keyof CostParts> = {
  'shorter-work': 'work',
  'joint-buying': 'materials',
  aid: 'reorientation',
}
const kinds: readonly LeverKind[] = ['shorter-work', 'joint-buying', 'aid']

export interface Lever {
  kind: LeverKind
  /** Cents for 1,000 units that it usually brings. */
  brings: number
  /** Share of its part that would have to go for this alone to close the gap; null where even all of it would not. */
  needed: number | null
}

export interface Gap {
  /** Cents for 1,000 units made in the region. */
  regional: number
  /** What it costs more than the import; below zero where it costs less. */
  gap: number
  /** The gap as a share of what the import costs. */
  share: number
  /** What would close it; nothing where there is no gap. */
  levers: Lever[]
  /** What is left of it after all of them, cents for 1,000 units: what buyers would have to pay more. */
  left: number
}

/** The gap between the region and an import at `importCents` for 1,000 units, delivered, above 0. */
export function gapOf(parts: CostParts, importCents: number): Gap {
  const regional = parts.work + parts.materials + parts.transport + parts.reorientation
  const gap = regional - importCents
  const levers =
    gap <= 0
      ? []
      : kinds.flatMap((kind): Lever[] => {
          const part = parts[partOf[kind]]
          if (part <= 0) return []
          return [{ kind, brings: part * usualShare[kind], needed: gap <= part ? gap / part : null }]
        })
  const brought = levers.reduce((sum, { brings }) => sum + brings, 0)
  return { regional, gap, share: gap / importCents, levers, left: Math.max(0, gap - brought) }
}

/**
 * What an article costs that is made like another: its work is so many times the other's, its materials likewise. Transport goes
 * with the materials, since it goes with the weight; a reorientation with the work, since it is shared out by it.
 */
export function madeLike(like: CostParts, times: { work: number; materials: number }): CostParts {
  return {
    work: like.work * times.work,
    materials: like.materials * times.materials,
    transport: like.transport * times.materials,
    reorientation: like.reorientation * times.work,
  }
}
