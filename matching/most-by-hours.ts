/**
 * How much of a product the hours of a firm allow to be delivered, at most, whichever of its ways does what: bounded by
 * prices of its hours, without solving a programme.
 */
import type { LinePlan, PlannedResource, PlannedRoute, PlanParts } from './line-plan.ts'
import type { Chain } from './unfold.ts'

/** A way to do an operation: its change, and the minutes that a unit takes of the hours that it draws on. */
interface PlannedWay {
  days: number
  rampUp: readonly number[]
  /** Rows of hours, and the minutes of each, side by side. */
  rows: readonly number[]
  minutes: readonly number[]
}

/** An operation of the product itself that is no service, with all the ways that do it. */
export interface PlannedOperation {
  operation: number
  ways: PlannedWay[]
}

/** Whether hours are looked at for an operation: it is of the product itself, and no service. */
export function isBoundedByHours({ operations }: Chain, operation: number): boolean {
  const { node, reference } = operations[operation] ?? {}
  return node === 0 && reference?.service === null
}

export function plannedOperations(
  chain: Chain,
  routes: PlannedRoute[],
  resources: PlannedResource[],
  parts: Pick<PlanParts, 'numbers'>,
): PlannedOperation[] {
  const operations: PlannedOperation[] = []
  routes.forEach(({ operation, way: { effort, rampUp } }, position) => {
    if (!isBoundedByHours(chain, operation)) return
    const [rows, minutes]: [number[], number[]] = [[], []]
    resources.forEach((resource, row) => {
      const own = resource.minutes[resource.routes.indexOf(position)] ?? 0
      if (own <= 0) return
      rows.push(row)
      minutes.push(own)
    })
    const way = { days: effort.days, rampUp, rows: parts.numbers(rows), minutes: parts.numbers(minutes) }
    const ways = operations.find(each => each.operation === operation)?.ways
    if (ways === undefined) operations.push({ operation, ways: [way] })
    else ways.push(way)
  })
  return operations
}

/** Hours a week of a firm by row, `hoursAt` a place among them. */
export function hoursOf(
  { line, places }: Pick<LinePlan, 'line' | 'places'>,
  hoursAt: (place: number) => number,
): Float64Array {
  const ofRows = new Float64Array(line.resources.length)
  line.resources.forEach(({ kind, site, pools, machines }, row) => {
    const own = places[site]
    if (own === undefined) throw new RangeError(`No site ${site}`)
    let hours = 0
    if (kind === 'people') for (const number of pools) hours += hoursAt(own.pools + number)
    else for (const { place, pace } of machines) hours += hoursAt(own.machines + place) * pace
    ofRows[row] = hours
  })
  return ofRows
}

/** How often the prices are moved: what is left to gain after that is little. */
const turns = 12
/** By how much the price of the busiest hours rises in the first turn; in each later one by less. */
const firstRise = 4
/** What the ways looked at deliver by themselves is so near the bound that no price says more. */
const near = 1e-3

/**
 * Units that can be delivered, never less than what can, at most `wanted`. `minutes`: those a week, by row. `weeks`: those that
 * each way has, one after the other. Whatever prices the hours have, all that is delivered takes at least what the cheapest
 * ways take at these prices, and no more than all hours are worth (linear programming's weak duality). The prices of
 * the busiest hours are raised, turn by turn.
 */
export function mostByHours(
  operations: readonly PlannedOperation[],
  minutes: Float64Array,
  weeks: ArrayLike<number>,
  wanted: number,
): number {
  const prices = minutes.map(own => 1 / own)
  const used = new Float64Array(minutes.length)
  let most = wanted
  for (let turn = 0; turn < turns; turn++) {
    const price = cheapest(operations, prices, weeks, used)
    let worth = 0
    let busiest = 0
    for (let row = 0; row < minutes.length; row++) {
      const own = minutes[row] ?? 1
      worth += (prices[row] ?? 0) * own
      busiest = Math.max(busiest, (used[row] ?? 0) / own)
    }
    if (price > 0) most = Math.min(most, worth / price)
    if (most * busiest <= 1 + near) break
    const rise = firstRise / (1 + turn / 2)
    for (let row = 0; row < minutes.length; row++)
      prices[row] = (prices[row] ?? 0) * (1 + (rise * (used[row] ?? 0)) / ((minutes[row] ?? 1) * busiest))
  }
  return most
}

/** What a unit takes at least by these prices; `used`: the minutes of each row that it takes so. */
function cheapest(
  operations: readonly PlannedOperation[],
  prices: Float64Array,
  weeks: ArrayLike<number>,
  used: Float64Array,
): number {
  used.fill(0)
  let sum = 0
  let at = 0
  for (const { ways } of operations) {
    let least = Infinity
    let best: PlannedWay | undefined
    let bestWeeks = 1
    for (const way of ways) {
      const own = weeks[at++] ?? 0
      if (own <= 0) continue
      const { rows, minutes } = way
      let cost = 0
      for (let draw = 0; draw < rows.length; draw++)
        cost += (prices[rows[draw] ?? 0] ?? 0) * (minutes[draw] ?? 0)
      cost /= own
      if (cost >= least) continue
      least = cost
      best = way
      bestWeeks = own
    }
    sum += least
    if (best === undefined) continue
    const { rows, minutes } = best
    for (let draw = 0; draw < rows.length; draw++) {
      const row = rows[draw] ?? 0
      used[row] = (used[row] ?? 0) + (minutes[draw] ?? 0) / bestWeeks
    }
  }
  return sum
}
