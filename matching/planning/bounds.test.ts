import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, mill, sewingShop } from '../testing/examples.ts'
import { ask, asks, leastOf, masks, monday } from '../testing/plans.ts'
import { planRegion } from './plan.ts'
import type { Agreed, Bound, Demand, Plan, RegionAsked } from './region.ts'
import { verifyPlan } from './verify.ts'

const reference = compileReference(smallCatalogue)
const solver = createHighsHere()

/** Where the stack of a mask may be laminated here as well as bought, and its cloth woven. */
const dependent = compileReference({
  ...smallCatalogue,
  items: smallCatalogue.items.map(item =>
    ['stack', 'cloth'].includes(item.id) && item.outside !== null
      ? { ...item, outside: { ...item.outside, dependence: 'high' as const } }
      : item,
  ),
})

async function planned(asked: RegionAsked, of = reference): Promise<Plan> {
  const plan = await planRegion(of, asked, { solver })
  if (plan === null) throw new Error('nobody interrupted it')
  expect(verifyPlan(of, asked, plan)).toEqual([])
  return plan
}

const total = (units: readonly number[] = []) => units.reduce((sum, each) => sum + each, 0)
const lateAtEnd = ({ supplied }: Plan) => supplied[0]?.late.at(-1) ?? 0
const made = ({ works }: Plan, of: string, by: string) =>
  total(works.filter(({ firm, operation }) => firm === by && operation === of).map(({ units }) => units))

const shops = [sewingShop('a'), sewingShop('b')]
const half: Bound = { kind: 'dependence', item: null, share: 0.5 }
const hours = (of: number): Bound => ({ kind: 'difficulty', firms: ['b'], hours: of })

describe('a bound on how much rests on one firm', () => {
  it('shares an item out, and leaves late what may rest on nobody', async () => {
    const asked = (share: number) =>
      ask(shops, [masks(9000, 4)], { bounds: [{ kind: 'dependence', item: 'mask', share }] })
    const shared = await planned(asked(0.5))
    expect([made(shared, 'sew', 'a'), made(shared, 'sew', 'b')].map(Math.round)).toEqual([4500, 4500])
    expect(shared.bounds.map(({ reached, isKept }) => [reached?.toFixed(4), isKept])).toEqual([
      ['0.5000', true],
    ])
    expect(lateAtEnd(await planned(asked(0.4)))).toBeCloseTo(0.2 * 9000, 2)
  })

  it('holds among many firms, and the proof is as near', async () => {
    const many = Array.from({ length: 14 }, (_, at) => sewingShop(`shop-${at}`))
    const bounds: Bound[] = [{ kind: 'dependence', item: null, share: 0.05 }]
    const plan = await planned(ask(many, [masks(9000, 4)], { bounds }))
    // 14 of them may do 450 each.
    expect(lateAtEnd(plan)).toBeCloseTo(9000 - 14 * 450, 2)
    expect(plan.gap).toBeLessThan(1e-4)
  })

  it('is for each item where none is named, but for those with a bound of their own', async () => {
    const gowns: Demand = { ...masks(500, 4), id: 'gowns', item: 'gown' }
    const own: Bound = { kind: 'dependence', item: 'mask', share: 1 }
    const { bounds } = await planned(ask(shops, [masks(2000, 4), gowns], { bounds: [half, own] }))
    expect(bounds[0]?.reached).toBeLessThanOrEqual(0.5001)
    expect(bounds[1]?.reached).toBeLessThanOrEqual(1.0001)
    const { bounds: idle } = await planned(
      ask(shops, [masks(2000, 4)], { bounds: [{ ...half, item: 'gown' }] }),
    )
    expect(idle).toEqual([{ bound: { ...half, item: 'gown' }, reached: null, isKept: true }])
  })
})

