/** What somebody's plan comes to, in the figures by which plans are compared. */
import { kilometres } from '@maillage/matching/geography.ts'
import type { Terms } from '@maillage/matching/planning/model.ts'
import type { Place } from '@maillage/matching/supply.ts'
import type { ItemNeed } from './region.ts'

/** Units of a step done somewhere over the whole plan. */
export interface Done {
  step: number
  place: Place
  units: number
}

/** What is handed over, by order of the terms and week; where the work is done; and what work and purchases cost, in cents. */
export interface Outcome {
  delivered: number[][]
  done: Done[]
  cents: number
}

/**
 * `unmetShare`: of what is due, by what it is worth, what is not there at the end. `lateShare`: the same in the mean of the
 * weeks. `tonneKilometres`: from step to step and to those who need it, each by the nearest that is left.
 */
export function figuresOf(
  { articles, orders, calendar }: Terms,
  needs: readonly ItemNeed[],
  outcome: Outcome,
) {
  let [due, unmet, late] = [0, 0, 0]
  orders.forEach((order, at) => {
    const cents = articles[order.article]?.cents ?? 0
    let open = 0
    for (let week = 0; week < calendar.weeks; week++) {
      open = Math.max(0, open + (order.due[week] ?? 0) - (outcome.delivered[at]?.[week] ?? 0))
      due += cents * (order.due[week] ?? 0)
      late += (cents * open) / calendar.weeks
    }
    unmet += cents * open
  })
  return {
    unmetShare: unmet / due,
    lateShare: late / due,
    keuro: outcome.cents / 100_000,
    tonneKilometres: transport({ articles, orders, calendar }, needs, outcome),
  }
}

interface Load {
  place: Place
  units: number
}

function transport(
  { articles, orders }: Pick<Terms, 'articles' | 'orders' | 'calendar'>,
  needs: readonly ItemNeed[],
  outcome: Outcome,
) {
  const bySources = new Map<number, Load[]>()
  for (const { step, place, units } of outcome.done) {
    const list = bySources.get(step) ?? []
    bySources.set(step, [...list, { place, units }])
  }
  const of = (steps: readonly number[]) => steps.flatMap(step => bySources.get(step) ?? [])
  let sum = 0
  for (const article of articles) {
    const tonnes = article.item.grams.value / 1_000_000
    const last = of(article.steps.filter(({ isLast }) => isLast).map(({ number }) => number))
    for (const { number, before } of article.steps)
      for (const earlier of before) sum += tonnes * carried(of([earlier]), of([number]))
    for (const { step, quantity } of article.takenBy)
      sum +=
        tonnes *
        carried(
          last,
          of([step]).map(load => ({ ...load, units: load.units * quantity })),
        )
    const delivered = orders.reduce(
      (total, { article: of }, at) =>
        of === article.number ? total + (outcome.delivered[at] ?? []).reduce((a, b) => a + b, 0) : total,
      0,
    )
    const asking = needs.filter(
      ({ subject, claim }) => subject.item === article.item.id && claim === article.claim,
    )
    const asked = asking.reduce((total, { quantity }) => total + quantity, 0)
    const wanted = asking.map(({ place, quantity }) => ({
      place,
      units: asked === 0 ? 0 : (quantity / asked) * delivered,
    }))
    sum += tonnes * carried(last, wanted)
  }
  return sum
}

/** Unit-kilometres from some places to others, the nearest pairs first. */
function carried(from: readonly Load[], to: readonly Load[]): number {
  const left = byPlace(from)
  const wanted = byPlace(to)
  const pairs = left
    .flatMap(source =>
      wanted.map(target => ({ source, target, distance: kilometres(source.place, target.place) })),
    )
    .sort((a, b) => a.distance - b.distance)
  let sum = 0
  for (const { source, target, distance } of pairs) {
    const units = Math.min(source.units, target.units)
    if (units <= 0) continue
    source.units -= units
    target.units -= units
    sum += units * distance
  }
  return sum
}

function byPlace(loads: readonly Load[]): Load[] {
  const found = new Map<string, Load>()
  for (const { place, units } of loads) {
    const key = `${place.latitude} ${place.longitude}`
    const load = found.get(key) ?? { place, units: 0 }
    load.units += units
    found.set(key, load)
  }
  return [...found.values()]
}
