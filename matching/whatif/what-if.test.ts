import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import type { Terms } from '../planning/model.ts'
import { type Made, makePlan } from '../planning/plan.ts'
import type { Demand, RegionAsked } from '../planning/region.ts'
import { compileReference } from '../reference.ts'
import { regime, smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop } from '../testing/examples.ts'
import { ask, asks, masks, monday } from '../testing/plans.ts'
import { calm, conditionsOf, termsUnder } from './conditions.ts'
import { fixedOf } from './fixed.ts'
import { outcomesOf } from './outcome.ts'
import { lackingOf, regretOf, tryReserve } from './reserve.ts'
import { robustOf } from './robust.ts'
import type { Part } from './scenario.ts'
import { dueOf, lifeOf, simulate } from './simulate.ts'
import { usualUncertainty } from './spread.ts'
import { whatIf, type WhatIf, type WhatIfAsked } from './what-if.ts'

const reference = compileReference(smallCatalogue)
const solver = createHighsHere()
const drawing = { runs: 40, seed: 7, uncertainty: usualUncertainty }

/** 4,000 masks due at the end of each of weeks 2 to 7. */
const steady = (differs: Partial<Demand> = {}): Demand => ({
  ...masks(1, 4),
  due: [3, 4, 5, 6, 7, 8].map(week => ({ date: monday(week), quantity: 4000 })),
  ...differs,
})
const region = ask([sewingShop('shop')], [steady()])
const users = [
  {
    item: 'mask',
    claim: 'none' as const,
    priority: 2 as const,
    people: 800,
    of: 'agent',
    used: Array<number>(8).fill(4000),
  },
]

async function told(parts: Part[], differs: Partial<WhatIfAsked> = {}, by = reference): Promise<WhatIf> {
  const asked = { region, scenarios: [{ id: 's', parts, demands: null }], users, drawing, ...differs }
  const found = await whatIf(by, asked, { solver })
  if (found === null) throw new Error('nobody interrupted it')
  return found
}
const rounded = (values: readonly number[] = []) => values.map(value => Math.round(value))

const weekly = 16_170 / 3.4

