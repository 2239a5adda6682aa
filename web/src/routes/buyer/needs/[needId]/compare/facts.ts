import type { CriterionId, Partnership } from '@maillage/matching/match.ts'

/** What is compared in figures; `best` says which end of it a buyer would choose, null where neither is better. */
export interface Fact {
  id: 'in-time' | 'first' | 'last' | 'cost' | 'missing' | 'firms' | 'kilometres' | 'bought' | 'effort'
  best: 'least' | 'most' | null
  /** Null where there is nothing to tell: no delivery at all. */
  value: (partnership: Partnership) => number | string | null
}

/** Estimated cents of euro for 1,000 units; null where there is no estimate. */
export function costEstimate({ criteria }: Pick<Partnership, 'criteria'>): number | null {
  const reason = criteria.find(({ id }) => id === 'cost')?.reason
  return reason?.code === 'cost.estimate' ? reason.figures.centsPerThousand : null
}

/** What a criterion puts a partnership before another by, in points of the score out of 100; behind where negative. */
export function pointsAhead(
  one: Pick<Partnership, 'criteria'>,
  other: Pick<Partnership, 'criteria'>,
  id: CriterionId,
): number {
  const points = ({ criteria }: Pick<Partnership, 'criteria'>) => {
    const criterion = criteria.find(each => each.id === id)
    return criterion === undefined ? 0 : 100 * criterion.value * criterion.weight
  }
  return points(one) - points(other)
}

/** The figures of a partnership that a buyer weighs beside its criteria. */
export const facts: Fact[] = [
  { id: 'in-time', best: 'most', value: ({ deliveries }) => deliveries.at(-1)?.delivered ?? 0 },
  { id: 'first', best: 'least', value: ({ firstDelivery }) => firstDelivery },
  { id: 'last', best: 'least', value: ({ lastDelivery }) => lastDelivery },
  { id: 'cost', best: 'least', value: costEstimate },
  { id: 'missing', best: 'least', value: ({ missing }) => missing.length },
  { id: 'firms', best: null, value: ({ members }) => members.length },
  {
    id: 'kilometres',
    best: 'least',
    value: ({ transports }) => transports.reduce((sum, { kilometres }) => sum + kilometres, 0),
  },
  { id: 'bought', best: 'least', value: ({ bought }) => bought.length },
  { id: 'effort', best: 'least', value: ({ effort }) => effort.days },
]

/** Which of several values are the best; none where all are alike, as then there is nothing to choose by. */
export function bestOf(values: readonly (number | string | null)[], best: Fact['best']): boolean[] {
  const known = values.filter(value => value !== null)
  if (best === null || known.length === 0 || values.every(value => value === values[0]))
    return values.map(() => false)
  const chosen = known.reduce((one, other) => ((best === 'least' ? other < one : other > one) ? other : one))
  return values.map(value => value === chosen)
}
