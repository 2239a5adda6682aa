/** What plans of the small catalogue are asked about, and such questions drawn at random. */
import fc from 'fast-check'
import type { Claim } from '../catalogue.ts'
import { dateOf, dayOf } from '../dates.ts'
import type { Demand, RegionAsked } from '../planning/region.ts'
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
