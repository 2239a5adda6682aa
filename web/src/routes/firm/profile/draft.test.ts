import { describe, expect, test } from 'vitest'
import { bodyOf, draftOf, newKey, siteAt, understoodOf, type Profile } from './draft.ts'
import { faultsOf } from './faults.ts'
import { changedSections, mergeDrafts } from './merge.ts'

const saved: Profile = {
  version: 3,
  updatedAt: '2026-11-20T09:00:00Z',
  confirmedAt: '2026-11-20T09:00:00Z',
  activity: 'Confection de chemises.',
  audience: 'members',
  willing: [],
  unwilling: ['ffp2'],
  minimumOrder: 500,
  usualLeadDays: null,
  workedMaterials: ['woven-cotton'],
  availability: [{ week: '2026-12-21', share: 0 }],
  distress: null,
  sites: [
    {
      id: '0190c0de-0000-7000-8000-000000000001',
      name: 'Atelier',
      siret: null,
      address: '3 rue du Tissage',
      commune: '81065',
      communeName: 'Castres',
      department: '81',
      latitude: 43.6,
      longitude: 2.25,
      precision: 'commune',
      cleanRoom: false,
      machines: [{ type: 'sew-lockstitch', count: 8, hoursPerWeek: 20 }],
      workforce: [{ trade: 't-sew-op', people: 10, hoursPerWeek: 20 }],
    },
  ],
  certificates: [
    { norm: 'iso-9001', edition: null, item: null, number: 'A1', validUntil: null, status: 'verified' },
  ],
}

const site = () => {
  const draft = draftOf(saved)
  const [first] = draft.sites
  if (!first) throw new Error('the example has a site')
  return { draft, first }
}

describe('a profile that is read and not touched', () => {
  test('is sent back as it was, its pin left to the commune', () => {
    const body = bodyOf(draftOf(saved))
    expect(body.sites[0]).toMatchObject({ commune: '81065', latitude: null, longitude: null, siret: null })
    expect(body.sites[0]?.machines).toEqual([{ type: 'sew-lockstitch', count: 8, hoursPerWeek: 20 }])
    expect(body.certificates[0]).toEqual({
      norm: 'iso-9001',
      edition: null,
      item: null,
      number: 'A1',
      validUntil: null,
    })
    expect(faultsOf(draftOf(saved))).toEqual([])
    expect(changedSections(draftOf(saved), draftOf(saved))).toEqual([])
  })

  test('keeps a pin that was moved by hand', () => {
    const [first] = saved.sites
    const moved = first ? { ...saved, sites: [{ ...first, precision: 'address' as const }] } : saved
    expect(bodyOf(draftOf(moved)).sites[0]).toMatchObject({ latitude: 43.6, longitude: 2.25 })
  })
})

describe('before it is sent, a draft names', () => {
  test('a machine that is not recognised, without number or hours, by its field', () => {
    const { draft, first } = site()
    first.machines.push({ key: newKey(), id: null, words: 'truc', count: null, hours: Number.NaN })
    expect(faultsOf(draft)).toEqual([
      { field: '/sites/0/machines/1/type', code: 'unrecognised' },
      { field: '/sites/0/machines/1/count', code: 'count' },
      { field: '/sites/0/machines/1/hoursPerWeek', code: 'hours' },
    ])
  })

  test('people who would work more than sixty hours a week', () => {
    const { draft, first } = site()
    first.workforce.push({ key: newKey(), id: 't-spin', words: '', count: 2, hours: 61 })
    expect(faultsOf(draft)).toEqual([{ field: '/sites/0/workforce/1/hoursPerWeek', code: 'hours' }])
  })

  test('a site without commune or name, a certificate without norm', () => {
    const { draft } = site()
    draft.sites.push(siteAt(null, ''))
    draft.certificates.push({
      key: newKey(),
      norm: null,
      edition: '',
      item: null,
      number: '',
      validUntil: '',
      status: 'declared',
    })
    expect(faultsOf(draft).map(fault => fault.field)).toEqual([
      '/sites/1/commune',
      '/sites/1/name',
      '/certificates/1/norm',
    ])
  })

  test('a share of activity above all of it', () => {
    const { draft } = site()
    draft.distress = { activityLostPercent: 120, jobs: 40, jobsAtRisk: null, published: false }
    expect(faultsOf(draft).map(fault => fault.field)).toEqual([
      '/distress/activityLostPercent',
      '/distress/jobsAtRisk',
    ])
  })
})

describe('while one types', () => {
  test('lines that are not whole yet wait, and the rest is understood', () => {
    const { draft, first } = site()
    first.machines.push({ key: newKey(), id: 'sew-overlock', words: '', count: null, hours: 35 })
    first.name = ''
    draft.distress = { activityLostPercent: null, jobs: null, jobsAtRisk: null, published: false }
    draft.orders.minimumOrder = Number.NaN
    const body = understoodOf(draft)
    expect(body?.sites[0]?.machines).toHaveLength(1)
    expect(body?.sites[0]?.name).not.toBe('')
    expect(body?.distress).toBeNull()
    expect(body?.minimumOrder).toBeNull()
  })

  test('nothing is understood before a commune is known', () => {
    const { draft, first } = site()
    first.town = null
    expect(understoodOf(draft)).toBeNull()
  })
})

describe('when somebody else has saved meanwhile', () => {
  test('what each changed alone is kept from each', () => {
    const mine = draftOf(saved)
    mine.activity = 'Confection de chemises et de blouses.'
    const theirs = draftOf({ ...saved, version: 4, minimumOrder: 200 })
    const { merged, conflicts, taken } = mergeDrafts(draftOf(saved), mine, theirs)
    expect(conflicts).toEqual([])
    expect(taken).toEqual(['orders'])
    expect(merged.activity).toBe('Confection de chemises et de blouses.')
    expect(merged.orders.minimumOrder).toBe(200)
  })

  test('what both changed is put before me', () => {
    const mine = draftOf(saved)
    mine.activity = 'Chemises.'
    const theirs = draftOf({ ...saved, version: 4, activity: 'Blouses.' })
    const { merged, conflicts } = mergeDrafts(draftOf(saved), mine, theirs)
    expect(conflicts).toEqual(['activity'])
    expect(merged.activity).toBe('Chemises.')
  })

  test('the same change made twice is no conflict', () => {
    const mine = draftOf(saved)
    mine.activity = 'Blouses.'
    const theirs = draftOf({ ...saved, version: 4, activity: 'Blouses.' })
    expect(mergeDrafts(draftOf(saved), mine, theirs).conflicts).toEqual([])
  })
})
