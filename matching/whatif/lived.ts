/** What a programme of a plan makes of those who need, in the form in which a plan is lived through. */
import type { Model, Terms } from '../planning/model.ts'
import type { Lived } from './simulate.ts'

export function livedIn(
  { articles, orders, calendar: { weeks } }: Terms,
  model: Model,
  values: Float64Array,
): Lived[] {
  const valuesOf = (columns: readonly number[] = []): Float64Array =>
    Float64Array.from(columns, column => Math.max(0, values[column] ?? 0))
  return articles.map(({ number }) => {
    const none = (): Float64Array => new Float64Array(weeks)
    const lived: Lived = { stock: valuesOf(model.stock[number]), late: { 1: none(), 2: none(), 3: none() } }
    orders.forEach(({ article, priority }, at) => {
      if (article === number) lived.late[priority] = valuesOf(model.late[at])
    })
    return lived
  })
}