/** `docs/what-if.md` reckons these by hand. */
describe('a workshop that makes 4,000 masks a week of the 4,756 that it could', () => {
  it('lacks what is used beyond, and could have made some of it before', async () => {
    const { results } = await told([{ kind: 'demand', item: 'mask', factor: 2, from: 4, weeks: 2 }])
    expect(results[0]?.items[0]).toMatchObject({ cover: null, people: 0 })
    const [own] = results[1]?.items ?? []
    expect(rounded(own?.late)).toEqual([0, 0, 0, 0, 4000, 8000, 8000, 8000])
    // Half of what is used in week 4 lacks, and all of what is used in week 5.
    expect(own).toMatchObject({
      cover: 4,
      people: 800,
      without: [{ of: 'agent', people: 800 }],
      due: 32_000,
      worst: { week: 5 },
    })
    const [replanned] = results[1]?.replanned?.items ?? []
    const early = 2 * (weekly - 4000)
    const lates = [8000 - weekly - early, 16_000 - 2 * weekly - early]
    expect(replanned?.late[4]).toBeCloseTo(lates[0] ?? 0, 3)
    expect(replanned?.late[5]).toBeCloseTo(lates[1] ?? 0, 3)
    expect(replanned?.late[7]).toBeCloseTo((lates[1] ?? 0) - early, 3)
    expect(results[1]?.replanned?.begun).toEqual([])
    expect(results[1]?.measures).toMatchObject([{ kind: 'stock', stored: [{ item: 'mask', units: 8000 }] }])
    expect(results[1]?.measures[0]?.left.map(units => Math.round(units))).toEqual([0])
  })

  it('makes up for a stop in the hours that it has free, and nobody else does', async () => {
    for (const part of [
      { kind: 'firm', firm: 'shop' },
      { kind: 'largest', process: 'sew' },
      { kind: 'lockdown', department: '09', share: 0 },
    ] as const) {
      const { results } = await told([{ ...part, from: 4, weeks: 2 }])
      const [own] = results[1]?.items ?? []
      const spare = weekly - 4000
      const late = [0, 0, 0, 0, 4000, 8000, 8000 - spare, 8000 - 2 * spare]
      late.forEach((units, week) => expect(own?.late[week]).toBeCloseTo(units, 3))
    }
  })

  it('with half of its hours, makes half of what it could', async () => {
    const { results } = await told([{ kind: 'lockdown', department: '09', share: 0.5, from: 4, weeks: 1 }])
    expect(results[1]?.items[0]?.late[4]).toBeCloseTo(4000 - weekly / 2, 3)
  })

  it('stands still while no elastic comes in, unless some lies there', async () => {
    const { results } = await told([{ kind: 'border', item: 'elastic', from: 4, weeks: 2 }])
    expect(rounded(results[1]?.items[0]?.late.slice(3, 6))).toEqual([0, 4000, 8000])
    const material = results[1]?.measures.find(({ kind }) => kind === 'material')
    // 0.4 m for each of 8,000 masks, at 5 cents a metre by the thousand.
    expect(material).toMatchObject({ stored: [{ item: 'elastic', claim: null, units: 3200 }], left: [0] })
    expect(material?.cents).toBeCloseTo((3200 * 5_000) / 1000, 3)
  })

  it('waits for the laboratory, and hands everything out once its queue is over', async () => {
    const { results } = await told([{ kind: 'laboratory', days: 14, from: 4, weeks: 1 }])
    // What packs was free has time for what waited: 0.2 minutes a mask of people who have 0.4 left.
    expect(rounded(results[1]?.items[0]?.late.slice(3, 6))).toEqual([0, 4000, 8000])
    expect(results[1]?.items[0]?.late[7]).toBeLessThan(8000)
  })

  it('may hand out before its report where an emergency regime is activated: planned anew, not as it was', async () => {
    const early = { ...steady(), due: [{ date: monday(2), quantity: 1000 }] }
    const part: Part = { kind: 'regime', from: 0, weeks: 1 }
    const { results } = await told([part], { region: { ...region, demands: [early] } })
    expect(results[1]?.items).toEqual(results[0]?.items)
    expect(results[1]?.replanned?.items[0]?.worst.units).toBeLessThanOrEqual(
      results[0]?.items[0]?.worst.units ?? 0,
    )
  })

  it('may hand out under a regime of the catalogue what that is about, where it lasts until the report', async () => {
    // The cloth of gowns is there in week 3, their report for patients in week 7.
    const gowns = { ...steady(), item: 'gown', claim: 'protects-patient' as const }
    const early = { ...gowns, due: [{ date: monday(5), quantity: 100 }] }
    const law = [regime('gowns', { from: null }), regime('visors', { from: null, items: ['visor'] })]
    const reference = compileReference({ ...smallCatalogue, regimes: law })
    const late = async (id: string, weeks: number) => {
      const part: Part = { kind: 'regime', regime: id, from: 0, weeks }
      const found = await whatIf(
        reference,
        {
          region: { ...region, demands: [early] },
          scenarios: [{ id: 's', parts: [part], demands: null }],
          users: [],
          drawing,
        },
        { solver },
      )
      return Math.round(found?.results[1]?.replanned?.items[0]?.late[4] ?? NaN)
    }
    expect(await late('gowns', 7)).toBe(0)
    expect(await late('gowns', 6)).toBe(100)
    expect(await late('visors', 8)).toBe(100)
    expect(await late('nothing that is known', 8)).toBe(100)
  })
})

it('lays in a reserve rather than begin a reorientation that costs more than to keep it, and begins one that costs less', async () => {
  const two = ask([sewingShop('shop'), leatherShop('leather')], [steady()])
  const wave: Part[] = [{ kind: 'demand', item: 'mask', factor: 3, from: 4, weeks: 4 }]
  const dear = await told(wave, { region: two })
  // Who knew would have begun it, with nothing in reserve.
  expect(dear.results[1]?.replanned?.begun).toMatchObject([{ firm: 'leather', keuro: 20 }])
  expect(dear.results[1]?.replanned?.moreCents).toBeGreaterThan(20 * 100_000)
  expect(dear.robust?.begun).toEqual([])
  expect(dear.robust?.regret).toBeLessThan(20 * 100_000)
  expect(dear.robust?.reserve[0]?.units).toBeGreaterThan(20_000)
  const reorientations = smallCatalogue.reorientations.map(each => ({
    ...each,
    keuro: { ...each.keuro, value: each.keuro.value / 1e4 },
  }))
  const cheap = await told(wave, { region: two }, compileReference({ ...smallCatalogue, reorientations }))
  expect(cheap.robust?.begun).toEqual(cheap.results[1]?.replanned?.begun)
  expect(cheap.robust?.begun).toHaveLength(1)
  expect(cheap.robust?.reserve[0]?.units).toBeLessThan(dear.robust?.reserve[0]?.units ?? 0)
  expect(cheap.robust?.regret).toBeLessThan(dear.robust?.regret ?? 0)
})

