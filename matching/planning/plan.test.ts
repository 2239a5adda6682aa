import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { ask, asks, leastOf, masks, monday } from '../testing/plans.ts'
import { leatherShop, mill, sewingShop, toulouse } from '../testing/examples.ts'
import { planRegion } from './plan.ts'
import type { Demand, Plan, RegionAsked } from './region.ts'
import { verifyPlan } from './verify.ts'

const reference = compileReference(smallCatalogue)
const solver = createHighsHere()

async function planned(asked: RegionAsked, gap?: number): Promise<Plan> {
  const plan = await planRegion(reference, asked, { solver, ...(gap !== undefined && { gap }) })
  if (plan === null) throw new Error('nobody interrupted it')
  expect(verifyPlan(reference, asked, plan)).toEqual([])
  return plan
}

const total = (units: readonly number[] = []) => units.reduce((sum, each) => sum + each, 0)

describe('a plan for one workshop', () => {
  // `docs/planning.md` reckons it by hand: 11 people have 16,170 minutes a week, a mask takes 3.4 of them.
  it('makes as many masks a week as its people can, from when the cloth has come', async () => {
    const { supplied, works, objective, bound, costs } = await planned(
      ask([sewingShop('shop')], [masks(10_000, 4)]),
    )
    const weekly = 16_170 / 3.4
    const [own] = supplied
    expect(own?.delivered[3]).toBeCloseTo(2 * weekly, 3)
    expect(own?.late[3]).toBeCloseTo(10_000 - 2 * weekly, 3)
    expect(own?.delivered[4]).toBeCloseTo(10_000 - 2 * weekly, 3)
    expect(own?.late[4]).toBe(0)
    expect(Math.min(...works.map(({ week }) => week))).toBe(2)
    // All that lies between the plan and its bound is the way from Foix to Toulouse.
    expect(costs.transport).toBeGreaterThan(0)
    expect(objective - bound).toBeCloseTo(costs.transport, 3)
  })

  it('hands out what is in stock first', async () => {
    const asked = ask([sewingShop('shop')], [masks(10_000, 4)], {
      stocks: [{ item: 'mask', claim: 'none', quantity: 4000 }],
    })
    const { supplied, works } = await planned(asked)
    expect(total(supplied[0]?.late)).toBe(0)
    expect(total(works.filter(({ operation }) => operation === 'sew').map(({ units }) => units))).toBeCloseTo(
      6000,
      3,
    )
  })

  it('serves those who go before first, where not all can be', async () => {
    const first = masks(9000, 4, { id: 'hospital', priority: 1 })
    const { supplied } = await planned(ask([sewingShop('shop')], [masks(9000, 4, { priority: 3 }), first]))
    const late = (priority: number) => supplied.find(each => each.priority === priority)?.late[3] ?? 0
    expect(late(1)).toBe(0)
    expect(late(3)).toBeGreaterThan(8000)
  })

  it('says which operations nobody does', async () => {
    const { gaps, supplied } = await planned(ask([sewingShop('shop')], [masks(10, 4), visors(10)]))
    expect(gaps).toEqual([
      { item: 'visor', claim: 'protects-wearer', recipe: 'visor-cut', operations: ['cut'] },
    ])
    expect(total(supplied.find(({ item }) => item === 'visor')?.delivered)).toBe(0)
  })
})

const visors = (quantity: number): Demand => ({
  id: 'visors',
  item: 'visor',
  claim: 'protects-wearer',
  priority: 2,
  place: toulouse,
  due: [{ date: monday(4), quantity }],
})

describe('a plan that may reorient', () => {
  it('changes a leather workshop where that spares enough lateness, and tells by when it has to begin', async () => {
    const firms = [sewingShop('shop'), leatherShop('leather')]
    const { changes, works } = await planned(ask(firms, [masks(40_000, 6)]))
    expect(changes).toMatchObject([
      { firm: 'leather', reorientations: ['walking-foot-to-light', 'leather-worker-to-sewer'] },
    ])
    const [change] = changes
    expect(change?.firstWork).toBe(2)
    expect(change?.beginBy).toBe(0)
    expect(works.some(({ firm, operation }) => firm === 'leather' && operation === 'sew')).toBe(true)
  })

  it('changes nobody where there is time, where it costs more than it spares, or where the money is not there', async () => {
    const firms = [sewingShop('shop'), leatherShop('leather')]
    const changes = async (differs: Partial<RegionAsked>, quantity = 40_000) =>
      (await planned(ask(firms, [masks(quantity, 6)], differs))).changes
    expect(await changes({}, 1000)).toEqual([])
    expect(await changes({ lateness: { 1: 1e-4, 2: 1e-4, 3: 1e-4 } })).toEqual([])
    expect(await changes({ keuro: 19 })).toEqual([])
  })
})

describe('a plan with the same work to share', () => {
  it('does not depend on the order of firms', async () => {
    const firms = [sewingShop('b'), sewingShop('a'), mill('m')]
    const one = await planned(ask(firms, [masks(12_000, 4)]))
    expect(await planned(ask(firms.toReversed(), [masks(12_000, 4)]))).toEqual(one)
  })

  it('is given up when somebody gives it up', async () => {
    const giving = new AbortController()
    giving.abort()
    const asked = ask([sewingShop('shop')], [masks(10, 4)])
    expect(await planRegion(reference, asked, { solver, signal: giving.signal })).toBeNull()
  })
})

describe('what makes no plan', () => {
  it.each([
    ['weeks', { weeks: 0 }],
    ['demands', { demands: [masks(-5, 4)] }],
    ['stocks', { stocks: [{ item: 'mask', claim: 'none' as const, quantity: -1 }] }],
    ['keuro', { keuro: -1 }],
    ['lateness', { lateness: { 1: 0, 2: 1, 3: 1 } }],
  ])('is refused by the name of its field: %s', async (field, differs) => {
    const asked = ask([], [masks(5, 4)], differs)
    await expect(planRegion(reference, asked, { solver })).rejects.toThrow(`${field}: `)
  })
})

describe('any plan', () => {
  it('holds what was asked, and is as near to the best as it says', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async asked => {
        const plan = await planned(asked)
        const least = await leastOf(reference, asked, solver)
        if (least === null) return
        expect(plan.bound).toBeLessThanOrEqual(least * (1 + 1e-6) + 1e-3)
        expect(least).toBeLessThanOrEqual(plan.objective * (1 + 1e-6) + 1e-3)
      }),
      { numRuns: 40 },
    )
  })
})
