import { describe, expect, test } from 'vitest'
import type { Asked } from '#lib/sourcing/sourcing.ts'
import { answersDue, waitingFor } from './waiting.ts'

const site = {
  id: 's',
  name: 'Atelier',
  siret: null,
  address: null,
  commune: '09122',
  communeName: 'Foix',
  department: '09',
  latitude: 42.96,
  longitude: 1.6,
  precision: 'commune' as const,
  cleanRoom: false,
  machines: [{ type: 'sewing-lockstitch', count: 4, hoursPerWeek: 20 }],
  workforce: [{ trade: 't-sew-op', people: 5, hoursPerWeek: 28 }],
}
const certificate = (validUntil: string | null) => ({
  norm: 'iso-9001',
  edition: null,
  item: null,
  number: null,
  validUntil,
  status: 'declared' as const,
})
const whole = {
  activity: 'Confection de blouses',
  sites: [site],
  workedMaterials: ['woven-cotton'],
  certificates: [certificate('2028-01-01')],
  confirmedAt: '2026-11-01T08:00:00Z',
}
const today = '2026-11-24'

describe('what waits for a firm', () => {
  test('is nothing while its profile is whole and was confirmed lately', () => {
    expect(waitingFor(whole, today)).toEqual([])
  })

  test('is to confirm a profile that was not for three months', () => {
    expect(waitingFor({ ...whole, confirmedAt: '2026-08-26T08:00:00Z' }, today)).toEqual([])
    expect(waitingFor({ ...whole, confirmedAt: '2026-08-25T08:00:00Z' }, today)).toEqual([
      { wait: 'confirm', days: 91 },
    ])
    expect(waitingFor({ ...whole, confirmedAt: null }, today)).toEqual([{ wait: 'confirm', days: null }])
  })

  test.each([
    ['2027-01-23', [{ wait: 'certificate', norm: 'iso-9001', until: '2027-01-23', over: false }]],
    ['2027-01-24', []],
    ['2026-11-24', [{ wait: 'certificate', norm: 'iso-9001', until: '2026-11-24', over: false }]],
    ['2026-11-23', [{ wait: 'certificate', norm: 'iso-9001', until: '2026-11-23', over: true }]],
    [null, []],
  ])('of a certificate valid until %s is %j', (until, expected) => {
    expect(waitingFor({ ...whole, certificates: [certificate(until)] }, today)).toEqual(expected)
  })

  test('is to say what is not said yet, once for all sites', () => {
    const bare = { ...site, machines: [], workforce: [] }
    const waits = (profile: Parameters<typeof waitingFor>[0]) =>
      waitingFor(profile, today).map(({ wait }) => wait)
    expect(waits({ ...whole, activity: ' ', sites: [bare], workedMaterials: [], certificates: [] })).toEqual([
      'machines',
      'people',
      'materials',
      'certificates',
      'activity',
    ])
    expect(waits({ ...whole, sites: [bare, site] })).toEqual([])
  })

  test('is to answer buyers who asked, while their need is open', () => {
    const asked = (state: Asked['state'], open: boolean): Asked => ({
      need: {
        id: `${state} ${open}`,
        item: 'gown-washable',
        family: null,
        quantity: 20_000,
        commune: '09122',
        communeName: 'Foix',
        due: null,
        open,
      },
      buyer: { id: 'b', name: 'CH de Foix' },
      state,
      text: '',
      askedAt: '2026-11-24T08:00:00Z',
      remindedAt: null,
      reason: null,
      answer: '',
      answeredAt: null,
      version: 1,
      work: [],
    })
    const due = answersDue([asked('asked', true), asked('asked', false), asked('accepted', true)])
    expect(due).toMatchObject([{ wait: 'answer', needId: 'asked true', buyer: 'CH de Foix' }])
  })
})
