import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop, site, toulouse } from '../testing/examples.ts'
import { ask, asks, masks } from '../testing/plans.ts'
import { explainRegion } from './explain.ts'
import { ownView } from './own-view.ts'
import type { Bound, RegionAsked } from './region.ts'

const reference = compileReference(smallCatalogue)
const solver = createHighsHere()

async function explained(asked: RegionAsked) {
  const found = await explainRegion(reference, asked, { solver })
  if (found === null) throw new Error('nobody interrupted it')
  return found
}

describe('what binds', () => {
  // `docs/planning.md` reckons both by hand.
  it('is people, where ten hours more a week are 420 minutes of 3.4 for a mask', async () => {
    const { explanation } = await explained(ask([sewingShop('shop')], [masks(10_000, 4)]))
    expect(explanation.bottlenecks).toHaveLength(1)
    const [first] = explanation.bottlenecks
    expect(first).toMatchObject({ kind: 'people', of: ['cutter', 'sewer'], department: '09', firm: 'shop' })
    expect(first?.weeks.map(({ week }) => week)).toEqual([2, 3])
    const [gained] = first?.gained ?? []
    // In weeks 2 and 3: so many masks come a week sooner.
    expect(gained?.unitWeeks).toBeCloseTo((2 * 420) / 3.4, 3)
    expect(gained?.covered).toBeCloseTo(0, 3)
  })

  it('is machines, where ten hours more a week are 420 minutes of 3 for a mask', async () => {
    const park = site({ cutter: 1, lockstitch: 4 }, { cutter: 1, sewer: 10 })
    const shop = sewingShop('shop', { sites: [park] })
    // From week 2 to 7 there are 1,960 a week, and 140 more with ten hours.
    const { explanation } = await explained(ask([shop], [masks(20_000, 4)]))
    const [first] = explanation.bottlenecks
    expect(first).toMatchObject({ kind: 'machines', of: ['lockstitch'], firm: 'shop', hoursPerWeek: 10 })
    expect(first?.gained[0]?.covered).toBeCloseTo(6 * 140, 3)
  })

  it('is nothing where there is time', async () => {
    const { explanation } = await explained(ask([sewingShop('shop')], [masks(100, 6)]))
    expect(explanation.bottlenecks).toEqual([])
  })
})

it('tells what a bound costs, solved again with a little less of it', async () => {
  // Each of two may do 0.4 of 9,000: 1,800 are late for good. With 0.45 of each, 900 are.
  const bound: Bound = { kind: 'dependence', item: null, share: 0.4 }
  const { explanation } = await explained(
    ask([sewingShop('a'), sewingShop('b')], [masks(9000, 4)], { bounds: [bound] }),
  )
  expect(explanation.bounds.map(({ limit, to }) => [limit, to.toFixed(4)])).toEqual([[bound, '0.4500']])
  expect(explanation.bounds[0]?.gained[0]?.covered).toBeCloseTo(900, 2)
})

describe('why a firm', () => {
  it('tells its hours, its way and its cost beside those of the next best', async () => {
    const near = sewingShop('near', {
      sites: [site({ cutter: 1, lockstitch: 10 }, { cutter: 1, sewer: 10 }, { place: toulouse })],
    })
    const { plan, explanation } = await explained(ask([sewingShop('far'), near], [masks(3000, 4)]))
    expect(new Set(plan.works.map(({ firm }) => firm))).toEqual(new Set(['near']))
    const sewing = explanation.reasons.find(({ operation }) => operation === 'sew')
    expect(sewing).toMatchObject({ firm: 'near', kilometres: 0, others: 1, agreed: 0, keuro: 0 })
    expect(sewing?.hoursTaken).toBeCloseTo((3000 * 3) / 60 / 0.7, 3)
    expect(sewing?.next?.firm).toBe('far')
    expect(sewing?.next?.kilometres).toBeGreaterThan(60)
    expect(sewing?.next?.cents).toBeGreaterThan(sewing?.cents ?? Infinity)
  })

  it('tells that nobody else has hours left, and what a reorientation costs', async () => {
    const { explanation } = await explained(
      ask([sewingShop('shop'), leatherShop('leather')], [masks(40_000, 6)]),
    )
    const sewing = (of: string) =>
      explanation.reasons.find(({ firm, operation }) => firm === of && operation === 'sew')
    expect(sewing('leather')).toMatchObject({
      reorientations: ['walking-foot-to-light', 'leather-worker-to-sewer'],
      keuro: 20,
    })
    expect(sewing('shop')).toMatchObject({ others: 1, keuro: 0 })
  })
})

it('a firm sees its own lines, and no word of anybody else or of what was bound', async () => {
  await fc.assert(
    fc.asyncProperty(asks, async drawn => {
      const ids = drawn.firms.map(({ id }) => id)
      const bounds: Bound[] = [{ kind: 'difficulty', firms: ids.slice(0, 1), hours: 5 }]
      const asked = { ...drawn, bounds, firms: drawn.firms.map(firm => ({ ...firm, id: `firm-${firm.id}` })) }
      const found = await explainRegion(reference, asked, { solver, bottlenecks: 1 })
      if (found === null) throw new Error('nobody interrupted it')
      const { plan, explanation } = found
      const seen = ids.map(id => ownView(asked, plan, explanation.reasons, `firm-${id}`))
      expect(seen.reduce((sum, { works }) => sum + works.length, 0)).toBe(plan.works.length)
      ids.forEach((id, at) => {
        const words = JSON.stringify(seen[at])
        expect(ids.filter(other => other !== id && words.includes(`"firm-${other}"`))).toEqual([])
        expect(words).not.toMatch(/difficulty|distress|next|others/)
      })
    }),
    { numRuns: 12 },
  )
})
