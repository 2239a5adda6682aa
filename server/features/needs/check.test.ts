import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { describe, expect, test } from 'vitest'
import { knownIn } from '../catalogue/known.ts'
import { checkComplete, checkDraft } from './check.ts'
import type { NeedDraft } from './schemas.ts'

const known = knownIn(loadCatalogue())
const today = '2026-11-24'

const draft: NeedDraft = {
  item: 'mask-uns1-adult',
  family: null,
  claim: 'none',
  quantity: 3000,
  sizes: [],
  packaging: null,
  schedule: [
    { due: '2027-01-15', quantity: 1000 },
    { due: '2027-02-15', quantity: 2000 },
  ],
  norms: [],
  wishes: { regionalDepth: 'item', minimumWashes: 20, recyclable: false },
  text: 'Masques lavables pour les agents',
  maximumPartners: 4,
  visibility: 'members',
  reservedFor: [],
  ceilingCents: null,
  weights: null,
  excludedFirms: [],
  commune: '09122',
  latitude: null,
  longitude: null,
}

/** Pointers of the fields at fault in a draft. */
function faultsOf(changes: Partial<NeedDraft>): string[] {
  const checked = checkDraft({ ...draft, ...changes }, known)
  return Array.isArray(checked) ? checked.map(({ field }) => field) : []
}

/** Pointers of the fields that keep a need from being published. */
function lacks(changes: Partial<NeedDraft>, day = today): string[] {
  const checked = checkDraft({ ...draft, ...changes }, known)
  if (Array.isArray(checked)) throw new Error(`not even a draft: ${JSON.stringify(checked)}`)
  return checkComplete(checked, known, day).map(({ field }) => field)
}

describe('a draft', () => {
  test('has its place found', () => {
    expect(checkDraft(draft, known)).toMatchObject({ place: { department: '09', precision: 'commune' } })
  })

  test('is about one item or one family', () => {
    expect(faultsOf({ item: null, family: 'gown' })).toEqual([])
    expect(faultsOf({ item: null })).toEqual(['/item'])
    expect(faultsOf({ family: 'gown' })).toEqual(['/family'])
    expect(faultsOf({ item: 'flying-carpet' })).toEqual(['/item'])
    expect(faultsOf({ item: null, family: 'carpets' })).toEqual(['/family'])
  })

  test('may be about a component: a firm short of elastic asks for it', () => {
    const elastic = [...known.items.values()].find(({ kind }) => kind === 'component')
    expect(faultsOf({ item: elastic?.id ?? '' })).toEqual([])
  })

  test('asks for nothing that is no longer offered', () => {
    const historic = [...known.items.values()].find(item => item.historic)
    expect(historic).toBeDefined()
    expect(faultsOf({ item: historic?.id ?? '' })).toEqual(['/item'])
  })

  test('names sizes, packagings and norms that exist', () => {
    const faults = faultsOf({
      sizes: [{ size: 'XXXXL', quantity: 3000 }],
      packaging: 'barrel',
      norms: ['EN 0000'],
    })
    expect(faults).toEqual(['/sizes/0/size', '/packaging', '/norms/0'])
  })

  test('says nothing twice', () => {
    const firm = '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7'
    const due = '2027-01-15'
    const faults = faultsOf({
      schedule: [
        { due, quantity: 1000 },
        { due, quantity: 2000 },
      ],
      excludedFirms: [firm, firm],
      reservedFor: ['esat', 'esat'],
    })
    expect(faults).toEqual(['/schedule/1/due', '/excludedFirms/1', '/reservedFor/1'])
  })

  test('gives weight to one criterion at least', () => {
    expect(faultsOf({ weights: { jobs: 0 } })).toEqual([])
    const nothing = {
      coverage: 0,
      capacity: 0,
      'lead-time': 0,
      compliance: 0,
      'know-how': 0,
      proximity: 0,
      jobs: 0,
      sustainability: 0,
      reliability: 0,
      cost: 0,
    }
    expect(faultsOf({ weights: nothing })).toEqual(['/weights'])
  })

  test('is delivered in a commune that exists', () => {
    expect(faultsOf({ commune: '99999' })).toEqual(['/commune'])
  })

  test('has all its faults named at once', () => {
    expect(faultsOf({ item: 'flying-carpet', norms: ['EN 0000'], commune: '99999' })).toEqual([
      '/item',
      '/norms/0',
      '/commune',
    ])
  })

  test('may be incomplete', () => {
    expect(faultsOf({ schedule: [] })).toEqual([])
    expect(faultsOf({ quantity: 5000 })).toEqual([])
  })
})

describe('a need to publish', () => {
  test('is complete', () => {
    expect(lacks({})).toEqual([])
  })

  test('has deliveries to come, within years', () => {
    expect(lacks({ schedule: [] })).toEqual(['/schedule'])
    expect(lacks({}, '2027-01-15')).toEqual(['/schedule/0/due'])
    expect(lacks({ schedule: [{ due: '9999-12-31', quantity: 3000 }] })).toEqual(['/schedule/0/due'])
  })

  test('has tranches and sizes that add up to its quantity', () => {
    expect(lacks({ quantity: 3001 })).toEqual(['/schedule'])
    const gown = [...known.items.values()].find(({ id, sizes }) => id.startsWith('gown') && sizes.length > 1)
    const [small = '', large = ''] = gown?.sizes ?? []
    const claim = gown?.compliance[0]?.claim ?? 'none'
    const sized = (quantity: number) => ({
      item: gown?.id ?? '',
      claim,
      sizes: [
        { size: small, quantity: 1000 },
        { size: large, quantity },
      ],
    })
    expect(lacks(sized(2000))).toEqual([])
    expect(lacks(sized(1999))).toEqual(['/sizes'])
  })

  test('claims what the product is sold for', () => {
    expect(lacks({ claim: 'protects-patient' })).toEqual(['/claim'])
  })
})