it('lays in so much that it is regretted as little where nothing happens as where all of it is used', async () => {
  const { robust } = await told([{ kind: 'demand', item: 'mask', factor: 2, from: 4, weeks: 2 }])
  const lacking = 16_000 - 4 * weekly + 2 * 4000
  const [own] = robust?.reserve ?? []
  const worth = (own?.cents ?? 0) / (own?.units ?? 0)
  expect(own).toMatchObject({ item: 'mask', claim: 'none' })
  // Kept for eight weeks it costs 8 × 0.4 % of its worth; one that lacks in week 5, ten times its worth.
  expect((own?.units ?? 0) / ((10 / (10 + 0.032)) * lacking)).toBeCloseTo(1, 3)
  expect((robust?.cents[0] ?? 0) - (robust?.kept[0] ?? 0)).toBeCloseTo(0.032 * (own?.cents ?? 0), 0)
  expect((robust?.regret ?? 0) / worth).toBeCloseTo(0.032 * (own?.units ?? 0), 0)
  expect(Math.round(robust?.items[1]?.[0]?.late[5] ?? 0)).toBe(Math.round(lacking - (own?.units ?? 0)))
})

it('lays nothing in where nothing is short', async () => {
  const { robust } = await told([{ kind: 'lockdown', department: '31', share: 0, from: 0, weeks: 8 }])
  expect(robust).toMatchObject({ reserve: [], begun: [], regret: 0, bound: 0 })
})

it.each<[string, Part]>([
  ['begin', { kind: 'border', item: 'felt', from: -1, weeks: 1 }],
  ['last', { kind: 'border', item: 'felt', from: 0, weeks: 0 }],
  ['uses', { kind: 'demand', item: null, factor: -2, from: 0, weeks: 1 }],
  ['share', { kind: 'lockdown', department: '09', share: 2, from: 0, weeks: 1 }],
  ['queue', { kind: 'laboratory', days: 0, from: 0, weeks: 1 }],
])('names the part that makes no sense: %s', async (word, part) => {
  await expect(told([part])).rejects.toThrow(new RegExp(`^parts/0: .*${word}`))
})

const during = { from: fc.integer({ min: 0, max: 7 }), weeks: fc.integer({ min: 1, max: 6 }) }
const parts: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    kind: fc.constant('demand' as const),
    item: fc.constantFrom('mask', 'gown', null),
    factor: fc.double({ min: 1, max: 4, noNaN: true }),
    ...during,
  }),
  fc.record({
    kind: fc.constant('border' as const),
    item: fc.constantFrom('elastic', 'stack', 'yarn'),
    ...during,
  }),
  fc.record({
    kind: fc.constant('largest' as const),
    process: fc.constantFrom('sew', 'cut-cnc', 'weave'),
    ...during,
  }),
  fc.record({
    kind: fc.constant('lockdown' as const),
    department: fc.constantFrom('09', '31'),
    share: fc.constantFrom(0, 0.5),
    ...during,
  }),
  fc.record({ kind: fc.constant('laboratory' as const), days: fc.integer({ min: 1, max: 40 }), ...during }),
)

async function lifeFor(asked: RegionAsked) {
  const made = await makePlan(reference, asked, { solver })
  if (made === null) throw new Error('nobody interrupted it')
  const fixed = fixedOf(made)
  const { model, solution } = made.own
  const late = model.late.map(columns => Float64Array.from(columns, column => solution.values[column] ?? 0))
  const due = dueOf(made.terms.orders, made.terms.articles.length, asked.weeks)
  return { made, life: lifeOf(fixed, calm, late), due }
}

