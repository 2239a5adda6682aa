import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { describe, expect, test } from 'vitest'
import { knownIn } from '../catalogue/known.ts'
import { checkProfile, withStatus } from './policy.ts'
import type { ProfileDraft } from './schemas.ts'

const known = knownIn(loadCatalogue())
const siren = '732829320'

const site: ProfileDraft['sites'][number] = {
  id: null,
  name: 'Atelier',
  siret: '732 829 320 00074',
  address: null,
  commune: '09122',
  latitude: null,
  longitude: null,
  cleanRoom: false,
  machines: [{ type: 'ring-spin', count: 2, hoursPerWeek: 20.128 }],
  workforce: [{ trade: 't-sew-op', people: 4, hoursPerWeek: 1e-60 }],
}

const draft: ProfileDraft = {
  activity: 'Nous filons la laine.',
  audience: 'members',
  willing: [],
  unwilling: [],
  minimumOrder: null,
  usualLeadDays: null,
  workedMaterials: [],
  availability: [],
  distress: null,
  sites: [site],
  certificates: [],
}

function faultsOf(changes: Partial<ProfileDraft>): string[] {
  const checked = checkProfile({ ...draft, ...changes }, siren, known)
  return Array.isArray(checked) ? checked.map(({ field }) => field) : []
}

test('a profile has its places found, its numbers cleaned and its hours rounded', () => {
  const profile = checkProfile(draft, siren, known)
  expect(profile).toMatchObject({
    sites: [
      {
        siret: '73282932000074',
        place: { commune: '09122', department: '09' },
        machines: [{ hoursPerWeek: 20.13 }],
        workforce: [{ hoursPerWeek: 0 }],
      },
    ],
  })
})

describe('a profile is refused, each field named,', () => {
  test('for a SIRET that is wrong, another organisation’s, or given twice', () => {
    expect(faultsOf({ sites: [{ ...site, siret: '73282932000075' }] })).toEqual(['/sites/0/siret'])
    expect(faultsOf({ sites: [{ ...site, siret: '44306184100047' }] })).toEqual(['/sites/0/siret'])
    expect(faultsOf({ sites: [site, { ...site, siret: '73282932000074' }] })).toEqual(['/sites/1/siret'])
    expect(faultsOf({ sites: [site, { ...site, siret: null }] })).toEqual([])
  })

  test('for what the catalogue does not know', () => {
    const faults = faultsOf({
      sites: [
        {
          ...site,
          machines: [{ type: 'time-machine', count: 1, hoursPerWeek: 1 }],
          workforce: [{ trade: 'wizard', people: 1, hoursPerWeek: 1 }],
        },
      ],
      willing: ['flying-carpet'],
      unwilling: ['gown', 'wand'],
      workedMaterials: ['moonlight'],
      certificates: [
        { norm: 'EN 0000', edition: '1', item: null, number: null, validUntil: null },
        { norm: 'uns-note-2020', edition: '1066', item: 'wand', number: null, validUntil: null },
      ],
    })
    expect(faults.toSorted()).toEqual([
      '/certificates/0/norm',
      '/certificates/1/edition',
      '/certificates/1/item',
      '/sites/0/machines/0/type',
      '/sites/0/workforce/0/trade',
      '/unwilling/1',
      '/willing/0',
      '/workedMaterials/0',
    ])
  })

  test('for a commune that does not exist', () => {
    expect(faultsOf({ sites: [site, { ...site, siret: null, commune: '00000' }] })).toEqual([
      '/sites/1/commune',
    ])
  })

  test('for weeks that are not Mondays, come twice or are long past', () => {
    const weeks = ['2026-11-23', '2026-11-24', '2026-11-23', '1999-12-27']
    const availability = weeks.map(week => ({ week, share: 0.5 }))
    expect(faultsOf({ availability })).toEqual([
      '/availability/2/week',
      '/availability/1/week',
      '/availability/3/week',
    ])
  })

  test('for figures and wishes that contradict each other', () => {
    const distress = { activityLostPercent: 50, jobs: 10, jobsAtRisk: 11, published: false }
    expect(faultsOf({ distress, willing: ['gown'], unwilling: ['gown'] })).toEqual([
      '/unwilling/0',
      '/distress/jobsAtRisk',
    ])
  })
})

describe('the status of a certificate', () => {
  const stated = { norm: 'uns-note-2020', edition: null, item: null, number: 'A1', validUntil: '2028-01-01' }

  test('is declared when it is new', () => {
    expect(withStatus([stated], [])).toEqual([{ ...stated, status: 'declared' }])
  })

  test('stays while the certificate says the same, and falls back when it changes', () => {
    const before = [{ ...stated, status: 'verified' as const }]
    expect(withStatus([stated], before)).toEqual(before)
    const longer = { ...stated, validUntil: '2038-01-01' }
    expect(withStatus([longer], before)).toEqual([{ ...longer, status: 'declared' }])
  })
})
