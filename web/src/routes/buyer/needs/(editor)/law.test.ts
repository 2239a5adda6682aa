import { describe, expect, test } from 'vitest'
import { onlyClaim, productsOf, proposedNorms, waysOf, type Sold } from './law.ts'

const text = (fr: string) => ({ fr, en: fr })
const medical = (norms: string[]) => ({
  claim: 'protects-patient' as const,
  regulation: text('Dispositif médical'),
  norms,
  attestation: 'self',
})
const worn = {
  claim: 'protects-wearer' as const,
  regulation: text('Équipement de protection individuelle'),
  norms: ['en-149'],
  attestation: 'notified-body',
}
const items: Sold[] = [
  { id: 'mask-II', family: 'mask-surg', historic: false, compliance: [medical(['en-14683', 'iso-13485'])] },
  { id: 'mask-IIR', family: 'mask-surg', historic: false, compliance: [medical(['en-14683'])] },
  { id: 'mask-old', family: 'mask-surg', historic: true, compliance: [worn] },
  { id: 'gown', family: 'gown', historic: false, compliance: [medical(['en-13795']), worn] },
  { id: 'elastic', family: null, historic: false, compliance: [] },
]
const item = (id: string) => ({ item: id, family: null })
const surgical = { item: null, family: 'mask-surg' }

describe('the law a need falls under', () => {
  test('leaves a choice where a product is sold both ways', () => {
    const ways = waysOf(item('gown'), items)
    expect(ways.map(({ claim }) => claim)).toEqual(['protects-patient', 'protects-wearer'])
    expect(onlyClaim(item('gown'), ways)).toBeNull()
  })

  test('follows from the product where it is sold one way only', () => {
    expect(onlyClaim(item('mask-II'), waysOf(item('mask-II'), items))).toBe('protects-patient')
  })

  test('asks for no claim of a component', () => {
    expect(onlyClaim(item('elastic'), waysOf(item('elastic'), items))).toBe('none')
  })

  test('waits for a subject', () => {
    expect(onlyClaim({ item: null, family: null }, [])).toBeNull()
  })

  test('leaves what is no longer sold out of a family', () => {
    expect(productsOf(surgical, items).map(({ id }) => id)).toEqual(['mask-II', 'mask-IIR'])
  })

  test('proposes the norms that all products of a family call for', () => {
    expect(proposedNorms('protects-patient', waysOf(surgical, items))).toEqual(['en-14683'])
    expect(proposedNorms('protects-wearer', waysOf(item('gown'), items))).toEqual(['en-149'])
    expect(proposedNorms(null, waysOf(item('gown'), items))).toEqual([])
  })

  test('tells a regulation once, however many products share it', () => {
    expect(waysOf(surgical, items)[0]?.regulations).toHaveLength(1)
  })
})
