import type { Assignment, Partnership } from '@maillage/matching/match.ts'

/** What one firm does of an operation in one way, all its machines together. */
export type Work = Pick<
  Assignment,
  | 'item'
  | 'recipe'
  | 'operation'
  | 'process'
  | 'mode'
  | 'reorientations'
  | 'assumed'
  | 'effort'
  | 'share'
  | 'quantity'
> &
  Pick<Assignment, 'weeklyUnits' | 'from' | 'to'> & {
    key: string
    /** Firms that lend people for it. */
    peopleFrom: string[]
    /** Where its people are lent: the firm on whose machines they work; null where the work is at its own. */
    lentTo: string | null
  }

/**
 * What one firm does in a partnership, with its machines or with people it lends: as it stands and after each change told
 * apart. `order` names the operations in
 * the order of the work, as `item/recipe/operation`.
 */
export function ownWork(
  { assignments }: Pick<Partnership, 'assignments'>,
  firm: string,
  order: readonly string[],
): Work[] {
  const works = new Map<string, Work>()
  for (const assignment of assignments) {
    if (assignment.firm !== firm && assignment.peopleFrom !== firm) continue
    const { item, recipe, operation, process, mode, reorientations, assumed, effort, peopleFrom } = assignment
    const lentTo = assignment.firm === firm ? null : assignment.firm
    const key = [lentTo ?? '', item, recipe, operation, ...reorientations].join('/')
    const known = works.get(key)
    works.set(key, {
      key,
      item,
      recipe,
      operation,
      process,
      mode,
      reorientations,
      ...(assumed === undefined ? {} : { assumed }),
      effort,
      lentTo,
      peopleFrom: [
        ...new Set([
          ...(known?.peopleFrom ?? []),
          ...(lentTo === null && peopleFrom !== null ? [peopleFrom] : []),
        ]),
      ],
      share: (known?.share ?? 0) + assignment.share,
      quantity: (known?.quantity ?? 0) + assignment.quantity,
      weeklyUnits: (known?.weeklyUnits ?? 0) + assignment.weeklyUnits,
      from: known && known.from < assignment.from ? known.from : assignment.from,
      to: known && known.to > assignment.to ? known.to : assignment.to,
    })
  }
  const place = ({ item, recipe, operation }: Work) => order.indexOf(`${item}/${recipe}/${operation}`)
  return [...works.values()].sort((one, other) => place(one) - place(other))
}
