import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHighsHere } from '../../server/solver/highs-here.ts'
import { compileReference } from '../reference.ts'
import { smallCatalogue } from '../testing/catalogue.ts'
import { leatherShop, sewingShop } from '../testing/examples.ts'
import { ask, asks, masks, monday } from '../testing/plans.ts'
import { planRegion } from './plan.ts'
import type { Agreed, Plan, RegionAsked, Work } from './region.ts'
import { verifyPlan } from './verify.ts'

const reference = compileReference(smallCatalogue)
const solver = createHighsHere()

async function planned(asked: RegionAsked): Promise<Plan> {
  const plan = await planRegion(reference, asked, { solver })
  if (plan === null) throw new Error('nobody interrupted it')
  expect(verifyPlan(reference, asked, plan)).toEqual([])
  return plan
}

const agreedOf = (works: Work[]): Agreed[] =>
  works.map(({ week, trades: _, agreed: __, peopleHours: ___, machineHours: ____, ...work }, at) => ({
    ...work,
    id: `line-${at}`,
    week: monday(week),
  }))

const units = (works: Work[], isCounted: (work: Work) => boolean) =>
  works.filter(isCounted).reduce((sum, work) => sum + work.units, 0)

describe('what is agreed', () => {
  const firms = [sewingShop('a'), sewingShop('b')]
  const asked = ask(firms, [masks(15_000, 5)])

  it('stays as it is while the rest is planned around it', async () => {
    const first = await planned(asked)
    const lines = agreedOf(first.works.filter(({ firm }) => firm === 'a'))
    const again = await planned({ ...asked, demands: [masks(25_000, 5)], agreed: lines })
    expect(again.lapsed).toEqual([])
    for (const line of lines)
      expect(again.works.find(({ agreed }) => agreed === line.id)?.units).toBeCloseTo(line.units, 3)
    expect(units(again.works, ({ agreed }) => agreed === null)).toBeGreaterThan(0)
  })

  it('is done already where its week has passed, and the next firm works on it', async () => {
    const cut = agreedOf((await planned(asked)).works.filter(({ operation }) => operation === 'cut'))
    const later = { ...asked, asOf: monday(3), agreed: cut.map(line => ({ ...line, week: monday(2) })) }
    const { works } = await planned(later)
    const done = cut.reduce((sum, line) => sum + line.units, 0)
    expect(units(works, ({ operation }) => operation === 'cut')).toBeCloseTo(15_000 - done, 2)
    expect(units(works, ({ operation }) => operation === 'sew')).toBeCloseTo(15_000, 2)
  })

  it('keeps a reorientation that it needs, even where it is not worth its money any more', async () => {
    const both = [sewingShop('shop'), leatherShop('leather')]
    const { works } = await planned(ask(both, [masks(40_000, 6)]))
    const lines = agreedOf(works.filter(({ firm, operation }) => firm === 'leather' && operation === 'sew'))
    const { changes, lapsed } = await planned(ask(both, [masks(2000, 7)], { agreed: lines }))
    expect(changes.map(({ firm }) => firm)).toEqual(['leather'])
    // What is sewn has to be cut: all of it can.
    expect(lapsed).toEqual([])
  })

  it('lapses with its firm, its machines, or its hours, and the plan says so', async () => {
    const lines = agreedOf((await planned(asked)).works.filter(({ firm }) => firm === 'a'))
    const without = async (a: ReturnType<typeof sewingShop>[]) =>
      (await planned({ ...asked, firms: [...a, sewingShop('b')], agreed: lines })).lapsed
    const sewn = lines.filter(({ operation }) => operation === 'sew').map(({ id }) => id)
    expect((await without([])).map(({ id, why }) => [id, why])).toEqual(
      lines.map(({ id }) => [id, 'firm-left']),
    )
    const [shop] = sewingShop('a').sites
    if (shop === undefined) throw new Error('a workshop has a site')
    const noSewing = sewingShop('a', {
      sites: [{ ...shop, machines: [{ type: 'cutter', count: 1, hoursPerWeek: 35 }] }],
      workedMaterials: ['woven'],
    })
    expect(await without([noSewing])).toEqual(
      expect.arrayContaining(sewn.map(id => ({ id, why: 'cannot-do', kept: 0 }))),
    )
    const [sewing] = lines.filter(({ operation }) => operation === 'sew')
    const closed = await without([
      sewingShop('a', { availability: [{ week: sewing?.week ?? '', share: 0.1 }] }),
    ])
    expect(closed.map(({ why }) => why)).toContain('out-of-reach')
    expect(Math.max(...closed.map(({ kept }) => kept))).toBeGreaterThan(0)
  })
})

it('a reorientation that has begun is not begun again, nor paid again', async () => {
  const firms = [sewingShop('shop'), leatherShop('leather')]
  const reorientations = ['walking-foot-to-light', 'leather-worker-to-sewer']
  const asked = ask(firms, [masks(40_000, 7)], { asOf: monday(1) })
  const sewn = ({ works }: Plan, week: number) =>
    units(works, work => work.firm === 'leather' && work.operation === 'sew' && work.week === week)
  // 6 machines have 8,820 minutes a week, 6 of which make a mask. The first week after a change is half a week.
  const fresh = await planned(asked)
  expect(sewn(fresh, 2)).toBeCloseTo(8820 / 6 / 2, 3)
  const underWay = [{ firm: 'leather', site: 'main', reorientations, week: monday(0) }]
  const later = await planned({ ...asked, keuro: 0, underWay })
  expect(sewn(later, 2)).toBeCloseTo(8820 / 6, 3)
  expect(later.changes.map(({ isUnderWay }) => isUnderWay)).toEqual([true])
  expect(later.costs.reorientations).toBe(0)
})

describe('what is refused', () => {
  const refusal = { firm: 'a', item: 'mask', claim: 'none' as const, recipe: 'mask-sewn', operation: 'sew' }

  it('goes to others, or to other weeks', async () => {
    const asked = ask([sewingShop('a'), sewingShop('b')], [masks(9000, 5)])
    const at = async (week: string | null) =>
      (await planned({ ...asked, refused: [{ ...refusal, week }] })).works.filter(
        ({ firm, operation }) => firm === 'a' && operation === 'sew',
      )
    expect(await at(null)).toEqual([])
    expect((await at(monday(3))).map(({ week }) => week)).not.toContain(3)
  })

  it('is not held against the firm as an agreed line too', async () => {
    const asked = ask([sewingShop('a')], [masks(9000, 5)])
    const agreed = agreedOf((await planned(asked)).works.filter(({ operation }) => operation === 'sew'))
    const { lapsed, works } = await planned({ ...asked, agreed, refused: [{ ...refusal, week: null }] })
    expect(lapsed.map(({ why }) => why)).toEqual(agreed.map(() => 'refused'))
    expect(works.some(({ operation }) => operation === 'sew')).toBe(false)
  })
})

it('a plan made again holds all that was agreed of it, and loses no more than the firms that left', async () => {
  await fc.assert(
    fc.asyncProperty(asks, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), async (asked, chosen) => {
      const { works } = await planned(asked)
      const lines = agreedOf(works.filter((_, at) => chosen[at % chosen.length] === true))
      expect((await planned({ ...asked, agreed: lines })).lapsed).toEqual([])
      const [gone, ...rest] = asked.firms
      const { lapsed } = await planned({ ...asked, firms: rest, agreed: lines })
      for (const { id } of lines.filter(({ firm }) => firm === gone?.id))
        expect(lapsed).toContainEqual({ id, why: 'firm-left', kept: 0 })
    }),
    { numRuns: 15 },
  )
})
