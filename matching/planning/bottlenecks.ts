/** What binds in a plan, and what a little more of it would bring: solved again, each by itself, from where the plan ended. */
import { minutesOf } from './bounds.ts'
import { peopleForMachine } from './capacity.ts'
import type { Bottleneck, Gained, Loosened } from './explanation.ts'
import type { Hours } from './hours.ts'
import { type Model, modelOf, type Terms } from './model.ts'
import type { Made } from './plan.ts'
import { takenOf } from './used.ts'

/** Hours a week that a bottleneck is tried with, and by how much a share or a quantity is loosened. */
const moreHours = 10
const moreShare = 0.05
const morePart = 0.1

/** Below this many cents an hour nothing binds. */
const nothing = 1e-3
/** Hours count as taken whole once this share of them is. */
const whole = 1 - 1e-6

/** The dearest bottlenecks, as many as are asked for; those that bring nothing are left out. Null where it is interrupted. */
export async function bottlenecksOf(made: Made, most: number): Promise<Bottleneck[] | null> {
  const found: Bottleneck[] = []
  for (const each of binding(made).slice(0, most)) {
    const { terms, model, solution } = made.own
    const more = withHours(terms, each.best)
    const wider = modelOf(more, { isApart: true })
    const answer = await made.solving.again(wider, made.decided, solution.basis)
    if (answer.status === 'interrupted') return null
    if (answer.status !== 'optimal') throw new Error(`A plan with more hours is ${answer.status}`)
    const cents = answer.objective - solution.objective
    const { firm, site, kind, of } = each.best
    if (cents <= nothing) continue
    found.push({
      kind,
      of,
      department: site.site.place.department,
      weeks: [...each.prices]
        .map(([week, centsPerHour]) => ({ week, centsPerHour }))
        .sort((a, b) => a.week - b.week),
      firm: terms.supply.firms[firm]?.firm.id ?? '',
      site: site.site.id,
      hoursPerWeek: moreHours,
      cents,
      gained: gainedOf(terms, [model, solution.values], [wider, answer.values]),
    })
  }
  return found.sort((a, b) => b.cents - a.cents)
}

interface Binding {
  /** By week: cents of one more hour, where it is worth most in the department. */
  prices: Map<number, number>
  /** The hours of the department with the highest prices together. */
  best: Hours
  sum: number
}

/** What binds, by kind and department: hours that are taken whole, and that the programme has a price for. */
function binding({ own: { terms, model, solution } }: Made): Binding[] {
  const { supply, calendar } = terms
  const people = Map.groupBy(
    supply.hours.filter(({ kind }) => kind === 'people'),
    ({ site }) => site,
  )
  const isWhole = new Map(
    supply.hours.map(hours => {
      const taken = takenOf(terms, model, solution.values, hours)
      return [
        hours,
        Array.from(hours.minutes, (free, week) => free > 0 && (taken[week] ?? 0) >= free * whole),
      ]
    }),
  )
  /** Fewer pools of the same people are taken whole already. */
  const isWithin = ({ kind, site, pools }: Hours, week: number) =>
    kind === 'people' &&
    (people.get(site) ?? []).some(
      other =>
        other.pools.length < pools.length &&
        isWhole.get(other)?.[week] === true &&
        other.pools.every(pool => pools.includes(pool)),
    )
  const groups = new Map<string, Binding>()
  for (const hours of supply.hours) {
    const prices = new Map<number, number>()
    for (let week = 0; week < calendar.weeks; week++) {
      if (isWhole.get(hours)?.[week] !== true || isWithin(hours, week)) continue
      const price =
        Math.max(0, ...hours.stations.map(number => priceAt(number, hours.kind, week))) * minutesOf(1)
      if (price > nothing) prices.set(week, price)
    }
    if (prices.size === 0) continue
    const key = [hours.kind, ...hours.of, hours.site.site.place.department].join('|')
    const sum = [...prices.values()].reduce((total, each) => total + each, 0)
    const group = groups.get(key) ?? { prices: new Map(), best: hours, sum: 0 }
    for (const [week, price] of prices) group.prices.set(week, Math.max(price, group.prices.get(week) ?? 0))
    groups.set(key, sum > group.sum ? { ...group, best: hours, sum } : group)
  }
  return [...groups.values()].sort((a, b) => b.sum - a.sum)

  /** What one more minute of its people or machines is worth to a station, in cents. */
  function priceAt(number: number, kind: Hours['kind'], week: number): number {
    const station = supply.stations[number]
    const priceOf = (of: Hours['kind']) => {
      const row = model.rows[of][station?.craft ?? -1]?.[week]
      return row === undefined ? 0 : (solution.prices?.rows[row] ?? 0)
    }
    if (station === undefined) return 0
    if (kind === 'people') return priceOf('people')
    const areWhole = (people.get(station.site) ?? []).some(
      hours => hours.stations.includes(number) && isWhole.get(hours)?.[week] === true,
    )
    // Its people are held by what its machines can run for, and the price may stand there.
    const ofPeople = areWhole ? 0 : priceOf('people') * peopleForMachine(supply.crafts, station)
    return Math.max(priceOf('machines') * station.pace, ofPeople)
  }
}

