import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MachineAttributes } from './supply.ts'
import { engineWith, firm, maskNeed, site } from './testing/examples.ts'

/** A weaver whose looms are what is said of them. */
const weaver = (parks: (MachineAttributes | undefined)[], finishes: boolean) => {
  const park = finishes ? site({ stenter: 2 }, { weaver: 100, finisher: 4 }) : site({}, { weaver: 10 })
  const looms = parks.map(attributes => ({
    type: 'loom',
    count: 20 / parks.length,
    hoursPerWeek: 35,
    ...(attributes === undefined ? {} : { attributes }),
  }))
  return firm('a', [{ ...park, machines: [...park.machines, ...looms] }], { workedMaterials: ['woven'] })
}

const regional = maskNeed(100_000, {
  subject: { item: 'cloth' },
  claim: 'none',
  wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
})

const asked = (...parks: (MachineAttributes | undefined)[]) => ask(parks, false)
const ask = (parks: (MachineAttributes | undefined)[], finishes: boolean) =>
  engineWith(weaver(parks, finishes)).rank(regional, { viewer: { kind: 'other' } })

describe('looms', () => {
  test.each([
    ['too narrow', { widthCm: 60 }, { attribute: 'width', has: 60, least: 140, most: null }],
    ['too coarse', { gauge: 10 }, { attribute: 'gauge', has: 10, least: 18, most: 28 }],
    ['too fine', { gauge: 40 }, { attribute: 'gauge', has: 40, least: 18, most: 28 }],
    ['for lighter cloth', { mostGramsPerM2: 90 }, { attribute: 'weight', has: 90, least: 100, most: null }],
    [
      'for heavier cloth',
      { leastGramsPerM2: 300 },
      { attribute: 'weight', has: 300, least: null, most: 100 },
    ],
  ])('%s do not make the cloth, and it is said why', (_, attributes, shortfall) => {
    const { candidates, knockedOut } = asked(attributes)
    expect(candidates).toBe(0)
    expect(knockedOut.nearest).toMatchObject([
      { firm: 'a', reason: { code: 'firm.machine-limit', figures: { machineType: 'loom', ...shortfall } } },
    ])
  })

  test('of which nothing is said, or which are wide, fine and strong enough, make it', () => {
    expect(asked(undefined).candidates).toBe(1)
    expect(asked({ widthCm: 160, gauge: 24, leastGramsPerM2: 60, mostGramsPerM2: 250 }).candidates).toBe(1)
  })

  test('that are wide enough work alone beside those that are not, with their own hours', () => {
    const half = ask([{ widthCm: 60 }, { widthCm: 160 }], true).partnerships[0]
    const whole = ask([{ widthCm: 150 }, { widthCm: 160 }], true).partnerships[0]
    expect(half?.members).toHaveLength(1)
    expect(whole?.members).toHaveLength(1)
    const weekly = (partnership: typeof half) =>
      partnership?.criteria.find(({ id }) => id === 'capacity')?.value ?? 0
    expect(weekly(half)).toBeGreaterThan(0)
    expect(weekly(half)).toBeCloseTo(weekly(whole) / 2, 2)
  })

  test('that do more of what is asked never make a firm worth less', () => {
    const width = fc.option(fc.integer({ min: 40, max: 320 }), { nil: undefined })
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 320 }), width, (narrow, other) => {
        const attributes = (widthCm: number | undefined) => (widthCm === undefined ? undefined : { widthCm })
        const score = (widthCm: number) => asked({ widthCm }, attributes(other)).partnerships[0]?.score ?? 0
        expect(score(narrow + 100)).toBeGreaterThanOrEqual(score(narrow) - 1e-9)
      }),
      { numRuns: 40 },
    )
  })
})
