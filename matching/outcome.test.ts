import { describe, expect, test } from 'vitest'
import type { Need } from './demand.ts'
import type { Firm } from './supply.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import {
  certificate,
  engineOn,
  engineWith,
  firm,
  maskNeed,
  mill,
  sewingShop,
  site,
} from './testing/examples.ts'

/** The best partnership for a need, which has to be there. */
function best(need: Need, ...firms: Firm[]) {
  const [first] = engineWith(...firms).rank(need, { viewer: { kind: 'other' } }).partnerships
  if (first === undefined) throw new Error('No partnership')
  return first
}

const delivered = (need: Need, ...firms: Firm[]) => best(need, ...firms).deliveries.at(-1)?.delivered

/** Gowns for patients: 3 days to a prototype and 45 to the right to sell it. */
const gowns = (quantity: number, due: string) =>
  maskNeed(quantity, {
    subject: { item: 'gown' },
    claim: 'protects-patient',
    schedule: [{ due, quantity }],
  })

describe('the right to sell', () => {
  const sewers = { cutter: 1, sewer: 4 }
  const machines = { cutter: 2, lockstitch: 40 }

  test('comes from the first who can make a prototype, not from the last who learns to help', () => {
    const learning = firm('a', [site(machines, { ...sewers, cutter: 12 })])
    const need = gowns(4000, '2027-02-01')
    expect(delivered(need, firm('a', [site(machines, sewers)]))).toBeGreaterThan(3000)
    const { deliveries, assignments } = best(need, learning)
    expect(deliveries.at(-1)?.delivered).toBe(4000)
    expect(assignments.some(({ reorientations }) => reorientations.includes('cutter-to-sewer'))).toBe(true)
  })

  test('keeps what is made before it for the day it is there', () => {
    const need = gowns(100, '2027-06-01')
    // 5 days of preparation, 3 to a prototype, 45 to the right to sell, from 23 November.
    expect(best(need, firm('a', [site(machines, sewers)])).firstDelivery).toBe('2027-01-15')
  })

  test('is out of reach before a date too near, and the firm is told so', () => {
    const ranking = engineWith(sewingShop('a')).rank(gowns(100, '2027-01-01'), { viewer: { kind: 'other' } })
    expect(ranking.partnerships).toEqual([])
    expect(ranking.knockedOut.nearest).toEqual([
      {
        firm: 'a',
        reason: {
          code: 'firm.norm-out-of-reach',
          figures: { norms: ['gown-norm'], days: 53, due: '2027-01-01' },
        },
      },
    ])
  })
})

test('whose right to sell is worth most has a part in making, and the others work under its name', () => {
  const far = {
    latitude: 50.6,
    longitude: 3.05,
    precision: 'commune',
    commune: '59350',
    department: '59',
  } as const
  const proof = certificate('gown-norm', 'gown')
  const near = sewingShop('near')
  const proven = sewingShop('proven', {
    certificates: [proof],
    sites: [site({ cutter: 1, lockstitch: 1 }, { cutter: 1, sewer: 1 }, { place: far })],
  })
  const need = gowns(2000, '2027-01-10')
  const { key, manufacturer, assignments, deliveries } = best(need, near, proven)
  expect([key, manufacturer]).toEqual(['near+proven', 'proven'])
  const made = assignments.filter(({ firm, operation }) => firm === 'proven' && operation !== 'pack')
  expect(made.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(0.05, 5)
  expect(deliveries.at(-1)?.delivered).toBeGreaterThan(4 * (delivered(need, proven) ?? 0))
})

describe('a chain wished regional', () => {
  const wishing = (due: string) =>
    maskNeed(1000, {
      schedule: [{ due, quantity: 1000 }],
      wishes: { regionalDepth: 'all', minimumWashes: null, recyclable: false },
    })

  test('is complete, and better covered, with those who make its materials', () => {
    const { key, criteria } = best(wishing('2027-04-30'), sewingShop('shop'), mill('mill'))
    expect(key).toBe('mill+shop')
    expect(criteria[0]?.reason.code).toBe('coverage.bought-instead')
    expect(criteria[0]?.reason.figures).toMatchObject({ items: ['elastic'] })
  })

  test('misses nothing that goes into what is bought ready-made', () => {
    // The cloth cannot come in 18 days, but the stack made of it can.
    const shop = best(wishing('2026-12-11'), sewingShop('shop'))
    expect(shop.missing).toEqual([])
    expect(shop.bought.map(({ item }) => item)).toEqual(['elastic', 'stack'])
    expect(shop.criteria[0]?.reason).toEqual({
      code: 'coverage.bought-instead',
      figures: { covered: 4, operations: 8, items: ['stack', 'elastic'] },
    })
  })

  test('is delivered from a stack bought ready-made as well, where what goes into one is made and not sold', () => {
    const items = smallCatalogue.items.map(each => (each.id === 'cloth' ? { ...each, outside: null } : each))
    const maker = firm('maker', [...sewingShop('maker').sites, ...mill('maker').sites])
    const engine = engineOn({ ...smallCatalogue, items }, [sewingShop('shop'), maker])
    const ranking = engine.rank(wishing('2027-04-30'), { viewer: { kind: 'other' }, partners: 1 })
    expect(ranking.partnerships.map(({ key, missing, bought }) => [key, missing, bought.length])).toEqual([
      ['maker', [], 3],
      ['shop', [], 2],
    ])
  })
})

test('where an operation is missing, a slow hand for another one holds up nobody', () => {
  const need = maskNeed(40_000, { schedule: [{ due: '2026-12-20', quantity: 40_000 }] })
  const { missing, assignments } = best(
    need,
    firm('a', [site({ cutter: [1, 5] }, { cutter: 1, seller: 40 })]),
  )
  expect(missing.map(({ operation }) => operation)).toEqual(['sew'])
  const shares = new Map(assignments.map(({ operation, share }) => [operation, share]))
  expect(shares.get('pack')).toBe(1)
  // Four times the 27 days left, less 10 for the stack and 8 to go on: 90 days of 30 minutes, of 0.2 a mask.
  expect(shares.get('cut')).toBeCloseTo((90 * 30) / 0.2 / 40_000, 9)
})
