/** What plans of the small catalogue are asked about, and such questions drawn at random. */
import fc from 'fast-check'
import type { Claim } from '../catalogue.ts'
import { dateOf, dayOf } from '../dates.ts'
import { apart } from '../planning/apart.ts'
import { modelOf } from '../planning/model.ts'
import type { Demand, RegionAsked } from '../planning/region.ts'
import { termsOf } from '../planning/terms.ts'
import type { Reference } from '../reference.ts'
import type { Solver } from '../solver.ts'
import type { Firm } from '../supply.ts'
import { regions } from './arbitraries.ts'
import { foix, today, toulouse } from './examples.ts'

/** The first day of a week of the plan. */
export const monday = (week: number) => dateOf(dayOf(today) + 7 * week)

/** Masks that have to be there when a week of the plan begins. */
export const masks = (quantity: number, week: number, differs: Partial<Demand> = {}): Demand => ({
  id: 'masks',
  item: 'mask',
  claim: 'none',
  priority: 2,
  place: toulouse,
  due: [{ date: monday(week), quantity }],
  ...differs,
})

export const ask = (firms: Firm[], demands: Demand[], differs: Partial<RegionAsked> = {}): RegionAsked => ({
  asOf: today,
  weeks: 8,
  firms,
  demands,
  stocks: [],
  keuro: null,
  lateness: { 1: 30, 2: 10, 3: 3 },
  ...differs,
})

const products: [item: string, claim: Claim][] = [
  ['mask', 'none'],
  ['mask-child', 'none'],
  ['gown', 'none'],
  ['gown', 'protects-patient'],
  ['visor', 'protects-wearer'],
]

const demands: fc.Arbitrary<Demand> = fc
  .record({
    id: fc.uuid(),
    article: fc.constantFrom(...products),
    priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
    place: fc.constantFrom(foix, toulouse),
    due: fc.array(
      fc.record({ week: fc.integer({ min: 0, max: 9 }), quantity: fc.integer({ min: 1, max: 60_000 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  })
  .map(({ article: [item, claim], due, ...rest }) => ({
    ...rest,
    item,
    claim,
    due: due.map(({ week, quantity }) => ({ date: monday(week), quantity })),
  }))

export const asks: fc.Arbitrary<RegionAsked> = fc
  .record({
    firms: regions(5),
    demands: fc.array(demands, { minLength: 1, maxLength: 4 }),
    stock: fc.nat(5000),
    keuro: fc.constantFrom(null, null, 0, 15, 40),
  })
  .map(({ firms, demands, stock, keuro }) =>
    ask(firms, demands, { keuro, stocks: [{ item: 'mask', claim: 'none', quantity: stock }] }),
  )

/**
 * The least that any plan costs without transport: every set of reorientations tried, each station for itself. Infinite where
 * none is a plan; null where there are too many to try.
 */
export async function leastOf(
  reference: Reference,
  asked: RegionAsked,
  solver: Solver,
): Promise<number | null> {
  const terms = termsOf(reference, asked)
  const { moves } = terms.supply
  if (moves.length > 5) return null
  const crafts = modelOf(terms, { isApart: false })
  const model = modelOf(
    {
      ...terms,
      supply: apart(terms, crafts, new Float64Array(crafts.sheet.columns).fill(1)),
    },
    { isApart: false },
  )
  let least = Infinity
  for (let set = 0; set < 2 ** moves.length; set++) {
    const made = moves.map((_, at) => (set & (2 ** at)) !== 0)
    const spent = moves.reduce((sum, { effort }, at) => sum + (made[at] === true ? effort.keuro : 0), 0)
    if (spent > terms.keuro) continue
    const kept = new Map(model.moves.map((column, at) => [column, limits(made[at] === true)]))
    const answer = await solver.solve(model.sheet.programme(kept))
    if (answer.status === 'optimal') least = Math.min(least, -answer.objective)
  }
  return least
}

const limits = (isMade: boolean) => ({ lower: isMade ? 1 : 0, upper: isMade ? 1 : 0 })
