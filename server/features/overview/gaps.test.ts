import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { describe, expect, test } from 'vitest'
import { findGaps } from './gaps.ts'

const catalogue = loadCatalogue()
const everything = () => true
const operationsBy = (process: string) =>
  new Set(
    catalogue.recipes.flatMap(recipe =>
      recipe.operations
        .filter(({ methods }) => methods.every(method => method.process === process))
        .map(({ id }) => `${recipe.id}/${id}`),
    ),
  )

describe('gaps of a region', () => {
  test('are none where somebody can do every operation', () => {
    expect(findGaps(catalogue, everything)).toEqual([])
  })

  test('are all products where nobody can do anything', () => {
    const gaps = new Set(findGaps(catalogue, () => false).map(({ item }) => item))
    const products = catalogue.items.filter(({ kind, historic }) => kind === 'product' && !historic)
    expect(products.filter(({ id }) => !gaps.has(id))).toEqual([])
  })

  test('name the operation that nobody can do, and the products that wait for it', () => {
    const dipping = operationsBy('dip')
    expect(dipping.size).toBeGreaterThan(0)
    const gaps = findGaps(catalogue, (recipe, operation) => !dipping.has(`${recipe}/${operation}`))
    expect(gaps.length).toBeGreaterThan(0)
    for (const gap of gaps) {
      expect(gap.operations.length + gap.inputs.length).toBeGreaterThan(0)
      for (const { processes } of gap.operations) expect(processes).toEqual(['dip'])
    }
  })

  test('tell of a component what it goes into and how much buying it elsewhere binds', () => {
    const meltblown = operationsBy('nw-mb')
    expect(meltblown.size).toBeGreaterThan(0)
    const gap = findGaps(catalogue, (recipe, operation) => !meltblown.has(`${recipe}/${operation}`)).find(
      ({ kind }) => kind === 'material',
    )
    expect(gap?.products.length).toBeGreaterThan(0)
    expect(gap?.outside).toBe(catalogue.items.find(({ id }) => id === gap?.item)?.outside?.dependence)
  })
})
