import { describe, expect, test } from 'vitest'
import type { Regime } from './catalogue.ts'
import type { Need } from './demand.ts'
import { dayOf } from './dates.ts'
import { lastDayOfUse, turnsOn, useOfStock } from './regimes.ts'
import type { Firm } from './supply.ts'
import { figure, regime, smallCatalogue } from './testing/catalogue.ts'
import { certificate, engineOn, maskNeed, sewingShop } from './testing/examples.ts'
import { names } from './testing/names.ts'
import { sentence } from './words/sentence.ts'

/** By normal law the right to sell a gown for patients takes 5 days to begin, 3 for the prototype and 45 more: 15 January 2027. */
const gowns = (due: string, ...others: string[]): Need =>
  maskNeed(500 * (1 + others.length), {
    subject: { item: 'gown' },
    claim: 'protects-patient',
    schedule: [due, ...others].map(each => ({ due: each, quantity: 500 })),
  })

const rank = (need: Need, law: Regime[], firm: Firm = sewingShop('a')) =>
  engineOn({ ...smallCatalogue, regimes: law }, [firm]).rank(need, { viewer: { kind: 'other' } })

function complianceOf(need: Need, law: Regime[], firm?: Firm) {
  const [best] = rank(need, law, firm).partnerships
  const found = best?.criteria.find(({ id }) => id === 'compliance')
  if (best === undefined || found === undefined) throw new Error('No partnership')
  return { value: found.value, ...found.reason, first: best.firstDelivery, feasible: best.feasible }
}

describe('while a regime holds', () => {
  test('gowns are handed out by it long before the report of normal law', () => {
    const need = gowns('2027-01-05')
    expect(rank(need, []).partnerships).toEqual([])
    expect(complianceOf(need, [regime('crisis')])).toMatchObject({
      code: 'compliance.under-regime',
      figures: { firm: 'a', item: 'gown', regime: 'crisis', until: null, norms: [], days: 5, keuro: 3 },
      feasible: true,
    })
  })

  test('nine tenths of what it gives count', () => {
    // Of 43 days, 5 pass before it begins, 3 go to a prototype and 5 to the authority.
    const remains = (43 - 5 - 3 - 5) / 43
    const { value } = complianceOf(gowns('2027-01-05'), [regime('crisis')])
    expect(value).toBeCloseTo(0.9 * (0.7 + 0.3 * remains), 12)
  })

  test('its first day is waited for, and its days are counted from the prototype', () => {
    const late = complianceOf(gowns('2027-01-05'), [regime('crisis', { from: '2026-12-28' })])
    expect(late.first).toBe('2026-12-28')
  })

  test('what it asks proofs by is asked, in place of the norms that a need names by default, and beside what the buyer adds', () => {
    const own = regime('crisis', {
      changes: [
        {
          claim: 'protects-patient',
          norms: ['quality-system'],
          attestation: 'authority',
          days: figure(5),
          keuro: figure(3),
        },
      ],
    })
    const need = { ...gowns('2027-12-01'), norms: ['gown-norm', 'visor-norm'] }
    // The quality system takes 200 days: normal law is sooner.
    expect(complianceOf(need, [own]).code).toBe('compliance.obtainable')
    const holder = sewingShop('a', { certificates: [certificate('quality-system', null)] })
    expect(complianceOf(need, [own], holder)).toMatchObject({
      code: 'compliance.under-regime',
      figures: { norms: ['visor-norm', 'quality-system'], days: 30, keuro: 5 },
    })
  })

  test('a verified proof of normal law is worth more, and stays what is said', () => {
    const holder = sewingShop('a', { certificates: [certificate('gown-norm', 'gown', { edition: '2019' })] })
    const need = gowns('2027-06-01')
    const proven = complianceOf(need, [regime('crisis')], holder)
    expect(proven).toMatchObject({ code: 'compliance.held', value: 1 })
    expect(complianceOf(need, [regime('crisis')]).value).toBeLessThan(0.9)
  })

  test('other products and other claims are under normal law', () => {
    const visors = regime('crisis', { items: ['visor'] })
    expect(rank(gowns('2027-01-05'), [visors]).partnerships).toEqual([])
    const worn = regime('crisis', {
      changes: [{ claim: 'none', norms: [], attestation: 'self', days: figure(1), keuro: figure(0) }],
    })
    expect(rank(gowns('2027-01-05'), [worn]).partnerships).toEqual([])
    expect(
      rank(gowns('2027-01-05'), [regime('crisis', { items: [], families: ['gowns'] })]).partnerships,
    ).toHaveLength(1)
  })
})

