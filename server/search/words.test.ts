import { describe, expect, test } from 'vitest'
import { codesIn } from './codes.ts'
import { isOneSlipAway } from './slips.ts'
import { maker } from './testing/examples.ts'

const read = (text: string, typing = false) => maker.words.read(text, typing).terms

describe('what is typed is understood', () => {
  test('as things of the catalogue, whatever the language', () => {
    expect(read('overlock')[0]?.meant).toContain('machine/sew-overlock')
    expect(read('surjeteuses')[0]?.meant).toContain('machine/sew-overlock')
    expect(read('washable gowns')[0]?.meant).toContain('product/gown-washable')
  })

  test('without what only says which, how many, or asks politely', () => {
    const terms = read('Bonjour, nous cherchons 5 000 surblouses lavables en urgence')
    expect(terms.map(({ typed }) => typed)).toEqual(['surblouses'])
  })

  test('without what is denied', () => {
    expect(read('tissage, pas de confection').map(({ typed }) => typed)).toEqual(['tissage'])
    expect(maker.words.asserted('Tissage. Pas de confection.')).not.toContain('confection')
  })

  test('with places, what is near them after them', () => {
    const [department] = read('Tarn')
    expect(department).toMatchObject({ isPlace: true, meant: ['department/81'] })
    const [town] = read('lavelanet')
    expect(town).toMatchObject({ isPlace: true, meant: ['commune/09160'], near: ['department/09'] })
    expect(read('recouvreuse Les Herbiers').at(-1)).toMatchObject({ isPlace: true, meant: ['commune/85109'] })
    expect(read('tissage dpt 88').at(-1)).toMatchObject({ isPlace: true, meant: ['department/88'] })
    expect(read('qui tisse dans le 81')).toContainEqual(expect.objectContaining({ meant: ['department/81'] }))
    const dated = ['livraison le 15/03', 'pour le 09 mars', 'plus de 50 machines', 'sur la machine']
    for (const text of dated) expect(read(text).some(({ isPlace }) => isPlace)).toBe(false)
    expect(read('un lot de rubans').some(({ isPlace }) => isPlace)).toBe(false)
  })

  test('as it is being typed, by what begins so', () => {
    expect(read('surjet', true)[0]?.near).toContain('machine/sew-overlock')
    expect(read('surjet')[0]?.open).toBe(false)
  })
})

describe('a code', () => {
  test('is one code however it is written', () => {
    const codes = ['EN 14683', 'NF EN 14683', 'en14683', 'NF-EN 14683'].map(text => codesIn(text)[0]?.code)
    expect(new Set(codes)).toEqual(new Set(['en14683']))
    expect(codesIn('EN ISO 374-1')[0]?.code).toBe(codesIn('ISO 374-1')[0]?.code)
  })

  test('is not a quantity', () => {
    expect(codesIn('5 000 masques, 1 500 par semaine')).toEqual([])
    expect(codesIn('livraison 09300').map(({ code }) => code)).toEqual(['09300'])
  })
})

test('a word that was meant is a slip or two away, and no further', () => {
  expect(isOneSlipAway('toyre', 'touyre')).toBe(true)
  expect(isOneSlipAway('lavelannet', 'lavelanet')).toBe(true)
  expect(isOneSlipAway('tisages', 'tissage')).toBe(false)
  expect(isOneSlipAway('laine', 'plaine')).toBe(true)
  expect(isOneSlipAway('laine', 'linge')).toBe(false)
})
