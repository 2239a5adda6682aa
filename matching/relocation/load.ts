/** What making imported articles here would give each firm to do, every year. */
import type { Catalogue } from '../catalogue.ts'
import type { Assignment } from '../match.ts'

const MINUTES_AN_HOUR = 60

/**
 * Hours of people that each firm would work by these assignments, by the catalogue's minutes of the process it was given; where
 * people are lent, the hours are of those who lend them. Throws where an assignment is of no recipe of the catalogue.
 */
export function hoursByFirm(
  { recipes }: Pick<Catalogue, 'recipes'>,
  assignments: readonly Assignment[],
): Map<string, number> {
  const hours = new Map<string, number>()
  for (const { firm, peopleFrom, recipe, operation, process, quantity } of assignments) {
    const methods = recipes
      .find(({ id }) => id === recipe)
      ?.operations.find(({ id }) => id === operation)?.methods
    const method = methods?.find(one => one.process === process)
    if (method === undefined)
      throw new RangeError(`the catalogue has no ${process} for ${operation} of ${recipe}`)
    const worker = peopleFrom ?? firm
    const own = (quantity * method.labourMinutes.value) / MINUTES_AN_HOUR
    hours.set(worker, (hours.get(worker) ?? 0) + own)
  }
  return hours
}
