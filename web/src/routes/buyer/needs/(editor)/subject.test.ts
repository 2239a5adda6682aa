import { describe, expect, test } from 'vitest'
import { emptyForm, type NeedForm } from './need-form.ts'
import { hasOwnNorms, sizesOf, withClaim, withSubject, type Offered } from './subject.ts'

const offered = (id: string, family: string | null, parts: Partial<Offered>): Offered => ({
  id,
  family,
  historic: false,
  sizes: [],
  packagings: [],
  compliance: [],
  ...parts,
})
const way = (claim: 'protects-patient' | 'protects-wearer', norms: string[]) => ({
  claim,
  regulation: { fr: claim, en: claim },
  norms,
  attestation: 'self',
})
const items = [
  offered('gown', 'gown', {
    sizes: ['S', 'M', 'L'],
    packagings: [{ id: 'bag-10', count: 10 }],
    compliance: [way('protects-patient', ['en-13795']), way('protects-wearer', ['en-14126'])],
  }),
  offered('gown-short', 'gown', {
    sizes: ['M', 'L', 'XL'],
    compliance: [way('protects-patient', ['en-13795'])],
  }),
  offered('mask', 'mask', { compliance: [way('protects-patient', ['en-14683'])] }),
  offered('elastic', null, {}),
]
const of = (item: string) => ({ item, family: null })
const typed: NeedForm = {
  ...emptyForm(),
  ...of('gown'),
  claim: 'protects-wearer',
  packaging: 'bag-10',
  sizes: [
    { size: 'S', quantity: 5 },
    { size: 'M', quantity: 5 },
  ],
  norms: ['en-14126'],
}

describe('choosing what a need is about', () => {
  test('brings the claim and the norms that follow', () => {
    expect(withSubject(emptyForm(), of('mask'), items)).toMatchObject({
      item: 'mask',
      claim: 'protects-patient',
      norms: ['en-14683'],
    })
  })

  test('leaves the claim open where there is a choice', () => {
    expect(withSubject(emptyForm(), of('gown'), items)).toMatchObject({ claim: null, norms: [] })
  })

  test('keeps what still goes with it and drops the rest', () => {
    expect(withSubject(typed, of('gown-short'), items)).toMatchObject({
      claim: 'protects-patient',
      packaging: null,
      sizes: [{ size: 'M', quantity: 5 }],
    })
  })

  test('a component claims no protection', () => {
    expect(withSubject(typed, of('elastic'), items)).toMatchObject({ claim: 'none', norms: [], sizes: [] })
  })

  test('a family offers the sizes of all its products', () => {
    expect(sizesOf({ item: null, family: 'gown' }, items)).toEqual(['S', 'M', 'L', 'XL'])
  })
})

describe('norms', () => {
  test('follow the claim', () => {
    expect(withClaim(typed, 'protects-patient', items).norms).toEqual(['en-13795'])
  })

  test('stay as they are once they were chosen by hand', () => {
    const own = { ...typed, norms: ['en-14126', 'oeko-tex'], ownNorms: true }
    expect(withClaim(own, 'protects-patient', items).norms).toEqual(['en-14126', 'oeko-tex'])
  })

  test('are known to be chosen by hand when they differ from those proposed', () => {
    expect(hasOwnNorms(typed, items)).toBe(false)
    expect(hasOwnNorms({ ...typed, norms: [] }, items)).toBe(true)
  })
})
