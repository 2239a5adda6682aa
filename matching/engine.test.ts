import { describe, expect, test } from 'vitest'
import { engineWith, firm, maskNeed, mill, sewingShop, toulouse } from './testing/examples.ts'

const viewer = { kind: 'other' } as const

describe('the engine', () => {
  test('finds the maker of a material once the day has come when it can no longer be bought in time', () => {
    const engine = engineWith(sewingShop('shop'), mill('mill'))
    engine.upsertNeed(maskNeed(1000))
    const told = () => engine.needsFor(mill('mill'), { viewer }).map(({ need }) => need)
    expect(told()).toEqual([])
    // Ten days for the stack, of the eighteen that are left: the mill may well be quicker.
    engine.setAsOf('2027-02-10')
    expect(told()).toEqual(['need'])
  })

  test('answers for a firm not stored yet, and keeps nothing of it', () => {
    const engine = engineWith(sewingShop('a'))
    engine.upsertNeed(maskNeed(1000))
    expect(engine.needsFor(sewingShop('visitor'), { viewer }).map(({ rank }) => rank)).toEqual([2])
    expect([...engine.firms()].map(({ id }) => id)).toEqual(['a'])
    const changed = sewingShop('a', { sites: [] })
    expect(engine.needsFor(changed, { viewer })).toEqual([])
    expect(engine.firm('a')?.sites).toHaveLength(1)
    expect(engine.needsFor(sewingShop('a'), { viewer })).toHaveLength(1)
  })

  test('lists the needs of a firm by score, as many as asked for', () => {
    const engine = engineWith(sewingShop('a'))
    engine.upsertNeed(maskNeed(1000, { id: 'small' }))
    engine.upsertNeed(maskNeed(1_000_000, { id: 'huge' }))
    engine.upsertNeed(maskNeed(1000, { id: 'same' }))
    const needs = (limit?: number) =>
      engine
        .needsFor(sewingShop('a'), limit === undefined ? { viewer } : { viewer, limit })
        .map(({ need }) => need)
    expect(needs()).toEqual(['same', 'small', 'huge'])
    expect(needs(1)).toEqual(['same'])
    engine.removeNeed('same')
    expect(needs()).toEqual(['small', 'huge'])
    expect(engine.need('same')).toBeUndefined()
  })

  test('keeps nothing of a need whose dates are none', () => {
    const engine = engineWith(sewingShop('a'))
    const bad = maskNeed(1000, { schedule: [{ due: 'soon', quantity: 1000 }] })
    expect(() => engine.upsertNeed(bad)).toThrow('Not an ISO date')
    expect(engine.need('need')).toBeUndefined()
    expect(() => engine.rank(maskNeed(0), { viewer })).toThrow('asks for no quantity')
    expect(() => engine.rank(maskNeed(1, { schedule: [] }), { viewer })).toThrow('has no due date')
  })

  test('shows as many partnerships as asked for, and counts all candidates', () => {
    const engine = engineWith(sewingShop('a'), sewingShop('b'), firm('c', []))
    const ranking = engine.rank(maskNeed(1000), { viewer, limit: 1 })
    expect(ranking.partnerships.map(({ key }) => key)).toEqual(['a'])
    expect(ranking).toMatchObject({
      candidates: 2,
      exact: true,
      asOf: '2026-11-23',
      catalogueVersion: 'small',
    })
  })

  test('follows the weights: the nearest comes first where nearness counts, the quickest where time does', () => {
    const [park] = sewingShop('near').sites
    if (park === undefined) throw new Error('A workshop has a site')
    const near = sewingShop('near', { usualLeadDays: 60, sites: [{ ...park, place: toulouse }] })
    const engine = engineWith(near, sewingShop('quick'))
    const first = (weights: object) => engine.rank(maskNeed(15_000), { viewer, weights }).partnerships[0]?.key
    expect(first({ 'lead-time': 9 })).toBe('quick')
    expect(first({ proximity: 9 })).toBe('near')
  })
})
