import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CostParts, gapOf, madeLike } from './gap.ts'
import { hoursByFirm } from './load.ts'

const cents = fc.integer({ min: 0, max: 10_000_000 })
const anyParts: fc.Arbitrary<CostParts> = fc.record({
  work: cents,
  materials: cents,
  transport: cents,
  reorientation: cents,
})

describe('the gap between the region and an import', () => {
  test('is what the region costs more, and says what would close it', () => {
    // 12 € made here, 9 € imported, for one piece: 3 € to find.
    const parts = { work: 700_000, materials: 400_000, transport: 20_000, reorientation: 80_000 }
    expect(gapOf(parts, 900_000)).toEqual({
      regional: 1_200_000,
      gap: 300_000,
      share: 1 / 3,
      levers: [
        { kind: 'shorter-work', brings: 105_000, needed: 3 / 7 },
        { kind: 'joint-buying', brings: 40_000, needed: 0.75 },
        { kind: 'aid', brings: 40_000, needed: null },
      ],
      left: 115_000,
    })
  })

  test('needs nothing to close it where the region costs no more', () => {
    const none = gapOf({ work: 10, materials: 10, transport: 0, reorientation: 0 }, 20)
    expect(none).toMatchObject({ gap: 0, levers: [], left: 0 })
  })

  test('adds up: what each means brings and what is left are the gap, and what is needed closes it', () => {
    fc.assert(
      fc.property(anyParts, fc.integer({ min: 1, max: 10_000_000 }), (parts, price) => {
        const { regional, gap, levers, left } = gapOf(parts, price)
        expect(regional - price).toBe(gap)
        const brought = levers.reduce((sum, { brings }) => sum + brings, 0)
        expect(left).toBeCloseTo(Math.max(0, gap - brought), 6)
        const partOf = {
          'shorter-work': parts.work,
          'joint-buying': parts.materials,
          aid: parts.reorientation,
        }
        // Alone it closes the gap by what is needed of it; where even all of it is too little, nothing is said.
        for (const { kind, needed } of levers)
          expect((needed ?? 1) * partOf[kind]).toBeCloseTo(Math.min(gap, partOf[kind]), 3)
        // A dearer import never leaves more to close.
        expect(gapOf(parts, price + 1000).left).toBeLessThanOrEqual(left)
      }),
    )
  })

  test('of an article that is made like another follows its work and its materials', () => {
    const like = { work: 100, materials: 200, transport: 10, reorientation: 40 }
    expect(madeLike(like, { work: 0.5, materials: 3 })).toEqual({
      work: 50,
      materials: 600,
      transport: 30,
      reorientation: 20,
    })
    expect(madeLike(like, { work: 1, materials: 1 })).toEqual(like)
  })
})

describe('what it gives firms to do', () => {
  const figure = (value: number) => ({ value, basis: 'estimated' as const })
  const method = { process: 'sew', machineMinutes: figure(0), labourMinutes: figure(6) }
  const name = { fr: '', en: '' }
  const sew = {
    id: 'sew',
    name,
    methods: [method],
    after: [],
    inputs: [],
    materialFamily: null,
    yield: figure(1),
    cleanRoom: false,
  }
  const recipes = [{ id: 'gown-sewn', item: 'gown', name, claims: [], operations: [sew] }]
  const assigned = (firm: string, quantity: number, peopleFrom: string | null = null) => ({
    firm,
    peopleFrom,
    site: 's',
    item: 'gown',
    recipe: 'gown-sewn',
    operation: 'sew',
    process: 'sew',
    mode: 'direct' as const,
    reorientations: [],
    effort: { days: 0, keuro: 0, trainingDays: 0 },
    share: 1,
    quantity,
    weeklyUnits: 1,
    limitedBy: 'people' as const,
    from: '2026-11-30',
    to: '2026-12-07',
  })

  test('is counted in hours of those who work, lent or not', () => {
    const hours = hoursByFirm({ recipes }, [assigned('a', 100), assigned('a', 50, 'b'), assigned('b', 20)])
    expect([...hours]).toEqual([
      ['a', 10],
      ['b', 7],
    ])
    expect(() => hoursByFirm({ recipes }, [{ ...assigned('a', 1), process: 'weld' }])).toThrow('weld')
  })
})