/** The same terms with more hours of some machines or people, in each week in which there are any. */
function withHours(terms: Terms, { kind, site, pools, of }: Hours): Terms {
  const isMore = (hours: Hours) =>
    hours.kind === kind &&
    hours.site === site &&
    (kind === 'machines' ? hours.of.join() === of.join() : pools.every(pool => hours.pools.includes(pool)))
  const hours = terms.supply.hours.map(each =>
    isMore(each)
      ? { ...each, minutes: each.minutes.map(free => (free > 0 ? free + minutesOf(moreHours) : 0)) }
      : each,
  )
  return { ...terms, supply: { ...terms.supply, hours } }
}

/** What each bound costs that costs something. Null where it is interrupted. */
export async function boundPrices({
  own: { terms, model, solution },
  decided,
  solving,
  plan,
}: Made): Promise<Loosened[] | null> {
  const found: Loosened[] = []
  for (const [at, { limit, unit }] of model.giving.entries()) {
    if (limit.kind === 'agreed' || limit.kind === 'keuro') continue
    const isHours = limit.kind === 'difficulty'
    const asked = isHours ? limit.hours : limit.share
    const now = plan.bounds.find(({ bound }) => bound === limit)?.reached ?? asked
    const step = isHours ? morePart * asked : moreShare
    const more = model.giving.map((_, other) => (other === at ? step / unit : 0))
    const answer = await solving.again(model, decided, solution.basis, more)
    if (answer.status === 'interrupted') return null
    if (answer.status !== 'optimal') throw new Error(`A plan with a bound loosened is ${answer.status}`)
    const cents = answer.objective - solution.objective
    if (cents <= nothing) continue
    const to = limit.kind === 'dependence' ? Math.max(asked, now) + step : Math.min(asked, now) - step
    found.push({
      limit,
      to: isHours ? Math.max(0, to) : Math.min(1, Math.max(0, to)),
      cents,
      gained: gainedOf(terms, [model, solution.values], [model, answer.values]),
    })
  }
  return found
}

/** What one solution hands over that another does not, by article. */
export function gainedOf(
  { articles, orders }: Terms,
  [model, values]: [Model, Float64Array],
  [wider, more]: [Model, Float64Array],
): Gained[] {
  const lateOf = (of: Model, solution: Float64Array, at: number) =>
    (of.late[at] ?? []).map(column => solution[column] ?? 0)
  return articles.flatMap(({ number, item, claim }) => {
    let [covered, unitWeeks] = [0, 0]
    orders.forEach(({ article }, at) => {
      if (article !== number) return
      const [before, after] = [lateOf(model, values, at), lateOf(wider, more, at)]
      covered += (before.at(-1) ?? 0) - (after.at(-1) ?? 0)
      unitWeeks += before.reduce((sum, late, week) => sum + late - (after[week] ?? 0), 0)
    })
    return Math.abs(covered) + Math.abs(unitWeeks) > 0.5 ? [{ item: item.id, claim, covered, unitWeeks }] : []
  })
}
