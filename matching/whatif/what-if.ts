/**
 * What becomes of a region's plan in scenarios: lived through as it is, and made anew by somebody who knew; with what would have
 * kept it whole, the runs of chance about it, and what to begin now whatever comes. `docs/what-if.md`.
 */
import { calendarOf } from '../planning/calendar.ts'
import { type Made, makePlan } from '../planning/plan.ts'
import type { Change, Demand, Plan, RegionAsked } from '../planning/region.ts'
import type { SolveWith } from '../planning/solving.ts'
import type { Reference } from '../reference.ts'
import { calm, conditionsOf, termsUnder } from './conditions.ts'
import { fixedOf } from './fixed.ts'
import { livedIn } from './lived.ts'
import { type Measure, measuresOf, type Stored } from './measures.ts'
import { type ItemOutcome, outcomesOf, type Users } from './outcome.ts'
import { type Robust, robustOf } from './robust.ts'
import { checkParts, demandFactors, type Part, type Scenario } from './scenario.ts'
import { dueOf, lifeOf, simulate } from './simulate.ts'
import { type Drawing, type ItemSpread, spreadOf } from './spread.ts'

export interface WhatIfAsked {
  region: RegionAsked
  /** `demands`: what is asked for in it; null: what the region asks, times the parts' factors. */
  scenarios: (Scenario & { demands: Demand[] | null })[]
  /** With what they use where nothing happens. */
  users: Users[]
  drawing: Omit<Drawing, 'tell'>
}

/** A reorientation, with what it costs. */
export type Begun = Pick<Change, 'firm' | 'site' | 'reorientations'> & { keuro: number }

export interface Replanned {
  items: ItemOutcome[]
  /** Cents of all but what lateness counts, and how many more than the plan as it is. */
  cents: number
  moreCents: number
  /** Reorientations that the plan as it is does not make. */
  begun: Begun[]
  gap: number
}

export interface ScenarioResult {
  /** Null: the plan as it is, where nothing happens. */
  id: string | null
  items: ItemOutcome[]
  spread: ItemSpread[]
  measures: Measure[]
  /** Made by somebody who knew from the first day; null where nothing happens. */
  replanned: Replanned | null
}

export interface RobustResult {
  begun: Begun[]
  /** What is laid in on the first day besides, and what it is worth by the catalogue, an estimate. */
  reserve: Stored[]
  /** By result, in their order. */
  cents: number[]
  best: number[]
  kept: number[]
  items: ItemOutcome[][]
  regret: number
  keptRegret: number
  /** With the reorientations that were tried no reserve is regretted less; null of results kept from before reserves. */
  bound: number | null
}

export interface WhatIf {
  results: ScenarioResult[]
  /** Null where there is no scenario. */
  robust: RobustResult | null
}

export interface WhatIfProgress {
  stage: 'plan' | 'scenario' | 'runs' | 'robust'
  /** Place of the scenario that is worked on, 0 of the plan as it is; how far that is, of how much (0: not known). */
  scenario: number
  done: number
  of: number
}

export interface WhatIfOptions extends Omit<SolveWith, 'say'> {
  gap?: number
  tell?: (progress: WhatIfProgress) => void
}

/**
 * Null where it is interrupted. Throws a RangeError that names what is malformed.
 */
export async function whatIf(
  reference: Reference,
  asked: WhatIfAsked,
  { tell, gap, ...using }: WhatIfOptions,
): Promise<WhatIf | null> {
  asked.scenarios.forEach(({ parts }) => checkParts(parts))
  const { region, demandsOf } = allDemands(asked)
  const { users, drawing } = asked
  let isPlanning = true
  const plan = (at: number, demands: Demand[], parts: readonly Part[]) =>
    makePlan(
      reference,
      { ...region, demands },
      {
        ...using,
        ...(gap !== undefined && { gap }),
        change: terms => termsUnder(terms, conditionsOf(terms, parts)),
        say: ({ programmes }) => {
          if (isPlanning)
            tell?.({ stage: at === 0 ? 'plan' : 'scenario', scenario: at, done: programmes, of: 0 })
        },
      },
    )
  const base = await plan(0, region.demands, [])
  if (base === null) return null
  const fixed = fixedOf(base)
  const { weeks } = fixed.calendar
  const { model, solution } = base.own
  const late = model.late.map(columns => Float64Array.from(columns, column => solution.values[column] ?? 0))
  const life = lifeOf(fixed, calm, late)
  const made: [Made, ...Made[]] = [base]
  const results: ScenarioResult[] = []
  for (const [at, scenario] of [null, ...asked.scenarios].entries()) {
    const parts = scenario?.parts ?? []
    const known = scenario === null ? base : await plan(at, demandsOf(scenario), parts)
    if (known === null) return null
    if (scenario !== null) made.push(known)
    const conditions = conditionsOf(fixed.terms, parts)
    const due = dueOf(known.terms.orders, fixed.terms.articles.length, weeks)
    const own = users.map(user => {
      const factors = demandFactors(parts, user.item, weeks)
      return { ...user, used: user.used.map((units, week) => units * (factors[week] ?? 1)) }
    })
    const items = outcomesOf(fixed.terms, simulate(life, conditions, due), due, own)
    const spread = spreadOf(life, conditions, due, own, {
      ...drawing,
      tell: done => tell?.({ stage: 'runs', scenario: at, done, of: drawing.runs }),
    })
    const found = { calm: results[0]?.items ?? items, found: items }
    results.push({
      id: scenario?.id ?? null,
      items,
      spread,
      measures: scenario === null ? [] : measuresOf(life, parts, due, found),
      replanned: scenario === null ? null : replannedOf(base, known, own),
    })
  }
  if (asked.scenarios.length === 0) return { results, robust: null }
  // Its programmes are told of as its own.
  isPlanning = false
  const robust = await robustOf(made, {
    ...using,
    tell: (done, of) => tell?.({ stage: 'robust', scenario: asked.scenarios.length, done, of }),
  })
  return robust && { results, robust: robustResult(made, robust) }
}

