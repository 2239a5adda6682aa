/** A scenario: what happens to a region, put together from parts. All values are plain JSON; weeks are counted from 0. */

/** From the week on in which it begins, for so many weeks. */
export interface During {
  from: number
  weeks: number
}

/**
 * - `demand`: so many times as much is used of an item (null: of everything) as was thought.
 * - `border`: nothing of an outside material comes in.
 * - `firm`: a firm does not work; `largest`: the one that does most of a process as it stands, whoever it is.
 * - `lockdown`: sites of a department have this share of their hours left.
 * - `laboratory`: services outside (tests) and proofs come so many days later; its weeks do not count.
 * - `regime`: a regime of the catalogue is put in force for so many weeks. Null: one that lets all that has no proof yet be handed
 *   out at once, to the end; parts kept from before regimes were records have none.
 */
export type Part = During &
  (
    | { kind: 'demand'; item: string | null; factor: number }
    | { kind: 'border'; item: string }
    | { kind: 'firm'; firm: string }
    | { kind: 'largest'; process: string }
    | { kind: 'lockdown'; department: string; share: number }
    | { kind: 'laboratory'; days: number }
    | { kind: 'regime'; regime?: string | null }
  )

export interface Scenario {
  id: string
  parts: Part[]
}

/** How many times as much is used of an item in each of so many weeks; parts of one week multiply. */
export function demandFactors(parts: readonly Part[], item: string, weeks: number): number[] {
  return Array.from({ length: weeks }, (_, week) =>
    parts.reduce(
      (factor, part) =>
        part.kind === 'demand' && (part.item === null || part.item === item) && isIn(part, week)
          ? factor * part.factor
          : factor,
      1,
    ),
  )
}

export const isIn = ({ from, weeks }: During, week: number): boolean => week >= from && week < from + weeks

/** Throws a RangeError that names the part at fault. */
export function checkParts(parts: readonly Part[]): void {
  parts.forEach((part, at) => {
    const fault = faultOf(part)
    if (fault !== null) throw new RangeError(`parts/${at}: ${fault}`)
  })
}

function faultOf(part: Part): string | null {
  const isWeek = (value: number, least: number) => Number.isInteger(value) && value >= least
  if (!isWeek(part.from, 0)) return `it cannot begin in week ${part.from}`
  if (!isWeek(part.weeks, 1)) return `it cannot last ${part.weeks} weeks`
  if (part.kind === 'demand' && !(part.factor >= 0 && Number.isFinite(part.factor)))
    return `nobody uses ${part.factor} times as much`
  if (part.kind === 'lockdown' && !(part.share >= 0 && part.share <= 1))
    return `${part.share} is not a share of hours from 0 to 1`
  if (part.kind === 'laboratory' && !(part.days > 0 && Number.isFinite(part.days)))
    return `a queue of ${part.days} days is none`
  return null
}