describe('a regime that ends', () => {
  const untilChristmas = regime('crisis', { until: '2026-12-24' })

  test('before the last delivery lets nobody deliver who cannot by normal law', () => {
    expect(rank(gowns('2026-12-20', '2027-01-05'), [untilChristmas]).partnerships).toEqual([])
    expect(complianceOf(gowns('2026-12-20'), [untilChristmas]).code).toBe('compliance.under-regime')
  })

  test('before the proof of normal law is there counts for nothing: the right to sell would have a gap', () => {
    const need = gowns('2026-12-20', '2027-03-01')
    expect(complianceOf(need, [untilChristmas])).toMatchObject({
      code: 'compliance.obtainable',
      first: '2027-01-15',
    })
  })

  test('on the eve of that proof bridges the time until then, which is said', () => {
    const need = gowns('2026-12-20', '2027-03-01')
    const bridged = complianceOf(need, [regime('crisis', { until: '2027-01-14' })])
    expect(bridged).toMatchObject({
      code: 'compliance.under-regime',
      figures: { until: '2027-01-14', normalDays: 45 },
    })
    expect(bridged.first && bridged.first < '2026-12-20').toBe(true)
    expect(complianceOf(need, [regime('crisis', { until: '2027-01-13' })]).code).toBe('compliance.obtainable')
  })

  test('has no say any more once it is over, nor before anybody puts it in force', () => {
    const past = regime('past', { from: '2020-03-16', until: '2021-09-30' })
    const dormant = regime('dormant', { from: null })
    expect(rank(gowns('2027-01-05'), [past, dormant]).partnerships).toEqual([])
  })
})

test('turns on its first day and on the day after its last, and on no other', () => {
  const own = regime('crisis', { from: '2026-12-01', until: '2026-12-31' })
  const days = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-31', '2027-01-01', '2027-01-02']
  expect(days.filter(day => turnsOn(own, dayOf(day)))).toEqual(['2026-12-01', '2027-01-01'])
  expect(days.filter(day => turnsOn({ ...own, from: null }, dayOf(day)))).toEqual([])
})

test('is named with its end, in both languages', () => {
  const [best] = rank(gowns('2026-12-20', '2027-03-01'), [
    regime('crisis', { until: '2027-01-14' }),
  ]).partnerships
  const reason = best?.criteria.find(({ id }) => id === 'compliance')?.reason
  if (reason === undefined) throw new Error('No partnership')
  expect(sentence(reason, 'en', names)).toMatch(
    /under the regime “\[crisis\]”, in force until 14.January 2027: about 5.days/,
  )
  expect(sentence(reason, 'fr', names)).toMatch(/droit commun, environ 45.jours, doit être là/)
})

describe('stock made under a regime', () => {
  const own = regime('crisis', {
    until: '2027-01-31',
    afterwards: { claims: ['none'], until: '2027-06-30' },
  })
  const on = (date: string, of = own) => useOfStock(of, dayOf(date))

  test('is handed out as it was made while that holds, for less once it has ended, then for nothing', () => {
    expect(on('2027-01-31')).toEqual({ use: 'regime', until: '2027-01-31' })
    expect(on('2027-02-01')).toEqual({ use: 'afterwards', claims: ['none'], until: '2027-06-30' })
    expect(on('2027-06-30').use).toBe('afterwards')
    expect(on('2027-07-01')).toEqual({ use: 'none' })
  })

  test('counts as stock of what it is sold as until the last day on which it may be handed out as that', () => {
    expect(lastDayOfUse(own, ['protects-patient', 'none'])).toBe('2027-06-30')
    expect(lastDayOfUse(own, ['protects-patient'])).toBe('2027-01-31')
    expect(lastDayOfUse({ ...own, afterwards: null }, ['none'])).toBe('2027-01-31')
    expect(lastDayOfUse({ ...own, until: null }, ['none'])).toBeNull()
  })

  test('of which nothing is said is for nothing once it has ended', () => {
    expect(on('2027-02-01', { ...own, afterwards: null })).toEqual({ use: 'none' })
  })
})
