/** What goes from department to department in a plan: over all its weeks, as cheaply as the work allows. */
import { centsPerTonneKilometre } from '../defaults.ts'
import type { Solver } from '../solver.ts'
import type { Article, Step } from './articles.ts'
import type { Model, Order, Terms } from './model.ts'
import type { Transport } from './region.ts'
import { Sheet, type Term } from './sheet.ts'
import type { Zones } from './zones.ts'

/** Below this many units nothing goes. */
const nothing = 1e-6

/** What rounding of a solver leaves, relative to what is compared. */
const rounding = 1e-5

/** Cents to take one unit a kilometre far. */
const centsAKilometre = ({ item }: Article) => (item.grams.value / 1_000_000) * centsPerTonneKilometre

/**
 * Road kilometres from each department to the middle of those who need an article, or what it goes into; by article and
 * department, 0 where nobody does.
 */
export function kilometresTo(
  articles: readonly Article[],
  orders: readonly Order[],
  zones: Zones,
): number[][] {
  const count = zones.departments.length
  const asked = articles.map(() => new Float64Array(count))
  const ask = (article: number, byZone: ArrayLike<number>) => {
    for (let zone = 0; zone < count; zone++) {
      const own = asked[article]
      if (own !== undefined) own[zone] = (own[zone] ?? 0) + (byZone[zone] ?? 0)
    }
  }
  for (const { article, byZone } of orders) ask(article, byZone)
  const articleOf = new Map(
    articles.flatMap(({ number, steps }) => steps.map(step => [step.number, number] as const)),
  )
  // Articles come before what goes into them.
  for (const { number, takenBy } of articles)
    for (const taker of new Set(takenBy.map(({ step }) => articleOf.get(step))))
      if (taker !== undefined) ask(number, asked[taker] ?? [])
  return asked.map(own => {
    const total = own.reduce((sum, each) => sum + each, 0)
    return zones.departments.map((_, from) => {
      if (total === 0) return 0
      return zones.departments.reduce(
        (sum, _, to) => sum + ((own[to] ?? 0) / total) * zones.kilometres(from, to),
        0,
      )
    })
  })
}

/**
 * Cents that a unit of work on an article counts by where it is done, as if it went from there to the middle of those who need
 * it: so that work near them is taken first, where all else is the same.
 */
export function nearnessOf(articles: readonly Article[], orders: readonly Order[], zones: Zones): number[][] {
  return kilometresTo(articles, orders, zones).map((byZone, at) => {
    const article = articles[at]
    return byZone.map(far => (article === undefined ? 0 : far * centsAKilometre(article)))
  })
}

/** Units of an article that go from where one of some steps is done to where they arrive. */
interface Link {
  article: Article
  after: Step[]
  next: Step | null
  arriving: number[]
  /** Units that are there without transport. */
  free: number
}

/**
 * The cheapest transports between the work of a solution: what is worked on somewhere, or handed over there, has come from
 * where the step before it was done. Services, purchases and stocks are taken to be wherever they are asked for. Those who
 * need an article get the same part of what they ask for, wherever they are. Null where it is interrupted.
 */
export async function transportsOf(
  terms: Terms,
  model: Model,
  values: Float64Array,
  { solver, signal }: { solver: Solver; signal?: AbortSignal | undefined },
): Promise<{ transports: Transport[]; cents: number } | null> {
  const { zones } = terms
  const done = doneOf(terms, model, values)
  const sheet = new Sheet()
  const flows: { link: Link; after: Step; from: number; to: number; column: number }[] = []
  for (const link of linksOf(terms, model, values, done)) {
    const cents = centsAKilometre(link.article)
    const came = link.arriving.map(() => [] as Term[])
    for (const after of link.after) {
      done.get(after.number)?.forEach((units, from) => {
        if (units <= nothing) return
        const sent = link.arriving.flatMap((wanted, to): Term[] => {
          if (wanted <= nothing) return []
          const column = sheet.column(cents * zones.kilometres(from, to))
          flows.push({ link, after, from, to, column })
          came[to]?.push([column, 1])
          return [[column, 1]]
        })
        sheet.row(sent, 0, units)
      })
    }
    const local: Term[] = []
    link.arriving.forEach((wanted, to) => {
      if (wanted <= nothing) return
      const here = sheet.column(0)
      local.push([here, 1])
      sheet.row([...(came[to] ?? []), [here, 1]], wanted, Infinity)
    })
    // What rounding of the plan leaves short is taken to be there.
    const wanted = link.arriving.reduce((sum, units) => sum + units, 0)
    sheet.row(local, 0, link.free + wanted * rounding + nothing)
  }
  if (sheet.columns === 0) return { transports: [], cents: 0 }
  const answer = await solver.solve(sheet.programme(new Map()), signal && { signal })
  if (answer.status === 'interrupted') return null
  if (answer.status !== 'optimal') throw new Error(`The programme of transports is ${answer.status}`)
  const transports = flows.flatMap(({ link, after, from, to, column }): Transport[] => {
    const units = answer.values[column] ?? 0
    if (units <= nothing || from === to) return []
    return [
      {
        item: link.article.item.id,
        claim: link.article.claim,
        after: nameOf(after),
        next: link.next && { item: link.next.operation.item.id, ...nameOf(link.next) },
        from: zones.departments[from] ?? '',
        to: zones.departments[to] ?? '',
        kilometres: zones.kilometres(from, to),
        units,
      },
    ]
  })
  return { transports, cents: -answer.objective }
}

