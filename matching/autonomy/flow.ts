/** How much of an item firms make together in one week, worked out exactly: a linear programme of the week's hours. */
import { maximise, type Row, type Term, unspoilt } from '../linear.ts'
import { rateOf } from '../planning/capacity.ts'
import type { Hours } from '../planning/hours.ts'
import type { Station, Supply } from '../planning/supply.ts'
import type { DeepChain } from './chain.ts'

/** Which stations of which week work, and whether what the market has may be bought. */
export interface Conditions {
  week: number
  /** Only what stands today: nothing that comes after a reorientation. */
  asItStands: boolean
  /** Everything that some recipe makes is made here. */
  alone: boolean
  /** A firm that does not work; null where all do. */
  without: number | null
}

/** A station at work in the week: the share of its rate that it reaches, and the minutes that each step takes of its hours. */
interface AtWork {
  rate: number
  minutes: Record<Hours['kind'], Term[]>
}

/** Share of its rate that a station reaches under these conditions: as it stands it is at work, whatever it has begun. */
export function rateIn(station: Station, { week, asItStands, without }: Conditions): number {
  if (station.firm === without) return 0
  if (asItStands) return station.move === null ? 1 : 0
  return rateOf(station, week)
}

/**
 * Most units of the chain's item that are made in a week, up to `need`: each step as far as hours of machines and people go,
 * shared among all that they do, and no more of a step than goes into it. Services and what is bought have no limit. Lead
 * times between steps are left out: it is a week like others of a chain that runs.
 */
export function weeklyUnits(
  { articles, steps }: DeepChain,
  top: number,
  supply: Supply,
  need: number,
  conditions: Conditions,
): number {
  let variables = 0
  const next = () => variables++
  const made = new Map<string, number>()
  const atWork = new Map<number, AtWork>()
  const doneBy = new Map<number, Term[]>()
  const recipeOf = ({ step }: DeepChain['steps'][number]) => `${step.article} ${step.operation.recipe.id}`
  for (const one of steps) if (!made.has(recipeOf(one))) made.set(recipeOf(one), next())
  for (const station of supply.stations) {
    const rate = rateIn(station, conditions)
    if (rate <= 0) continue
    const minutes: AtWork['minutes'] = { machines: [], people: [] }
    for (const { step, machineMinutes, labourMinutes } of supply.crafts[station.craft]?.steps ?? []) {
      const variable = next()
      minutes.machines.push([variable, machineMinutes / station.pace])
      minutes.people.push([variable, labourMinutes])
      const done = doneBy.get(step.number) ?? []
      doneBy.set(step.number, done)
      done.push([variable, -1])
    }
    atWork.set(station.number, { rate, minutes })
  }
  const bought = articles.map(({ purchase, number }) =>
    number !== top && purchase !== null && !conditions.alone ? next() : null,
  )

  const rows: Row[] = []
  for (const one of steps) {
    const recipe = made.get(recipeOf(one))
    if (recipe === undefined || one.step.service !== null) continue
    rows.push({ terms: [[recipe, 1], ...(doneBy.get(one.step.number) ?? [])], limit: 0 })
  }
  for (const { number } of articles) {
    if (number === top) continue
    const taken = new Map<number, number>()
    for (const one of steps) {
      const recipe = made.get(recipeOf(one))
      for (const { article, quantity } of one.inputs)
        if (article === number && recipe !== undefined) taken.set(recipe, (taken.get(recipe) ?? 0) + quantity)
    }
    const given = [...made].filter(([key]) => key.startsWith(`${number} `)).map(([, one]) => one)
    const own = bought[number]
    if (own !== null && own !== undefined) given.push(own)
    rows.push({ terms: [...taken, ...given.map((one): Term => [one, -1])], limit: 0 })
  }
  rows.push(...hourRows(supply, atWork, conditions.week))
  const wanted = [...made].filter(([key]) => key.startsWith(`${top} `)).map(([, one]) => one)
  rows.push({ terms: wanted.map((one): Term => [one, 1]), limit: need })
  const objective = Array.from({ length: variables }, (_, at) => (wanted.includes(at) ? 1 : 0))
  const solved = unspoilt(() => maximise(objective, rows))
  if (solved === null) throw new Error('rounding leaves no week of a chain')
  return Math.min(need, Math.max(0, solved.objective))
}

/** No hours are used twice; and a station that has just begun reaches a share of its rate. */
function hourRows({ hours }: Supply, atWork: ReadonlyMap<number, AtWork>, week: number): Row[] {
  return hours.flatMap(({ kind, minutes, stations }) => {
    const free = minutes[week] ?? 0
    const own = stations.flatMap(number => atWork.get(number) ?? [])
    const ramping = own.filter(({ rate }) => rate < 1)
    return [
      { terms: own.flatMap(station => station.minutes[kind]), limit: free },
      ...ramping.map(station => ({ terms: station.minutes[kind], limit: free * station.rate })),
    ].filter(({ terms }) => terms.length > 0)
  })
}
