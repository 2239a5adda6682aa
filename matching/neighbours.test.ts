import { describe, expect, test } from 'vitest'
import type { Firm } from './supply.ts'
import {
  certificate,
  engineWith,
  firm,
  foix,
  maskNeed,
  sewingShop,
  site,
  toulouse,
} from './testing/examples.ts'

const viewer = { kind: 'other' } as const
const many = <T>(count: number, make: (id: string) => T) =>
  Array.from({ length: count }, (_, at) => make(`firm-${String(at).padStart(2, '0')}`))

/** Only cuts, or only sews. */
const cutter = (id: string, differs: Partial<Firm> = {}) =>
  firm(id, [site({ cutter: 1 }, { cutter: 1 })], { workedMaterials: ['woven'], ...differs })
const sewers = (id: string, lockstitch: number) =>
  firm(id, [site({ lockstitch }, { sewer: lockstitch })], { workedMaterials: ['woven'] })

describe('among too many firms to try all their sets', () => {
  test('the ranking says that it is not exact, and lists each set once', () => {
    const { exact, candidates, partnerships } = engineWith(...many(40, id => sewingShop(id))).rank(
      maskNeed(130_000),
      { viewer },
    )
    expect([exact, candidates]).toEqual([false, 40])
    const keys = partnerships.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(partnerships.every(({ members }) => members.length <= 3)).toBe(true)
  })

  test('hands are added where one firm is too small', () => {
    const [best] = engineWith(...many(40, id => sewingShop(id))).rank(maskNeed(130_000), {
      viewer,
    }).partnerships
    expect(best).toMatchObject({ feasible: true })
    expect(best?.members).toHaveLength(3)
  })

  test('those who can only cut find those who can only sew', () => {
    const region = [
      ...many(30, id => cutter(id)),
      ...many(30, id => sewers(`s-${id}`, 2)),
      sewers('large', 20),
    ]
    const [best] = engineWith(...region).rank(maskNeed(60_000), { viewer }).partnerships
    expect(best?.feasible).toBe(true)
    expect(best?.members.map(({ firm: id }) => id)).toContain('large')
    expect(best?.missing).toEqual([])
  })

  test('the nearest of equals is found, wherever it stands in the order of ids', () => {
    const far = many(40, id => sewingShop(id))
    const [park] = sewingShop('near').sites
    const near = park && firm('near', [{ ...park, place: toulouse }], { workedMaterials: ['woven'] })
    expect(park?.place).toEqual(foix)
    const [best] = engineWith(...far, ...(near ? [near] : [])).rank(
      maskNeed(1000, { weights: { proximity: 5 } }),
      { viewer },
    ).partnerships
    expect(best?.key).toBe('near')
  })

  test('the one that may already sell it is looked at, however many could do more', () => {
    const press = (id: string, count: number, differs: Partial<Firm> = {}) =>
      firm(id, [site({ 'clicker-press': count }, { 'leather-worker': count })], differs)
    const proven = press('proven', 1, { certificates: [certificate('visor-norm', 'visor')] })
    // Nobody else could have the certificate by then.
    const need = maskNeed(500, {
      subject: { item: 'visor' },
      claim: 'protects-wearer',
      schedule: [{ due: '2027-01-15', quantity: 500 }],
    })
    const [best] = engineWith(...many(200, id => press(id, 8)), proven).rank(need, { viewer }).partnerships
    expect(best).toMatchObject({ manufacturer: 'proven', feasible: true })
  })

  test('the order in which firms came changes nothing', () => {
    const region = [...many(25, id => cutter(id)), ...many(25, id => sewers(`s-${id}`, 6))]
    const rank = (firms: Firm[]) => engineWith(...firms).rank(maskNeed(60_000), { viewer })
    expect(rank([...region].reverse())).toEqual(rank(region))
  })

  test('the place of one firm is found though it is in none of the best', () => {
    const engine = engineWith(...many(40, id => sewingShop(id)))
    engine.upsertNeed(maskNeed(130_000))
    const last = engine.firm('firm-39')
    const [match] = last ? engine.needsFor(last, { viewer }) : []
    expect(match?.partnership.members.map(({ firm: id }) => id)).toContain('firm-39')
    expect(match?.rank).toBeGreaterThan(0)
  })
})
