import { describe, expect, test } from 'vitest'
import { digestOf, firmNews, remembered, standingNews } from './news.ts'

const sewing = ['cut-cnc direct', 'sew reoriented']
const now = { feasible: true, inFirstTen: true, needDigest: 'a', work: sewing }

describe('what is worth telling a firm of a need', () => {
  test('is that it fits, once', () => {
    expect(firmNews(undefined, now)).toBe('new')
    expect(firmNews(now, now)).toBeNull()
    expect(firmNews(undefined, { ...now, feasible: false, inFirstTen: false })).toBeNull()
  })

  test('is that its part became possible, or no longer is', () => {
    expect(firmNews({ ...now, feasible: false }, now)).toBe('became-feasible')
    expect(firmNews(now, { ...now, feasible: false })).toBe('no-longer-feasible')
  })

  test('is that the buyer asks for something else, where the firm still has a part', () => {
    expect(firmNews(now, { ...now, needDigest: 'b' })).toBe('need-revised')
    const lost = { feasible: false, inFirstTen: false, needDigest: 'b', work: [] }
    expect(firmNews({ ...now, feasible: false }, lost)).toBeNull()
  })

  test('is that it would do more, or do it as it stands; never that it would do less', () => {
    expect(firmNews(now, { ...now, work: [...sewing, 'iron direct'] })).toBe('does-more')
    expect(firmNews(now, { ...now, work: ['cut-cnc direct', 'sew direct'] })).toBe('does-more')
    expect(firmNews(now, { ...now, work: ['sew reoriented'] })).toBeNull()
    expect(firmNews(now, { ...now, work: ['cut-cnc reoriented'] })).toBeNull()
  })

  test('is not that others come and go: what was once among the first ten is not told again for it', () => {
    const out = { ...now, inFirstTen: false }
    const kept = remembered(now, out)
    expect(firmNews(kept, now)).toBeNull()
    expect(firmNews(out, now)).toBe('entered-first-ten')
  })

  test('is not what partners give and take back: what it was ever told it would do is known', () => {
    const less = { ...now, work: ['cut-cnc direct'] }
    const kept = remembered(now, less)
    expect(kept.work).toEqual(sewing)
    expect(firmNews(kept, now)).toBeNull()
    expect(remembered(now, { ...less, needDigest: 'b' }).work).toEqual(['cut-cnc direct'])
  })

  test('is nothing where what was told was not kept and nothing shows that it changed', () => {
    expect(firmNews({ ...now, needDigest: null, work: null }, now)).toBeNull()
  })
})

test('a buyer is told of a partnership on the same grounds', () => {
  expect(standingNews(undefined, { feasible: false, inFirstTen: true })).toBe('new')
  expect(standingNews(undefined, { feasible: false, inFirstTen: false })).toBeNull()
  expect(standingNews({ feasible: true, inFirstTen: true }, { feasible: true, inFirstTen: false })).toBeNull()
})

test('a need asks for something else when what firms work from changes, not its words or what is its buyer’s own', () => {
  const need: Parameters<typeof digestOf>[0] = {
    id: 'need',
    buyer: 'town',
    buyerKind: 'town',
    subject: { item: 'mask' },
    claim: 'none',
    quantity: 1000,
    sizes: [],
    packaging: null,
    schedule: [{ due: '2027-02-28', quantity: 1000 }],
    place: { latitude: 43, longitude: 1, precision: 'commune', commune: '09122', department: '09' },
    norms: [],
    wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
    text: '',
    excludedFirms: [],
    maximumPartners: 3,
    weights: null,
    reservedFor: [],
  }
  expect(digestOf({ ...need, text: 'Merci', weights: { jobs: 3 }, excludedFirms: ['a'] })).toBe(
    digestOf(need),
  )
  expect(digestOf({ ...need, quantity: 2000 })).not.toBe(digestOf(need))
  expect(digestOf({ ...need, schedule: [{ due: '2027-03-28', quantity: 1000 }] })).not.toBe(digestOf(need))
  expect(digestOf({ ...need, wishes: { ...need.wishes, recyclable: true } })).not.toBe(digestOf(need))
})
