import { nameOf, operationName } from '#lib/catalogue.svelte.ts'
import { date, kiloeuros, number, percent } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PlanResult } from './plans.ts'

type Limit = PlanResult['conflicts'][number]['between'][number]

/** A value of a bound in its own unit. */
export const boundValue = ({ kind }: Pick<Limit, 'kind'>, value: number): string =>
  kind === 'difficulty'
    ? m.plan_hours_of({ hours: number(value) })
    : kind === 'keuro'
      ? kiloeuros(value)
      : percent(value, 1)

/** What a plan had to keep to, in words, with the value that was asked for or another. */
export function limitLine(limit: Limit, asked?: number): string {
  switch (limit.kind) {
    case 'agreed':
      return m.plan_limit_agreed({
        operation: operationName(limit),
        item: nameOf('items', limit.item),
        firm: limit.firm,
        week: date(limit.week),
      })
    case 'keuro':
      return m.plan_limit_keuro({ value: boundValue(limit, asked ?? limit.asked) })
    case 'difficulty':
      return m.plan_limit_difficulty({ value: boundValue(limit, asked ?? limit.asked) })
    case 'recyclable':
      return m.plan_limit_recyclable({ value: boundValue(limit, asked ?? limit.asked) })
    case 'dependence':
    case 'regional': {
      const value = boundValue(limit, asked ?? limit.asked)
      const { kind, item } = limit
      if (item === null)
        return kind === 'dependence' ? m.plan_limit_dependence({ value }) : m.plan_limit_regional({ value })
      const of = { value, item: nameOf('items', item) }
      return kind === 'dependence' ? m.plan_limit_dependence_item(of) : m.plan_limit_regional_item(of)
    }
  }
}
