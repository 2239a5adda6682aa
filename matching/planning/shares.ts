/** What crafts make together, as the work of their stations. */
import type { Model, Terms } from './model.ts'
import type { Craft } from './supply.ts'

/** By craft and week: units by station (in the order of the craft's) and step; absent where nothing is made. */
export type Shares = (number[][] | undefined)[][]

/** Below this an amount is nothing. */
const nothing = 1e-6

/** Shares out what a solution makes, where stations of one craft have nothing but hands. */
export function sharesOf({ calendar, supply }: Terms, model: Model, values: Float64Array): Shares {
  return supply.crafts.map(craft =>
    Array.from({ length: calendar.weeks }, (_, week) => {
      const amounts = craft.steps.map((_, at) => amountOf(model, values, craft, at, week))
      if (amounts.every(amount => amount <= nothing)) return undefined
      const minutes = craft.stations.map(number =>
        Math.max(0, values[model.labour[number]?.[week] ?? -1] ?? 0),
      )
      const units = craft.steps.map(step => step.labourMinutes)
      return shareOut(amounts, units, minutes)
    }),
  )
}

export function amountOf(
  model: Model,
  values: Float64Array,
  { number }: Craft,
  at: number,
  week: number,
): number {
  const column = model.made[number]?.[at]?.[week]
  return column === undefined ? 0 : Math.max(0, values[column] ?? 0)
}

/**
 * Units by station and step. `units`: minutes of one unit of each step; `minutes`: of each station, together as many as the
 * amounts take. Stations take one step after the other, the largest first, so that few firms make few things; the last
 * takes what rounding leaves.
 */
export function shareOut(
  amounts: readonly number[],
  units: readonly number[],
  minutes: readonly number[],
): number[][] {
  const shares = minutes.map(() => amounts.map(() => 0))
  const bySize = minutes.map((_, at) => at).sort((a, b) => (minutes[b] ?? 0) - (minutes[a] ?? 0) || a - b)
  const last = bySize.filter(at => (minutes[at] ?? 0) > nothing).at(-1) ?? 0
  let [place, left] = [0, minutes[bySize[0] ?? 0] ?? 0]
  amounts.forEach((amount, step) => {
    const unit = units[step] ?? 0
    for (let open = amount; open > 0;) {
      const at = bySize[place] ?? last
      const taken = at === last || unit === 0 ? open : Math.min(open, left / unit)
      const own = shares[at]
      if (own !== undefined) own[step] = (own[step] ?? 0) + taken
      open -= taken
      left -= taken * unit
      if (open > 0) left = minutes[bySize[++place] ?? last] ?? 0
    }
  })
  return shares
}
