/**
 * Checks a plan against what was asked, knowing nothing of how it was made: only firms, catalogue and the plan's own words.
 * Hours of each site, what waits between operations, stocks, dates, money, and the sum of the costs.
 */
import { capability } from '../capability.ts'
import type { Claim } from '../catalogue.ts'
import { dayOf, mondayOf } from '../dates.ts'
import {
  centsPerLabourMinute,
  centsPerMachineMinute,
  centsPerTonneKilometre,
  efficiency,
} from '../defaults.ts'
import { type CompiledFirm, compileFirm } from '../firm.ts'
import type { Reference, ReferenceRecipe } from '../reference.ts'
import type { Plan, RegionAsked, Work } from './region.ts'
import { checkHours, type Done, least, relative, type Say, type Way } from './verify-hours.ts'

/** What is wrong with a plan, one sentence each; empty where nothing is. */
export function verifyPlan(reference: Reference, asked: RegionAsked, plan: Plan): string[] {
  const faults: string[] = []
  const say: Say = fault => faults.push(fault)
  const firms = new Map(asked.firms.map(firm => [firm.id, compileFirm(firm, reference)]))
  const done = plan.works.map(work => ({ work, way: wayOf(reference, firms, work, say) }))
  checkHours(
    asked,
    done.flatMap(({ work, way }) => (way === null ? [] : [{ work, ...way }])),
    say,
  )
  checkMoves(asked, plan, say)
  checkFlow(reference, asked, plan, say)
  checkSupplied(asked, plan, say)
  checkTransports(asked, plan, say)
  checkCosts(
    reference,
    done.flatMap(({ work, way }) => (way === null ? [] : [{ work, ...way }])),
    plan,
    say,
  )
  return faults
}

function operationOf(
  reference: Reference,
  { item, recipe, operation }: Pick<Work, 'item' | 'recipe' | 'operation'>,
) {
  const found = reference.recipes.get(item)?.find(each => each.recipe.id === recipe)
  return found?.operations.find(each => each.operation.id === operation)
}

/** How the firm does it, where it can. */
function wayOf(reference: Reference, firms: Map<string, CompiledFirm>, work: Work, say: Say): Way | null {
  const firm = firms.get(work.firm)
  const operation = operationOf(reference, work)
  const site = firm?.sites.find(each => each.site.id === work.site)
  if (firm === undefined || operation === undefined || site === undefined) {
    say(`${work.firm} at ${work.site} is to do ${work.operation} of ${work.item}: no such thing`)
    return null
  }
  const route = capability(reference, firm, operation).routes.find(
    each =>
      each.site === site.number &&
      each.process === work.process &&
      (each.machine?.type ?? null) === work.machine &&
      each.reorientations.map(({ id }) => id).join() === work.reorientations.join() &&
      each.pools.map(({ trade }) => trade).join() === work.trades.join(),
  )
  if (route === undefined) {
    say(`${work.firm} cannot do ${work.operation} of ${work.item} by ${work.process}`)
    return null
  }
  return { firm, site, operation, route }
}

function checkMoves({ keuro }: RegionAsked, { works, changes }: Plan, say: Say): void {
  const keyOf = (each: { firm: string; site: string; reorientations: string[] }) =>
    [each.firm, each.site, ...each.reorientations].join('|')
  const decided = new Set(changes.map(keyOf))
  for (const work of works)
    if (work.reorientations.length > 0 && !decided.has(keyOf(work))) say(`${keyOf(work)} is not decided on`)
  const spent = changes.reduce((sum, { effort }) => sum + effort.keuro, 0)
  if (keuro !== null && spent > keuro * (1 + relative)) say(`${spent} k€ of reorientations, of ${keuro}`)
}

