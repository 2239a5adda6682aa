/** How much of another item the work that is left of one would make. */
import type { Reference } from '../reference.ts'

/**
 * Minutes of people that a good unit of an item takes by the catalogue, by the recipe and the methods that take fewest; null
 * where it has no recipe, or nobody works on it.
 */
export function minutesOfUnit(reference: Reference, item: string): number | null {
  const each = (reference.recipes.get(item) ?? []).map(({ operations }) =>
    operations.reduce(
      (sum, { operation, begun, service }) =>
        service === null
          ? sum + begun * Math.min(...operation.methods.map(({ labourMinutes }) => labourMinutes.value))
          : sum,
      0,
    ),
  )
  const fewest = Math.min(Infinity, ...each)
  return Number.isFinite(fewest) && fewest > 0 ? fewest : null
}

/** Units of `other` that take as much work as so many of `item`; null where the catalogue does not say how much either takes. */
export function unitsInstead(
  reference: Reference,
  { item, units, other }: { item: string; units: number; other: string },
): number | null {
  const [own, their] = [minutesOfUnit(reference, item), minutesOfUnit(reference, other)]
  return own === null || their === null ? null : (units * own) / their
}
