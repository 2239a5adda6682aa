import { describe, expect, test } from 'vitest'
import type { Product } from './overview.ts'
import { byFamily, filterIn, isFragile } from './products.ts'

const product = (item: string, changes: Partial<Product> = {}): Product => ({
  item,
  family: 'gown',
  makersNow: 3,
  makersReoriented: 2,
  together: true,
  needs: 0,
  quantity: 0,
  ...changes,
})

describe('the products of the region', () => {
  test.each([
    ['several makers', {}, false],
    ['one maker', { makersNow: 1, makersReoriented: 0 }, true],
    ['one maker, after a change', { makersNow: 0, makersReoriented: 1 }, true],
    ['no maker alone, but several together', { makersNow: 0, makersReoriented: 0 }, false],
    ['nobody, even together', { makersNow: 0, makersReoriented: 0, together: false }, true],
  ])('with %s: fragile is %s', (_, changes, expected) => {
    expect(isFragile(product('gown', changes))).toBe(expected)
  })

  test('are shown by family, all or those asked for', () => {
    const products = [
      product('gown-washable', { needs: 2 }),
      product('visor', { family: 'visor' }),
      product('gown-disposable', { needs: 1 }),
    ]
    const items = (filter: 'all' | 'asked') =>
      byFamily(products, filter).map(({ family, products: of }) => [family, of.map(({ item }) => item)])
    expect(items('all')).toEqual([
      ['gown', ['gown-washable', 'gown-disposable']],
      ['visor', ['visor']],
    ])
    expect(items('asked')).toEqual([['gown', ['gown-washable', 'gown-disposable']]])
  })

  test('take an unknown filter of an address for none', () => {
    expect(filterIn(new URLSearchParams('show=fragile'))).toBe('fragile')
    expect(filterIn(new URLSearchParams('show=odd'))).toBe('all')
  })
})