/** No operation before the one it follows, nothing taken that is not there, nothing handed over that is not made. */
function checkFlow(reference: Reference, asked: RegionAsked, plan: Plan, say: Say): void {
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
  const bought = new Map<string, Float64Array>()
  for (const { item, week, units: amount } of plan.purchases) {
    add(bought, item, week, amount)
    const days = reference.items.get(item)?.outside?.leadDays.value
    if (days === undefined) say(`${item} cannot be bought`)
    else if (monday + 7 * week < today + days) say(`${item} cannot have come by week ${week}`)
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
          let [ahead, largest] = [0, 0]
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

/** What is due and not handed over is late; nothing is handed over before it is due. */
function checkSupplied({ asOf, weeks, demands }: RegionAsked, plan: Plan, say: Say): void {
  const monday = mondayOf(dayOf(asOf))
  for (const { item, claim, priority, delivered, late } of plan.supplied) {
    const due = new Float64Array(weeks)
    for (const demand of demands) {
      if (demand.item !== item || demand.claim !== claim || demand.priority !== priority) continue
      for (const { date, quantity } of demand.due) {
        const week = Math.max(0, Math.floor((dayOf(date) - monday) / 7) - 1)
        if (week < weeks) due[week] = (due[week] ?? 0) + quantity
      }
    }
    let open = 0
    for (let week = 0; week < weeks; week++) {
      open += (due[week] ?? 0) - (delivered[week] ?? 0)
      if (
        open < -least - relative * 1000 ||
        Math.abs(open - (late[week] ?? 0)) > least + relative * Math.max(open, 1000)
      )
        say(`${item} for priority ${priority}: ${open} are late in week ${week}, not ${late[week]}`)
    }
  }
}

/** No more leaves a department than is done there, and no more arrives than is worked on there. */
function checkTransports({ firms }: RegionAsked, { works, transports }: Plan, say: Say): void {
  const departments = new Map(
    firms.flatMap(firm => firm.sites.map(site => [`${firm.id}|${site.id}`, site.place.department] as const)),
  )
  const doneAt = new Map<string, number>()
  for (const { firm, site, item, claim, recipe, operation, units } of works) {
    const key = [item, claim, recipe, operation, departments.get(`${firm}|${site}`)].join('|')
    doneAt.set(key, (doneAt.get(key) ?? 0) + units)
  }
  const left = new Map<string, { units: number; most: number }>()
  for (const { item, claim, after, next, from, to, units } of transports) {
    const leaving = [item, claim, after.recipe, after.operation, from].join('|')
    const key = `${leaving}|${next === null ? '' : [next.item, next.recipe, next.operation].join('|')}`
    const own = left.get(key) ?? { units: 0, most: doneAt.get(leaving) ?? 0 }
    own.units += units
    left.set(key, own)
    if (next === null) continue
    const arriving = [next.item, claim, next.recipe, next.operation, to].join('|')
    if (!doneAt.has(arriving))
      say(`${item} goes to ${to} for ${next.operation} of ${next.item}, which is not done there`)
  }
  for (const [key, { units, most }] of left)
    if (units > most * (1 + relative) + least) say(`${key}: ${units} leave, of ${most}`)
}

function checkCosts(reference: Reference, done: Done[], plan: Plan, say: Say): void {
  const work = done.reduce((sum, { work, operation, route }) => {
    const method = operation.operation.methods.find(({ process }) => process === route.process)
    const machine = route.machine === null ? 0 : (method?.machineMinutes.value ?? 0)
    const cents = route.labourMinutes * centsPerLabourMinute + machine * centsPerMachineMinute
    return sum + (work.units * operation.begun * cents) / efficiency
  }, 0)
  const bought = plan.purchases.reduce(
    (sum, { item, units }) =>
      sum + (units * (reference.items.get(item)?.outside?.centsPerThousand.value ?? 0)) / 1000,
    0,
  )
  const services = plan.services.reduce((sum, service) => {
    const operation = operationOf(reference, service)
    return (
      sum + (service.units * (operation?.begun ?? 0) * (operation?.service?.centsPerThousand ?? 0)) / 1000
    )
  }, 0)
  const transport = plan.transports.reduce((sum, { item, units, kilometres }) => {
    const tonnes = ((reference.items.get(item)?.grams.value ?? 0) * units) / 1_000_000
    return sum + tonnes * kilometres * centsPerTonneKilometre
  }, 0)
  const reorientations = plan.changes.reduce((sum, { effort }) => sum + effort.keuro * 100_000, 0)
  for (const [name, cents] of Object.entries({ work, bought, services, transport, reorientations })) {
    const told = { ...plan.costs }[name] ?? 0
    if (Math.abs(told - cents) > 1e-4 * Math.max(told, cents) + 100)
      say(`${name} costs ${cents}, not ${told}`)
  }
  const sum = Object.values(plan.costs).reduce((total, cents) => total + cents, 0)
  if (Math.abs(sum - plan.objective) > relative * sum)
    say(`the costs add up to ${sum}, not ${plan.objective}`)
  if (plan.bound > plan.objective * (1 + relative))
    say(`the bound ${plan.bound} is above the plan's ${plan.objective}`)
}