/** All that is asked for in any scenario is known in each of them, if only as nothing: so that all have the same terms. */
function allDemands({ region, scenarios }: WhatIfAsked) {
  const calendar = calendarOf(region.asOf, region.weeks)
  const times = (parts: readonly Part[]) =>
    region.demands.map(demand => {
      const factors = demandFactors(parts, demand.item, region.weeks)
      const due = demand.due.map(({ date, quantity }) => ({
        date,
        quantity: quantity * (factors[Math.max(0, calendar.weekBefore(date))] ?? 1),
      }))
      return { ...demand, due: due.filter(({ quantity }) => quantity > 0) }
    })
  const own = new Map(scenarios.map(({ id, demands, parts }) => [id, demands ?? times(parts)]))
  const all = new Map<string, Demand>()
  for (const demand of [...region.demands, ...[...own.values()].flat()])
    if (!all.has(demand.id)) all.set(demand.id, { ...demand, due: [] })
  const whole = (demands: readonly Demand[]) => {
    const by = new Map(demands.map(demand => [demand.id, demand]))
    return [...all.values()].map(demand => by.get(demand.id) ?? demand)
  }
  return {
    region: { ...region, demands: whole(region.demands) },
    demandsOf: ({ id }: Scenario) => whole(own.get(id) ?? []),
  }
}

const spent = ({ objective, costs }: Plan) => objective - costs.lateness
const keyOf = ({ firm, site, reorientations }: Omit<Begun, 'keuro'>) =>
  [firm, site, ...reorientations].join('|')

function replannedOf(base: Made, { own, plan }: Made, users: readonly Users[]): Replanned {
  const { terms, model, solution } = own
  const due = dueOf(terms.orders, terms.articles.length, terms.calendar.weeks)
  const known = new Set(base.plan.changes.map(keyOf))
  return {
    items: outcomesOf(own.terms, livedIn(terms, model, solution.values), due, users),
    cents: spent(plan),
    moreCents: spent(plan) - spent(base.plan),
    begun: plan.changes
      .filter(change => !known.has(keyOf(change)))
      .map(({ firm, site, reorientations, effort }) => ({ firm, site, reorientations, keuro: effort.keuro })),
    gap: plan.gap,
  }
}

function robustResult(made: readonly [Made, ...Made[]], robust: Robust): RobustResult {
  const { decided, lived, reserve, cents, best, kept, regret, keptRegret, bound } = robust
  const [{ terms }] = made
  return {
    cents,
    best,
    kept,
    regret,
    keptRegret,
    bound,
    reserve: [...reserve].flatMap(([number, units]): Stored[] => {
      const article = terms.articles[number]
      if (article === undefined || units === 0) return []
      return [{ item: article.item.id, claim: article.claim, units, cents: units * article.cents }]
    }),
    begun: [...decided]
      .sort((a, b) => a - b)
      .flatMap(number => {
        const move = terms.supply.moves[number]
        if (move === undefined) return []
        const { firm, site, reorientations, effort } = move
        return {
          firm: terms.supply.firms[firm]?.firm.id ?? '',
          site: site.site.id,
          reorientations,
          keuro: effort.keuro,
        }
      }),
    items: made.map((each, at) => {
      const due = dueOf(each.terms.orders, each.terms.articles.length, each.terms.calendar.weeks)
      return outcomesOf(each.terms, lived[at] ?? [], due, [])
    }),
  }
}
