/** What a plan comes to of what its operator bound. */
import type { Reference } from '../reference.ts'
import { recyclability } from './bounds.ts'
import type { Bound, Plan, Reached, RegionAsked, Supplied } from './region.ts'

type Made = Omit<Plan, 'bounds'>

/** By so much, relative, a bound may be passed by rounding. */
const rounding = 1e-5

/** By bound, in their order. */
export function reachedOf(reference: Reference, asked: RegionAsked, plan: Made): Reached[] {
  const bounds = asked.bounds ?? []
  return bounds.map(bound => {
    const reached = valueOf(reference, asked, plan, bound)
    if (reached === null) return { bound, reached, isKept: true }
    const least = bound.kind === 'difficulty' ? bound.hours : bound.share
    const isKept =
      bound.kind === 'dependence'
        ? reached <= least + rounding
        : reached >= least - rounding * Math.max(1, least)
    return { bound, reached, isKept }
  })
}

function valueOf(reference: Reference, asked: RegionAsked, plan: Made, bound: Bound): number | null {
  switch (bound.kind) {
    case 'dependence':
      return dependence(asked, plan, bound.item)
    case 'regional':
      return bound.item === null ? spentHere(plan) : madeHere(reference, plan, bound.item)
    case 'recyclable':
      return recyclable(reference, plan)
    case 'difficulty':
      return sum(plan.works.filter(({ firm }) => bound.firms.includes(firm)).map(work => work.peopleHours))
  }
}

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0)

const share = (part: number, of: number) => (of > 0 ? part / of : null)

/** The largest share of what is asked of an article that one firm does of an operation on machines. */
function dependence({ bounds = [] }: RegionAsked, { works, supplied }: Made, item: string | null) {
  const own = new Set(bounds.flatMap(each => (each.kind === 'dependence' ? (each.item ?? []) : [])))
  const isBound = (id: string) => (item === null ? !own.has(id) : id === item)
  const asked = new Map<string, number>()
  for (const { item, claim, ...each } of supplied) {
    const key = `${item}|${claim}`
    if (isBound(item)) asked.set(key, (asked.get(key) ?? 0) + dueOf(each))
  }
  const done = new Map<string, { units: number; of: number }>()
  for (const { firm, item, claim, recipe, operation, machine, units } of works) {
    const of = asked.get(`${item}|${claim}`) ?? 0
    const key = [firm, item, claim, recipe, operation].join('|')
    if (machine !== null && of > 0) done.set(key, { units: (done.get(key)?.units ?? 0) + units, of })
  }
  if (sum([...asked.values()]) === 0) return null
  const shares = [...done.values()].map(({ units, of }) => units / of)
  return Math.max(0, ...shares)
}

/** What is due in the plan: handed over, or late at its end. */
const dueOf = ({ delivered, late }: Pick<Supplied, 'delivered' | 'late'>) =>
  sum(delivered) + (late.at(-1) ?? 0)

/** Of what work, services and purchases cost, the share that is not purchases. */
const spentHere = ({ costs: { work, services, bought } }: Made) =>
  share(work + services, work + services + bought)

/** Of an input that may be bought as well as made, the share that is made, under whatever claim. */
function madeHere(reference: Reference, { works, services, purchases }: Made, item: string) {
  const last = new Set(
    (reference.recipes.get(item) ?? []).flatMap(({ recipe, operations }) =>
      operations.flatMap(({ after, operation }) =>
        after.length === 0 ? [`${recipe.id}|${operation.id}`] : [],
      ),
    ),
  )
  const made = sum(
    [...works, ...services]
      .filter(each => each.item === item && last.has(`${each.recipe}|${each.operation}`))
      .map(({ units }) => units),
  )
  return share(made, made + sum(purchases.filter(each => each.item === item).map(({ units }) => units)))
}

/** Of what is handed over, by weight, the share that can be recycled. */
function recyclable(reference: Reference, { supplied }: Made) {
  const weighed = supplied.map(({ item, delivered }) => {
    const of = reference.items.get(item)
    const grams = sum(delivered) * (of?.grams.value ?? 0)
    return { grams, recyclable: grams * (of === undefined ? 0 : recyclability[of.recyclable]) }
  })
  return share(sum(weighed.map(each => each.recyclable)), sum(weighed.map(({ grams }) => grams)))
}
