/** What flows through a plan, as its check counts it: between operations, from purchases, into stocks and out of them. */
import type { Claim } from '../catalogue.ts'
import { dayOf, mondayOf } from '../dates.ts'
import type { Reference, ReferenceRecipe } from '../reference.ts'
import type { Plan, RegionAsked } from './region.ts'
import { least, relative, type Say } from './verify-hours.ts'

/** By item and week: what agreed lines take, which was on its way before the plan began. */
function orderedBefore(reference: Reference, { works }: Plan): Map<string, number> {
  const ordered = new Map<string, number>()
  for (const work of works) {
    if (work.agreed === null) continue
    const recipe = reference.recipes.get(work.item)?.find(each => each.recipe.id === work.recipe)
    const position = recipe?.operations.findIndex(({ operation }) => operation.id === work.operation)
    for (const input of recipe?.inputs ?? []) {
      const key = `${input.item.id}|${work.week}`
      if (input.operation === position)
        ordered.set(key, (ordered.get(key) ?? 0) + work.units * input.quantity)
    }
  }
  return ordered
}

/** Units of an operation that were done before the plan: as agreed, or as what was agreed after it shows. */
function begunOf(
  asked: RegionAsked,
  recipe: ReferenceRecipe,
  item: string,
  claim: Claim,
  position: number,
): number {
  const own = (asked.agreed ?? [])
    .filter(
      line =>
        mondayOf(dayOf(line.week)) < mondayOf(dayOf(asked.asOf)) &&
        line.item === item &&
        line.claim === claim &&
        line.recipe === recipe.recipe.id &&
        line.operation === recipe.operations[position]?.operation.id,
    )
    .reduce((sum, { units }) => sum + units, 0)
  const after = recipe.operations.flatMap(({ before }, at) =>
    before.includes(position) ? [begunOf(asked, recipe, item, claim, at)] : [],
  )
  return Math.max(own, ...after)
}

/** No operation before the one it follows, nothing taken that is not there, nothing handed over that is not made. */
export function checkFlow(reference: Reference, asked: RegionAsked, plan: Plan, say: Say): void {
  const { weeks } = asked
  const byWeek = () => new Float64Array(weeks)
  const units = new Map<string, Float64Array>()
  const add = (map: Map<string, Float64Array>, key: string, week: number, amount: number) => {
    const own = map.get(key) ?? byWeek()
    own[week] = (own[week] ?? 0) + amount
    map.set(key, own)
  }
  const today = dayOf(asked.asOf)
  const monday = mondayOf(today)
  for (const each of [...plan.works, ...plan.services]) {
    add(units, [each.item, each.claim, each.recipe, each.operation].join('|'), each.week, each.units)
  }
  const ordered = orderedBefore(reference, plan)
  const bought = new Map<string, Float64Array>()
  for (const { item, week, units: amount } of plan.purchases) {
    add(bought, item, week, amount)
    const days = reference.items.get(item)?.outside?.leadDays.value
    if (days === undefined) say(`${item} cannot be bought`)
    else if (
      monday + 7 * week < today + days &&
      amount > (ordered.get(`${item}|${week}`) ?? 0) * (1 + relative) + least
    )
      say(`${item} cannot have come by week ${week}`)
  }
  const articles = new Map(plan.stocks.map(stock => [`${stock.item}|${stock.claim}`, stock]))
  const balance = new Map([...articles.keys()].map(key => [key, byWeek()]))
  const taken = new Map<string, Float64Array>()
  const recipesOf = (item: string, claim: Claim): ReferenceRecipe[] =>
    (reference.recipes.get(item) ?? []).filter(({ recipe }) => recipe.claims.includes(claim))
  for (const { item, claim } of plan.stocks) {
    for (const recipe of recipesOf(item, claim)) {
      const done = recipe.operations.map(
        ({ operation }) => units.get([item, claim, recipe.recipe.id, operation.id].join('|')) ?? byWeek(),
      )
      recipe.operations.forEach((operation, position) => {
        const own = done[position] ?? byWeek()
        for (const before of operation.before) {
          const there = begunOf(asked, recipe, item, claim, before)
          let ahead = Math.max(0, there - begunOf(asked, recipe, item, claim, position))
          let largest = ahead
          for (let week = 0; week < weeks; week++) {
            largest += done[before]?.[week] ?? 0
            ahead += (done[before]?.[week] ?? 0) - (own[week] ?? 0)
            if (ahead < -relative * largest - least)
              say(`${item}: ${operation.operation.id} in week ${week} on ${-ahead} that are not there`)
          }
        }
        if (operation.after.length === 0)
          own.forEach((amount, week) => amount > 0 && add(balance, `${item}|${claim}`, week, amount))
      })
      for (const input of recipe.inputs) {
        done[input.operation]?.forEach((amount, week) => {
          const key = `${input.item.id}|${claim}`
          if (amount > 0) add(taken, articles.has(key) ? key : input.item.id, week, amount * input.quantity)
        })
      }
    }
  }
  for (const [key, amounts] of taken) {
    if (articles.has(key)) continue
    amounts.forEach((amount, week) => {
      const there = bought.get(key)?.[week] ?? 0
      if (Math.abs(there - amount) > relative * amount + least)
        say(`${key}: ${there} bought in week ${week}, ${amount} taken`)
    })
  }
  for (const item of new Set(plan.stocks.map(stock => stock.item))) {
    // What is bought of an item that is made as well goes into others, under whatever claim.
    const own = plan.stocks.filter(stock => stock.item === item)
    const there = own.reduce((sum, { claim }) => sum + initial(asked, item, claim), 0)
    let kept = there
    for (let week = 0; week < weeks; week++) {
      for (const { claim } of own) {
        const key = `${item}|${claim}`
        kept += (balance.get(key)?.[week] ?? 0) - (taken.get(key)?.[week] ?? 0)
        for (const supplied of plan.supplied)
          if (supplied.item === item && supplied.claim === claim) kept -= supplied.delivered[week] ?? 0
      }
      kept += bought.get(item)?.[week] ?? 0
      const told = own.reduce((sum, stock) => sum + (stock.units[week] ?? 0), 0)
      if (Math.abs(kept - told) > relative * Math.max(kept, told, 1000) + least)
        say(`${item}: ${kept} are left at the end of week ${week}, not ${told}`)
      if (told < -least) say(`${item}: ${told} are left at the end of week ${week}`)
    }
  }
}

const initial = ({ stocks }: RegionAsked, item: string, claim: Claim) =>
  stocks.reduce(
    (sum, stock) => (stock.item === item && stock.claim === claim ? sum + stock.quantity : sum),
    0,
  )
