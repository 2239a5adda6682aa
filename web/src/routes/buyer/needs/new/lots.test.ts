import { describe, expect, test } from 'vitest'
import { bodyOf } from '../(editor)/need-form.ts'
import {
  excerptOf,
  formOf,
  type Item,
  lackingOf,
  openOf,
  type ReadNeed,
  withDeadline,
  withQuantity,
} from './lots.ts'

const regulation = { fr: 'Règlement', en: 'Regulation' }
const way = (claim: 'protects-patient' | 'protects-wearer', norms: string[]) => ({
  claim,
  regulation,
  norms,
  attestation: 'self',
})
const item = (id: string, family: string, compliance: Item['compliance']): Item => ({
  id,
  family,
  historic: false,
  unit: 'piece',
  sizes: [],
  packagings: [],
  compliance,
})
const items = [
  item('gown-washable', 'gown', [
    way('protects-patient', ['en-13795']),
    way('protects-wearer', ['en-14126']),
  ]),
  item('mask-surg-IIR', 'mask-surg', [way('protects-patient', ['en-14683'])]),
]
const foix = { code: '09122', name: 'Foix', department: '09', latitude: 42.96, longitude: 1.6 }
const nothing: ReadNeed = {
  item: null,
  family: null,
  readings: [],
  quantity: null,
  quantityMaximum: null,
  unit: null,
  per: null,
  claim: null,
  norms: [],
  place: null,
  town: null,
  deadline: null,
  schedule: null,
  washes: null,
  spans: {},
  missing: [],
}
const read = (changes: Partial<ReadNeed>) => formOf({ ...nothing, ...changes }, '', items)

describe('a need that was read', () => {
  test('is a whole draft where the text says it all', () => {
    const form = read({ item: 'mask-surg-IIR', quantity: 10_000, deadline: '2027-05-15', town: foix })
    expect(bodyOf(form)).toMatchObject({
      item: 'mask-surg-IIR',
      claim: 'protects-patient',
      norms: ['en-14683'],
      quantity: 10_000,
      schedule: [{ due: '2027-05-15', quantity: 10_000 }],
      commune: '09122',
    })
    expect(openOf(form, [])).toEqual([])
  })

  test('asks for what is missing, the most important first, and is complete once answered', () => {
    const form = read({ item: 'gown-washable' })
    expect(openOf(form, [])).toEqual(['quantity', 'deadline', 'place', 'claim'])
    expect(openOf(form, ['deadline'])).toEqual(['quantity', 'place', 'claim'])
    const answered = {
      ...withDeadline(withQuantity(form, 500), '2027-03-01'),
      town: foix,
      claim: 'none' as const,
    }
    expect(lackingOf(answered)).toEqual([])
    expect(bodyOf(answered)?.schedule).toEqual([{ due: '2027-03-01', quantity: 500 }])
  })

  test('of a family alone may be kept, and of nothing known may not', () => {
    expect(lackingOf(read({ family: 'mask-surg', quantity: 5, town: foix }))).toEqual([])
    expect(lackingOf(read({ quantity: 5, town: foix }))).toEqual(['product'])
  })

  test('keeps norms of its own beside those the law calls for', () => {
    const form = read({ item: 'mask-surg-IIR', norms: ['iso-13485'] })
    expect(form).toMatchObject({ norms: ['en-14683', 'iso-13485'], ownNorms: true })
  })

  test('is asked its quantity where the text counts boxes of nobody knows how many', () => {
    expect(read({ item: 'mask-surg-IIR', quantity: 20, unit: 'piece' }).quantity).toBe(20)
    expect(read({ item: 'mask-surg-IIR', quantity: 20, unit: 'box' }).quantity).toBeNull()
  })

  test('spreads a rate over the time it lasts', () => {
    const schedule = {
      per: 'week' as const,
      quantity: 1500,
      from: '2027-01-04',
      until: null,
      duration: { count: 4, unit: 'week' as const },
      tranches: [],
    }
    const form = read({ item: 'gown-washable', quantity: 1500, per: 'week', schedule })
    expect(form.quantity).toBe(6000)
    expect(form.schedule.map(({ due, quantity }) => [due, quantity])).toEqual([
      ['2027-01-11', 1500],
      ['2027-01-18', 1500],
      ['2027-01-25', 1500],
      ['2027-02-01', 1500],
    ])
    expect(read({ item: 'gown-washable', quantity: 1500, per: 'week' }).quantity).toBeNull()
  })

  test('is told in the lines that speak of it', () => {
    const source = 'Bonjour,\nIl faut 300 masques.\nEt 20 charlottes.\nMerci'
    const start = source.indexOf('masques')
    expect(excerptOf(source, [{ start, end: start + 7, text: 'masques' }])).toBe('Il faut 300 masques.')
  })
})