const nameOf = ({ operation }: Step) => ({ recipe: operation.recipe.id, operation: operation.operation.id })

const sumOf = (values: Float64Array, columns: readonly (number | undefined)[] = []) =>
  columns.reduce((sum: number, column) => sum + (column === undefined ? 0 : (values[column] ?? 0)), 0)

/** By step and department: units done there by stations, which all of a craft stand in. */
function doneOf({ supply, zones }: Terms, model: Model, values: Float64Array): Map<number, number[]> {
  const done = new Map<number, number[]>()
  for (const { number: craft, steps, stations } of supply.crafts) {
    const place = supply.stations[stations[0] ?? -1]?.site.site.place
    const zone = place === undefined ? -1 : zones.numberOf(place)
    steps.forEach(({ step }, at) => {
      const byZone = done.get(step.number) ?? zones.departments.map(() => 0)
      byZone[zone] = (byZone[zone] ?? 0) + sumOf(values, model.made[craft]?.[at])
      done.set(step.number, byZone)
    })
  }
  for (const { number, step, site } of supply.lines) {
    const zone = zones.numberOf(site.site.place)
    const byZone = done.get(step.number) ?? zones.departments.map(() => 0)
    byZone[zone] = (byZone[zone] ?? 0) + (values[model.agreed[number] ?? -1] ?? 0)
    done.set(step.number, byZone)
  }
  return done
}

function linksOf(terms: Terms, model: Model, values: Float64Array, done: Map<number, number[]>): Link[] {
  const { articles, orders, stocks, zones, begun } = terms
  const steps = new Map(articles.flatMap(article => article.steps.map(step => [step.number, step] as const)))
  const served = ({ number }: Step) => sumOf(values, model.served[number])
  return articles.flatMap(article => {
    const within = article.steps.flatMap(next =>
      next.before.flatMap((before): Link[] => {
        const [arriving, earlier] = [done.get(next.number), steps.get(before)]
        if (arriving === undefined || earlier === undefined) return []
        const waited = Math.max(0, (begun[before] ?? 0) - (begun[next.number] ?? 0))
        return [{ article, after: [earlier], next, arriving, free: served(earlier) + waited }]
      }),
    )
    const after = article.steps.filter(({ isLast }) => isLast)
    const free =
      (stocks[article.number] ?? 0) +
      sumOf(values, model.bought[article.number]) +
      after.reduce((sum, step) => sum + served(step), 0)
    const taken = article.takenBy.flatMap(({ step, quantity }): Link[] => {
      const [arriving, next] = [done.get(step), steps.get(step)]
      if (arriving === undefined || next === undefined) return []
      return [{ article, after, next, arriving: arriving.map(units => units * quantity), free }]
    })
    const asked = zones.departments.map(() => 0)
    orders.forEach((order, at) => {
      if (order.article !== article.number) return
      const [units, total] = [
        sumOf(values, model.delivered[at]),
        order.byZone.reduce((sum, each) => sum + each, 0),
      ]
      order.byZone.forEach((quantity, zone) => {
        if (total > 0) asked[zone] = (asked[zone] ?? 0) + (units * quantity) / total
      })
    })
    return [...within, ...taken, { article, after, next: null, arriving: asked, free }]
  })
}