describe('a bound on what is made in the region', () => {
  const asked = (bounds: Bound[]) => ask([...shops, mill('mill')], [masks(4000, 7)], { bounds })

  it('makes so much of an input, where buying it would cost less', async () => {
    const stack: Bound = { kind: 'regional', item: 'stack', share: 0.6 }
    const { bounds, purchases } = await planned(asked([stack]), dependent)
    expect(bounds[0]?.reached).toBeGreaterThanOrEqual(0.6 - 1e-6)
    // A mask takes 0.1 of it: 400, of which 160 may be bought at most.
    expect(total(purchases.filter(({ item }) => item === 'stack').map(({ units }) => units))).toBeLessThan(
      160.1,
    )
  })

  it('keeps a share of what is spent', async () => {
    const [free] = (await planned(asked([{ kind: 'regional', item: null, share: 0 }]), dependent)).bounds
    const more = (free?.reached ?? 0) + 0.03
    const { bounds } = await planned(asked([{ kind: 'regional', item: null, share: more }]), dependent)
    expect(bounds[0]?.reached).toBeGreaterThanOrEqual(more - 1e-5)
  })
})

it('a bound on what can be recycled leaves late what cannot', async () => {
  // A gown can be recycled and weighs 300 g, a mask can in part and weighs 12 g: 1 part in 3 of the weight may be masks.
  const gowns: Demand = { ...masks(100, 4), id: 'gowns', item: 'gown' }
  const bounds: Bound[] = [{ kind: 'recyclable', share: 5 / 6 }]
  const { supplied } = await planned(ask(shops, [masks(2000, 4), gowns], { bounds }))
  const handed = (of: string) => total(supplied.find(({ item }) => item === of)?.delivered)
  expect(handed('gown')).toBeCloseTo(100, 3)
  expect(handed('mask')).toBeCloseTo((100 * 300) / 2 / 12, 2)
})

describe('hours of work for firms in difficulty', () => {
  it('go to them first, as many as are bound', async () => {
    const asked = (bounds: Bound[]) => ask(shops, [masks(1000, 4)], { bounds })
    const plan = await planned(asked([hours(60)]))
    expect(plan.bounds[0]?.reached).toBeGreaterThanOrEqual(60 - 1e-6)
    expect(plan.conflicts).toEqual([])
  })

  it('are no more than what is asked for takes, and nothing is made for nobody', async () => {
    // 1,000 masks of 3.4 minutes, at a pace of 0.7: 80.95 hours.
    const plan = await planned(ask(shops, [masks(1000, 4)], { bounds: [hours(100)] }))
    expect(plan.conflicts).toEqual([{ between: [hours(100)], isProven: true }])
    expect(plan.bounds[0]?.isKept).toBe(false)
    expect(plan.bounds[0]?.reached).toBeCloseTo((1000 * 3.4) / 60 / 0.7, 2)
    expect(plan.stocks[0]?.units.at(-1)).toBe(0)
  })
})