describe('for any region', () => {
  it('where nothing happens, what comes of a plan is what was planned', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async asked => {
        const { made, life, due } = await lifeFor(asked)
        const lived = simulate(life, calm, due)
        const { articles } = made.terms
        for (const { item, claim, priority, late } of made.plan.supplied) {
          const of = articles.find(each => each.item.id === item && each.claim === claim)
          late.forEach((units, week) =>
            expect(lived[of?.number ?? -1]?.late[priority][week]).toBeCloseTo(units, 0),
          )
        }
      }),
      { numRuns: 25 },
    )
  })

  it('one thing more that goes wrong never covers anything better, and nothing goes below zero', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.array(parts, { maxLength: 3 }), parts, async (asked, some, another) => {
        const { made, life } = await lifeFor(asked)
        const under = (own: Part[]) => {
          const demands = asked.demands.map(demand => {
            const factor = own.reduce(
              (all, part) =>
                part.kind === 'demand' && (part.item ?? demand.item) === demand.item
                  ? all * part.factor
                  : all,
              1,
            )
            return { ...demand, due: demand.due.map(each => ({ ...each, quantity: each.quantity * factor })) }
          })
          const orders = made.terms.orders.map(order => ({
            ...order,
            due: new Float64Array(asked.weeks).map(
              (_, week) => (order.due[week] ?? 0) * timesIn(demands, order),
            ),
          }))
          const due = dueOf(orders, made.terms.articles.length, asked.weeks)
          const lived = simulate(life, conditionsOf(made.terms, own), due)
          return { lived, items: outcomesOf(made.terms, lived, due, []) }
        }
        const timesIn = (demands: Demand[], { article }: { article: number }) => {
          const item = made.terms.articles[article]?.item.id
          const of = demands.findIndex(demand => demand.item === item)
          return (demands[of]?.due[0]?.quantity ?? 1) / (asked.demands[of]?.due[0]?.quantity ?? 1)
        }
        const [better, worse] = [under(some), under([...some, another])]
        better.lived.forEach(({ late }, at) => {
          const all = (of: typeof late | undefined, week: number) =>
            ([1, 2, 3] as const).reduce((sum, priority) => sum + (of?.[priority][week] ?? 0), 0)
          for (let week = 0; week < asked.weeks; week++)
            expect(all(worse.lived[at]?.late, week)).toBeGreaterThanOrEqual(
              all(late, week) * (1 - 1e-6) - 1e-3,
            )
        })
        for (const { stock, late } of worse.items)
          expect(Math.min(...stock, ...late)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 40 },
    )
  })

  it('no reserve is regretted less than is said, and the one proposed is regretted as much', async () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        asks,
        fc.array(parts, { minLength: 1, maxLength: 2 }),
        shares,
        async (asked, own, tries) => {
          const plan = async (of: readonly Part[]) => {
            const change = (terms: Terms) => termsUnder(terms, conditionsOf(terms, of))
            const made = await makePlan(reference, asked, { solver, change })
            if (made === null) throw new Error('nobody interrupted it')
            return made
          }
          const plans: [Made, Made] = [await plan([]), await plan(own)]
          const without = await tryReserve(plans, { decided: plans[0].decided, lacking: [] }, new Map())
          const lacking = (without?.lived ?? []).map(lackingOf)
          const robust = await robustOf(plans, { solver, tell: () => {} })
          if (robust === null) throw new Error('nobody interrupted it')
          const least = robust.bound * (1 - 1e-6) - 1
          expect(robust.regret).toBeGreaterThanOrEqual(least)
          const most = new Map(lacking.flatMap(each => [...each]))
          for (const share of tries) {
            const reserve = new Map(
              [...most].map(([number, units], at) => [number, units * (at === 0 ? share : 1 - share)]),
            )
            const tried = await tryReserve(plans, { decided: plans[0].decided, lacking }, reserve)
            expect(tried === null ? -1 : regretOf(tried, robust.best)).toBeGreaterThanOrEqual(least)
          }
        },
      ),
      { numRuns: 12 },
    )
  })

  it('the same seed gives the same runs, their percentiles are in order, and what is robust is regretted least', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.array(parts, { minLength: 1, maxLength: 2 }), async (asked, own) => {
        const differs = { region: asked, users: [], drawing: { ...drawing, runs: 12 } }
        const found = await told(own, differs)
        expect(await told(own, differs)).toEqual(found)
        const bands = found.results.flatMap(({ spread }) =>
          spread.flatMap(({ stock, late, cover }) => [...stock, ...late, cover]),
        )
        for (const { low, middle, high } of bands)
          expect([low, middle, high]).toEqual([low, middle, high].sort((a, b) => a - b))
        const { robust } = found
        expect(robust?.regret).toBeLessThanOrEqual(robust?.keptRegret ?? 0)
        robust?.cents.forEach((cents, at) => {
          expect(cents).toBeGreaterThanOrEqual((robust.best[at] ?? 0) - 1e-3)
          expect(cents - (robust.best[at] ?? 0)).toBeLessThanOrEqual(robust.regret * (1 + 1e-6) + 1e-3)
        })
      }),
      { numRuns: 8 },
    )
  })
})
