import { describe, expect, test } from 'vitest'
import type { Need } from './demand.ts'
import type { Firm } from './supply.ts'
import { engineWith, firm, leatherShop, maskNeed, mill, sewingShop, site } from './testing/examples.ts'

const rank = (need: Need, ...firms: Firm[]) => engineWith(...firms).rank(need, { viewer: { kind: 'other' } })

/** Why a firm, or one of its routes, is left out. */
const reasons = (need: Need, ...firms: Firm[]) =>
  rank(need, ...firms).knockedOut.nearest.map(({ firm, reason }) => [firm, reason.code, reason.figures])

const visors = (differs: Partial<Need> = {}) =>
  maskNeed(1000, { subject: { item: 'visor' }, claim: 'protects-wearer', ...differs })

describe('a firm is left out of a need, with the reason,', () => {
  test('when it does none of its operations: counted, not named', () => {
    const { knockedOut, candidates } = rank(maskNeed(1000), mill('mill'), sewingShop('shop'))
    expect(knockedOut).toEqual({ count: 1, byReason: { 'firm.no-operation': 1 }, nearest: [] })
    expect(candidates).toBe(1)
  })

  test('when its machine stands there without anybody who knows it or can learn', () => {
    const shop = firm('a', [site({ 'clicker-press': 1, laser: 1 }, { seller: 4 })])
    // It holds no press-cutter: the press is named, although an automatic cutter is what is listed first.
    expect(reasons(maskNeed(1000), shop)).toEqual([['a', 'firm.no-people', { process: 'cut-die' }]])
  })

  test('when it works without the clean room that is asked for', () => {
    const braider = firm('a', [site({ braider: 1 }, { weaver: 2 })])
    const elastic = maskNeed(1000, { subject: { item: 'elastic' } })
    expect(reasons(elastic, braider)).toEqual([['a', 'firm.no-clean-room', { process: 'braid' }]])
    const clean = firm('a', [site({ braider: 1 }, { weaver: 2 }, { cleanRoom: true })])
    expect(rank(elastic, clean).candidates).toBe(1)
  })

  test('when a rule of the trade closes its only route', () => {
    const engraver = firm('a', [site({ laser: 2 }, { cutter: 2 })])
    expect(reasons(visors(), engraver)).toEqual([['a', 'firm.rule', { rule: 'no-laser-on-plastic' }]])
  })

  test('when it refuses to make the product or its family, not for the materials it makes', () => {
    expect(reasons(maskNeed(1000), sewingShop('a', { unwilling: ['masks'] }))).toEqual([
      ['a', 'firm.unwilling', { subject: 'mask' }],
    ])
    const regional = maskNeed(1000, {
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
    })
    expect(rank(regional, mill('mill', { unwilling: ['mask'] }), sewingShop('shop')).candidates).toBe(2)
  })

  test('when the buyer leaves it out', () => {
    expect(reasons(maskNeed(1000, { excludedFirms: ['a'] }), sewingShop('a'), sewingShop('b'))).toEqual([
      ['a', 'firm.excluded', { subject: 'mask' }],
    ])
  })

  test('when the lot is reserved for structures that it is not', () => {
    const need = maskNeed(1000, { reservedFor: ['esat', 'ea'] })
    const { candidates, knockedOut } = rank(need, sewingShop('a'), sewingShop('b', { structure: 'esat' }))
    expect(candidates).toBe(1)
    expect(knockedOut.nearest).toEqual([
      { firm: 'a', reason: { code: 'firm.not-eligible', figures: { reservedFor: ['esat', 'ea'] } } },
    ])
  })

  test('when its minimum order is above the quantity, and not when it is as much', () => {
    expect(reasons(maskNeed(999), sewingShop('a', { minimumOrder: 1000 }))).toEqual([
      ['a', 'firm.minimum-order', { minimum: 1000, quantity: 999, unit: 'piece' }],
    ])
    expect(rank(maskNeed(1000), sewingShop('a', { minimumOrder: 1000 })).candidates).toBe(1)
  })

  test('not for the materials it makes: whatever it asks of its own buyers, it may supply', () => {
    const need = maskNeed(1000, { wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false } })
    const { partnerships, candidates } = rank(need, mill('mill', { minimumOrder: 5000 }), sewingShop('shop'))
    expect(candidates).toBe(2)
    const both = partnerships.find(({ key }) => key === 'mill+shop')
    const own = both?.assignments.filter(({ firm }) => firm === 'mill').map(({ item }) => item)
    expect(new Set(own)).toEqual(new Set(['cloth', 'stack']))
  })

  test('when it could only begin after the last due date', () => {
    const late = sewingShop('a', { usualLeadDays: 97 })
    // 23 November to 28 February: 97 days, of which the last is for the road.
    expect(reasons(maskNeed(1000), late)).toEqual([['a', 'firm.too-late', { days: 97, due: '2027-02-28' }]])
    expect(rank(maskNeed(1000), { ...late, usualLeadDays: 96 }).candidates).toBe(1)
  })
})

test('a swimwear maker keeps its place: its own knit is no filter, and it sews a bought stack', () => {
  const swimwear = sewingShop('swim', { workedMaterials: ['knit-swim'] })
  const { partnerships, knockedOut } = rank(maskNeed(1000), swimwear)
  expect(partnerships.map(({ key, feasible }) => [key, feasible])).toEqual([['swim', true]])
  expect(knockedOut).toMatchObject({
    count: 0,
    byReason: { 'route.own-material': 1 },
    nearest: [
      {
        firm: 'swim',
        reason: {
          code: 'route.own-material',
          figures: { rule: 'swim-knit-is-no-filter', family: 'knit-swim' },
        },
      },
    ],
  })
})

test('a rule closes the route through one machine, and the press beside it stays', () => {
  const both = firm('a', [site({ laser: 1, 'clicker-press': 1 }, { cutter: 2, sewer: 2 })])
  const { partnerships, knockedOut } = rank(
    visors({ schedule: [{ due: '2027-06-30', quantity: 1000 }] }),
    both,
  )
  expect(partnerships[0]?.assignments.map(({ process }) => process)).toEqual(['cut-die', 'assemble'])
  expect(knockedOut.byReason).toEqual({ 'route.machine-rule': 1 })
})

test('packing alone makes nobody a candidate, except an inclusive workshop that lives by such work', () => {
  const hands = [site({}, { seller: 10 })]
  expect(rank(maskNeed(1000), firm('a', hands)).candidates).toBe(0)
  expect(rank(maskNeed(1000), firm('a', hands, { structure: 'esat' })).candidates).toBe(1)
})

test('those whom waiting or asking could bring back come first', () => {
  const firms = [
    sewingShop('excluded'),
    sewingShop('late', { usualLeadDays: 300 }),
    sewingShop('later', { usualLeadDays: 400 }),
    sewingShop('unwilling', { unwilling: ['mask'] }),
    leatherShop('small', { minimumOrder: 5000 }),
  ]
  const left = reasons(maskNeed(1000, { excludedFirms: ['excluded'] }), ...firms)
  expect(left.map(([id]) => id)).toEqual(['late', 'later', 'small', 'unwilling', 'excluded'])
})
