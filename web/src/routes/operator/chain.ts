import type { Gap, Need } from './overview.ts'

type Subject = Pick<Need, 'item' | 'family'>

/** Gaps that stop the region: what they are of cannot be bought either. */
export function breaks(gaps: readonly Gap[]): Gap[] {
  return gaps.filter(({ outside }) => outside === null)
}

/** Gaps that buying elsewhere fills, the strongest dependence first. */
export function dependences(gaps: readonly Gap[]): Gap[] {
  const ORDER = ['high', 'medium', 'low']
  return gaps
    .filter(({ outside }) => outside !== null)
    .toSorted((one, other) => ORDER.indexOf(one.outside ?? '') - ORDER.indexOf(other.outside ?? ''))
}

/**
 * The open needs that feel a gap: those that ask for the item, for a product that takes it, or for any product of such
 * a product's family.
 */
export function needsOf<N extends Subject>(
  gap: Pick<Gap, 'item' | 'products'>,
  needs: readonly N[],
  familyOf: (item: string) => string | null,
): N[] {
  const felt = new Set([gap.item, ...gap.products])
  const families = new Set([...felt].map(familyOf))
  return needs.filter(({ item, family }) =>
    item === null ? family !== null && families.has(family) : felt.has(item),
  )
}
