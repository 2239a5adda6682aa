import { describe, expect, test } from 'vitest'
import type { Need } from './demand.ts'
import type { Certificate, Firm } from './supply.ts'
import { certificate, engineWith, maskNeed, mill, sewingShop } from './testing/examples.ts'

function complianceOf(need: Need, ...firms: Firm[]) {
  const [best] = engineWith(...firms).rank(need, { viewer: { kind: 'other' } }).partnerships
  const found = best?.criteria.find(({ id }) => id === 'compliance')
  if (best === undefined || found === undefined) throw new Error('No partnership')
  return { value: found.value, ...found.reason, manufacturer: best.manufacturer, first: best.firstDelivery }
}

const gowns = (differs: Partial<Need> = {}) =>
  maskNeed(500, {
    subject: { item: 'gown' },
    claim: 'protects-patient',
    schedule: [{ due: '2027-06-01', quantity: 500 }],
    ...differs,
  })

const holding = (id: string, differs: Partial<Certificate> = {}) =>
  sewingShop(id, { certificates: [certificate('gown-norm', 'gown', { edition: '2019', ...differs })] })

describe('a proof', () => {
  test('counts whole when verified, a little less when only declared', () => {
    expect(complianceOf(gowns(), holding('a'))).toMatchObject({ code: 'compliance.held', value: 1 })
    expect(complianceOf(gowns(), holding('a', { status: 'declared' }))).toMatchObject({
      code: 'compliance.declared',
      value: 0.9,
    })
  })

  test('of a replaced edition is a flag, not a void', () => {
    expect(complianceOf(gowns(), holding('a', { edition: '2011' }))).toMatchObject({
      code: 'compliance.edition-replaced',
      value: 0.75,
      figures: { firm: 'a', norm: 'gown-norm', edition: '2011', current: '2019' },
    })
  })

  test.each<[string, Partial<Certificate>]>([
    ['that ends before the last delivery', { validUntil: '2027-05-31' }],
    ['refused', { status: 'refused' }],
    ['expired', { status: 'expired' }],
    ['of another product', { item: 'mask' }],
  ])('%s has to be obtained again', (_, differs) => {
    expect(complianceOf(gowns(), holding('a', differs))).toMatchObject({
      code: 'compliance.obtainable',
      figures: { firm: 'a', norms: ['gown-norm'], days: 45, keuro: 2 },
    })
  })

  test('that ends on the day of the last delivery holds', () => {
    expect(complianceOf(gowns(), holding('a', { validUntil: '2027-06-01' })).code).toBe('compliance.held')
  })

  test('that can be had early is worth more than one that comes late', () => {
    const early = complianceOf(gowns(), sewingShop('a'))
    const late = complianceOf(gowns({ schedule: [{ due: '2027-02-10', quantity: 500 }] }), sewingShop('a'))
    expect(early.value).toBeGreaterThan(late.value)
    expect(early.value).toBeLessThan(0.75)
    expect(late.value).toBeGreaterThanOrEqual(0.4)
  })

  test('to be had in time is worth 0.4, and up to 0.3 more by the share of the time that remains', () => {
    // Of 190 days, 5 pass before it begins, 3 go to a prototype and 45 to the report.
    const remains = (190 - 5 - 3 - 45) / 190
    expect(complianceOf(gowns(), sewingShop('a')).value).toBeCloseTo(0.4 + 0.3 * remains, 12)
  })

  test('that nobody asks for leaves 0.7, and up to 0.3 more, to what its maker declares in 14 days', () => {
    const remains = (190 - 5 - 3 - 14) / 190
    const { code, value } = complianceOf(gowns({ claim: 'none' }), sewingShop('a'))
    expect(code).toBe('compliance.self-declared')
    expect(value).toBeCloseTo(0.7 + 0.3 * remains, 12)
  })

  test('of a product stays with its holder: another firm has to obtain its own', () => {
    const holder = { ...holding('holder'), sites: [] }
    expect(complianceOf(gowns(), sewingShop('a'), holder).code).toBe('compliance.obtainable')
  })

  test('makes its holder the manufacturer of what two firms make together', () => {
    const need = gowns({ schedule: [{ due: '2027-04-01', quantity: 20_000 }] })
    const { manufacturer, code } = complianceOf(need, sewingShop('a'), holding('b'))
    expect([manufacturer, code]).toEqual(['b', 'compliance.held'])
  })
})

describe('the report of a stack of layers', () => {
  const deep: Need['wishes'] = { regionalDepth: 'first-inputs', minimumWashes: null, recyclable: false }

  test('comes with a stack bought already tested', () => {
    expect(complianceOf(maskNeed(1000), sewingShop('a'))).toMatchObject({
      code: 'compliance.carried',
      value: 0.95,
      figures: { firm: null, item: 'stack' },
    })
  })

  test('follows the stack of the mill that holds it to whoever sews it', () => {
    const tested = mill('mill', { certificates: [certificate('stack-report', 'stack')] })
    expect(complianceOf(maskNeed(1000, { wishes: deep }), sewingShop('a'), tested)).toMatchObject({
      code: 'compliance.carried',
      figures: { firm: 'mill', item: 'stack' },
      manufacturer: 'a',
    })
  })

  test('has to be obtained for the stack of a mill that holds none', () => {
    const need = maskNeed(1000, { wishes: deep, weights: { coverage: 9 } })
    expect(complianceOf(need, sewingShop('a'), mill('mill')).code).toBe('compliance.obtainable')
  })
})

describe('where the maker declares on its own', () => {
  const plain = (due = '2027-02-28') => gowns({ claim: 'none', schedule: [{ due, quantity: 100 }] })

  test('it takes the days to prepare, and a norm the buyer adds takes its own', () => {
    expect(complianceOf(plain(), sewingShop('a'))).toMatchObject({
      code: 'compliance.self-declared',
      figures: { firm: 'a', days: 14 },
    })
    const asked = gowns({ claim: 'none', norms: ['visor-norm'] })
    expect(complianceOf(asked, sewingShop('a'))).toMatchObject({
      code: 'compliance.obtainable',
      figures: { norms: ['visor-norm'], days: 30 },
    })
  })

  test('nothing is left to prove for one who already has a proof for it, unless it has run out', () => {
    const proof = certificate('gown-norm', 'gown')
    expect(complianceOf(plain(), sewingShop('a', { certificates: [proof] })).code).toBe(
      'compliance.nothing-to-prove',
    )
    const old = { ...proof, validUntil: '2026-06-01' }
    expect(complianceOf(plain(), sewingShop('a', { certificates: [old] })).code).toBe(
      'compliance.self-declared',
    )
  })
})

test('a claim the product is not sold with is said, and nothing is delivered', () => {
  const items = maskNeed(100, { subject: { item: 'gown' }, claim: 'protects-wearer' })
  expect(engineWith(sewingShop('a')).rank(items, { viewer: { kind: 'other' } }).partnerships).toEqual([])
})