describe('bounds that cannot be kept together', () => {
  it('are named, and the nearest values that can are those of the plan', async () => {
    // Half of the masks cut and sewn, and all of them packed, are 1,800 minutes: 42.9 hours. 60 hours are 2,520; the 720
    // that lack are 0.225 of the 3,200 that all cutting and sewing take, and 0.286 of the hours.
    const regional: Bound = { kind: 'regional', item: null, share: 0.1 }
    const bounds = [half, regional, hours(60)]
    const plan = await planned(ask(shops, [masks(1000, 4)], { bounds }))
    expect(plan.conflicts).toEqual([{ between: [half, hours(60)], isProven: true }])
    const [one, , work] = plan.bounds
    expect([one?.isKept, work?.isKept]).toEqual([false, true])
    expect(one?.reached).toBeCloseTo(0.725, 4)
    expect(work?.reached).toBeCloseTo(60, 4)
  })

  it('leave alone what is in no conflict, however much it would spare of another', async () => {
    // A changed workshop could give its people far more hours, though not as many as this: there is no money for that.
    const firms = [sewingShop('shop'), leatherShop('leather')]
    const many: Bound = { kind: 'difficulty', firms: ['leather'], hours: 3000 }
    const plan = await planned(ask(firms, [masks(40_000, 6)], { bounds: [many], keuro: 0 }))
    expect(plan.conflicts).toEqual([{ between: [many], isProven: true }])
    expect(plan.changes).toEqual([])

    // Three of four firms cut and sew three quarters of the masks, and pack all: 2,600 minutes, 61.9 hours.
    const quarter: Bound = { ...half, share: 0.25 }
    const most: Bound = { kind: 'difficulty', firms: ['b', 'c', 'd'], hours: 100 }
    const four = [...shops, sewingShop('c'), sewingShop('d')]
    const shared = await planned(ask(four, [masks(1000, 4)], { bounds: [quarter, most] }))
    expect(shared.conflicts).toEqual([{ between: [most], isProven: true }])
    expect(shared.bounds.map(({ isKept }) => isKept)).toEqual([true, false])
    expect(shared.bounds[1]?.reached).toBeCloseTo(2600 / 60 / 0.7, 2)
  })

  it('are nearer with a part of a reorientation, and no plan is said to cost what that part costs', async () => {
    // The money is for three quarters of one: it is not made.
    const firms = [sewingShop('shop'), leatherShop('leather')]
    const bound: Bound = { kind: 'difficulty', firms: ['leather'], hours: 1000 }
    const plan = await planned(ask(firms, [masks(2000, 7)], { bounds: [bound], keuro: 15 }))
    expect(plan.changes).toEqual([])
    expect(plan.bound).toBeCloseTo(plan.objective - plan.costs.transport, 0)
  })

  it('give way to what is agreed', async () => {
    const firms = [sewingShop('shop'), leatherShop('leather')]
    const line: Agreed = {
      id: 'line',
      firm: 'leather',
      site: 'main',
      item: 'mask',
      claim: 'none',
      recipe: 'mask-sewn',
      operation: 'sew',
      process: 'sew',
      machine: 'walking-foot',
      reorientations: ['walking-foot-to-light', 'leather-worker-to-sewer'],
      week: monday(4),
      units: 300,
    }
    const plan = await planned(ask(firms, [masks(2000, 7)], { agreed: [line], keuro: 5 }))
    expect(plan.conflicts).toEqual([
      {
        between: [
          { kind: 'agreed', id: 'line' },
          { kind: 'keuro', keuro: 5 },
        ],
        isProven: true,
      },
    ])
    expect(plan.lapsed).toEqual([])
    expect(plan.changes.map(({ effort }) => effort.keuro)).toEqual([20])
  })

  it.each<Bound>([
    { kind: 'dependence', item: null, share: 1.2 },
    { kind: 'regional', item: null, share: -0.1 },
    { kind: 'difficulty', firms: [], hours: 0 },
  ])('are refused by name where they are none: %j', async bound => {
    await expect(
      planRegion(reference, ask([], [masks(5, 4)], { bounds: [bound] }), { solver }),
    ).rejects.toThrow('bounds: ')
  })
})

const bounds: fc.Arbitrary<Bound> = fc.oneof(
  fc.record({
    kind: fc.constant('dependence' as const),
    item: fc.constantFrom(null, 'mask', 'gown'),
    share: fc.constantFrom(0.2, 0.5, 0.9),
  }),
  fc.record({
    kind: fc.constant('regional' as const),
    item: fc.constantFrom(null, 'stack'),
    share: fc.constantFrom(0.3, 0.6),
  }),
  fc.record({ kind: fc.constant('recyclable' as const), share: fc.constantFrom(0.4, 0.7) }),
  fc.record({
    kind: fc.constant('difficulty' as const),
    firms: fc.constantFrom<string[][]>(['a'], ['a', 'b']),
    hours: fc.constantFrom(10, 100, 1000),
  }),
)

it('a plan with bounds keeps them or says why not, and is as near to the best as it says', async () => {
  await fc.assert(
    fc.asyncProperty(asks, fc.array(bounds, { minLength: 1, maxLength: 3 }), async (drawn, bounds) => {
      const asked = { ...drawn, bounds }
      const plan = await planned(asked, dependent)
      const least = await leastOf(dependent, asked, solver)
      if (least === null) return
      expect(plan.conflicts.some(({ isProven }) => isProven) ? least : Infinity).toBe(Infinity)
      if (plan.conflicts.length > 0) return
      expect(plan.bounds.every(({ isKept }) => isKept)).toBe(true)
      expect(plan.bound).toBeLessThanOrEqual(least * (1 + 1e-6) + 1e-3)
      expect(least).toBeLessThanOrEqual(plan.objective * (1 + 1e-6) + 1e-3)
    }),
    { numRuns: 40 },
  )
})
