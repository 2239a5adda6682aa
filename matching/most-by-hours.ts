/**
 * How much of a product the hours of a firm allow to be delivered, at most, whichever of its ways does what: bounded by
 * prices of its hours, without solving a programme.
 */
import type { CompiledFirm } from './firm.ts'
import type { LineRoute, Resource } from './line.ts'
import type { Chain } from './unfold.ts'

/** A way to do an operation: its change, and the minutes that a unit takes of the hours that it draws on. */
interface PlannedWay {
  days: number
  rampUp: readonly number[]
  draws: { row: number; minutes: number }[]
}

/** The operations of the product itself that are no service, with all the ways that do them, and the hours that these draw on. */
export interface PlannedHours {
  /** Places among the firm's hours (`each-hours.ts`), each with what an hour of them is worth. */
  rows: { place: number; pace: number }[][]
  operations: { operation: number; ways: PlannedWay[] }[]
}

/** Of a line that is planned: by position its routes, and what they share, each at a site. */
interface Planned {
  routes: { line: LineRoute }[]
  resources: { resource: Resource; site: number; machines: { place: number; pace: number }[] }[]
}

export function plannedHours(
  { sites }: CompiledFirm,
  chain: Chain,
  { routes, resources }: Planned,
): PlannedHours {
  const rows = resources.map(({ resource, site, machines }) => {
    const before = sites.slice(0, site).reduce((sum, own) => sum + own.pools.length + own.machines.length, 0)
    const pools = sites[site]?.pools.length ?? 0
    return resource.kind === 'people'
      ? resource.pools.map(({ number }) => ({ place: before + number, pace: 1 }))
      : machines.map(({ place, pace }) => ({ place: before + pools + place, pace }))
  })
  const operations: PlannedHours['operations'] = []
  const known = new Map<number, PlannedWay[]>()
  routes.forEach(({ line: { operation, route } }, position) => {
    const { node, reference } = chain.operations[operation] ?? {}
    if (node !== 0 || reference?.service !== null) return
    const draws: PlannedWay['draws'] = []
    resources.forEach(({ resource }, row) => {
      const minutes = resource.minutes[resource.routes.indexOf(position)] ?? 0
      if (minutes > 0) draws.push({ row, minutes })
    })
    const way = { days: route.effort.days, rampUp: route.rampUp, draws }
    const ways = known.get(operation)
    if (ways !== undefined) ways.push(way)
    else {
      const first = [way]
      known.set(operation, first)
      operations.push({ operation, ways: first })
    }
  })
  return { rows, operations }
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
  { operations }: PlannedHours,
  minutes: Float64Array,
  weeks: Float64Array,
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
  operations: PlannedHours['operations'],
  prices: Float64Array,
  weeks: Float64Array,
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
      let cost = 0
      for (const { row, minutes } of way.draws) cost += (prices[row] ?? 0) * minutes
      cost /= own
      if (cost >= least) continue
      least = cost
      best = way
      bestWeeks = own
    }
    sum += least
    for (const { row, minutes } of best?.draws ?? []) used[row] = (used[row] ?? 0) + minutes / bestWeeks
  }
  return sum
}
