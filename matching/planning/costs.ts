/** What a plan costs, by what it is for: together they are what is minimised. */
import { centsOfMinutes } from '../work-cost.ts'
import { centsOfLine } from './agreed-columns.ts'
import { centsPerKeuro, holding, type Model, type Terms } from './model.ts'
import type { Change, Costs } from './region.ts'

/** `transport`: its cents, which the programme does not hold; `changes`: those that some work comes after. */
export function costsOf(
  terms: Terms,
  model: Model,
  values: Float64Array,
  { transport, changes }: { transport: number; changes: readonly Change[] },
): Costs {
  const { articles, orders, supply, lateness } = terms
  const costs: Costs = {
    work: 0,
    bought: 0,
    services: 0,
    transport,
    reorientations: changes.reduce(
      (sum, { effort, isUnderWay }) => (isUnderWay ? sum : sum + effort.keuro * centsPerKeuro),
      0,
    ),
    holding: 0,
    lateness: 0,
  }
  const amounts = (columns: readonly (number | undefined)[] = []) =>
    columns.reduce((sum: number, column) => sum + (column === undefined ? 0 : (values[column] ?? 0)), 0)
  for (const craft of supply.crafts) {
    craft.steps.forEach(({ step, labourMinutes, machineMinutes }, at) => {
      const made = amounts(model.made[craft.number]?.[at])
      costs.work += made * centsOfMinutes(labourMinutes, machineMinutes)
      costs.bought += made * step.boughtCents
    })
  }
  for (const line of supply.lines) {
    const made = values[model.agreed[line.number] ?? -1] ?? 0
    costs.work += made * centsOfLine(line)
    costs.bought += made * line.step.boughtCents
  }
  for (const { number, steps, cents, purchase } of articles) {
    costs.bought += amounts(model.bought[number]) * (purchase?.cents ?? 0)
    for (const step of steps) {
      const served = amounts(model.served[step.number])
      costs.services += served * (step.service?.cents ?? 0)
      costs.bought += served * step.boughtCents
    }
    costs.holding += holding * cents * amounts(model.stock[number])
  }
  for (const { column, cents } of model.waiting) costs.holding += cents * (values[column] ?? 0)
  orders.forEach(({ article, priority }, at) => {
    costs.lateness += lateness[priority] * (articles[article]?.cents ?? 0) * amounts(model.late[at])
  })
  return costs
}
