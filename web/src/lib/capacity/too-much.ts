/** So much more than is needed is a reserve and no excess, as for the region's operator. */
const RESERVE = 0.1

/** Whether what is told of a region, with what a firm would add in a week, is more than is needed. Where no need is known, it is. */
export function isTooMuch(
  { need, standing, converting }: { need: number | null; standing: number | null; converting: number | null },
  weekly: number,
): boolean {
  return weekly > 0 && (standing ?? 0) + (converting ?? 0) + weekly > (need ?? 0) * (1 + RESERVE)
}
