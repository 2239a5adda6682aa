import type { PlanDemand, PlanInput, PlanTable } from '@maillage/db/tables/plans.ts'
import type { Selectable } from 'kysely'
import type { LawfulRoute, PlanResult } from './schemas.ts'
import { lawfulRoutes } from './schemas.ts'
import { addedByWeek, emptyWeeks, sumOf } from './weeks.ts'

type Kept = NonNullable<Selectable<PlanTable>['result']>
type ItemPlan = PlanResult['items'][number]

/** Units late at the end of each week, added up: so many units times weeks. */
const lateWeeks = (late: readonly number[]) => sumOf(late)
const never = (late: readonly number[]) => late[late.length - 1] ?? 0

/** What a plan makes of each item that somebody asks for; those of which most comes late first. */
export function itemsOf(
  { supplied, stocks }: Kept,
  { demands }: PlanInput,
  routes: ReadonlyMap<string, LawfulRoute>,
  weeks: number,
): ItemPlan[] {
  const byItem = Map.groupBy(supplied, ({ item, claim }) => `${item} ${claim}`)
  const items = [...byItem.values()].flatMap((own): ItemPlan[] => {
    const [first] = own
    if (first === undefined) return []
    const { item, claim } = first
    const asked = demands.filter(demand => demand.item === item && demand.claim === claim)
    return [
      {
        item,
        claim,
        due: dueOf(own),
        delivered: addedByWeek(
          own.map(({ delivered }) => delivered),
          weeks,
        ),
        late: addedByWeek(
          own.map(({ late }) => late),
          weeks,
        ),
        stock: stocks.find(one => one.item === item && one.claim === claim)?.units ?? emptyWeeks(weeks),
        priorities: own
          .toSorted((a, b) => a.priority - b.priority)
          .map(({ priority, delivered, late }) => ({
            priority,
            due: sumOf(delivered) + never(late),
            lateWeeks: lateWeeks(late),
            never: never(late),
          })),
        routes: routesOf(asked, routes),
      },
    ]
  })
  const worst = ({ priorities }: ItemPlan) => sumOf(priorities.map(one => one.lateWeeks))
  return items.sort((a, b) => worst(b) - worst(a) || (a.item < b.item ? -1 : 1))
}

/** What is due in a week: handed over, or late at its end and not at the end of the one before. */
function dueOf(own: Kept['supplied']): number[] {
  return (own[0]?.delivered ?? []).map((_, week) =>
    sumOf(
      own.map(
        ({ delivered, late }) =>
          (delivered[week] ?? 0) + (late[week] ?? 0) - (week === 0 ? 0 : (late[week - 1] ?? 0)),
      ),
    ),
  )
}

function routesOf(
  asked: readonly PlanDemand[],
  routes: ReadonlyMap<string, LawfulRoute>,
): ItemPlan['routes'] {
  return lawfulRoutes.flatMap(route => {
    const own = asked.filter(({ id }) => routes.get(id) === route)
    const quantity = sumOf(own.flatMap(({ due }) => due.map(one => one.quantity)))
    return quantity === 0 ? [] : [{ route, quantity }]
  })
}

/** The share of all that is due that never comes, in units. */
export function lateShareOf({ supplied }: Kept): number {
  const due = sumOf(supplied.map(({ delivered, late }) => sumOf(delivered) + never(late)))
  return due === 0 ? 0 : sumOf(supplied.map(({ late }) => never(late))) / due
}
