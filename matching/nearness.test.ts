/** The score of what a firm could make, with the figures of `docs/matching.md`: a weight or a sign that changes has to change here too. */
import { describe, expect, test } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import { outlook, weightIn } from './outlook.ts'
import { compileReference } from './reference.ts'
import type { Firm } from './supply.ts'
import { smallCatalogue } from './testing/catalogue.ts'
import { engineWith, leatherShop, mill, sewingShop } from './testing/examples.ts'

const scoreOf = (firm: Firm, product: string, maximumDays = 60) =>
  engineWith()
    .exploreProducts(firm, { maximumDays })
    .find(each => each.product === product)?.score

/** How promising a product is by one of its recipes, whoever makes it. */
const promise = (catalogue: Catalogue, item: string, recipe: string) => {
  const reference = compileReference(catalogue)
  const found = reference.recipes.get(item)?.find(each => each.recipe.id === recipe)
  return found && outlook(reference, found)
}

describe('what a firm could make is worth', () => {
  test('0.55 for an operation done, 0.25 more as it stands, 0.2 where its material is worked', () => {
    expect(scoreOf(sewingShop('a'), 'mask')).toBeCloseTo(1, 12)
    expect(scoreOf(sewingShop('a', { workedMaterials: ['leather'] }), 'mask')).toBeCloseTo(0.55 + 0.25, 12)
  })

  test('up to 0.3 less for a change, by its days of the longest looked at', () => {
    const cut = 0.55 + 0.25
    expect(scoreOf(leatherShop('a'), 'mask')).toBeCloseTo((cut + 0.55 * (1 - (0.3 * 10) / 60)) / 2, 12)
    expect(scoreOf(leatherShop('a'), 'mask', 20)).toBeCloseTo((cut + 0.55 * (1 - (0.3 * 10) / 20)) / 2, 12)
  })

  test('half as much for each operation after the material it makes', () => {
    expect(scoreOf(mill('a'), 'gown')).toBeCloseTo(2 / (2 + 0.5 + 0.5), 12)
    expect(scoreOf(mill('a'), 'mask')).toBeCloseTo((2 + 0.5) / (2 + 0.5 + 0.5 + 0.5), 12)
  })

  test('half of it for an input that is next to nothing of the product, the other half by value and mass', () => {
    const [mask] = compileReference(smallCatalogue).recipes.get('mask') ?? []
    const value = (0.4 * 5_000) / (0.1 * 300_000)
    const mass = (0.4 * 2) / (0.1 * 100)
    expect(mask && weightIn(mask, 'stack')).toBeCloseTo(1, 12)
    expect(mask && weightIn(mask, 'elastic')).toBeCloseTo(0.5 + 0.25 * value + 0.25 * mass, 12)
  })
})

describe('a product promises', () => {
  test('a tenth less where it may be sold after 194 days, nothing less up to 14', () => {
    expect(promise(smallCatalogue, 'mask', 'mask-sewn')).toBe(1)
    expect(promise(smallCatalogue, 'visor', 'visor-cut')).toBeCloseTo(1 - (0.1 * (60 - 14)) / 180, 12)
  })

  test('up to a quarter less the less it is asked for', () => {
    const asked = { value: 0.2, basis: 'estimated' as const }
    const items = smallCatalogue.items.map(item => (item.id === 'gown' ? { ...item, asked } : item))
    expect(promise({ ...smallCatalogue, items }, 'gown', 'gown-sewn')).toBeCloseTo(1 - 0.25 * 0.8, 12)
  })

  test('less where it is thrown away and takes more hands than by another recipe, by their share of what it costs', () => {
    const quick = (of: string) =>
      smallCatalogue.recipes
        .filter(({ id }) => id === of)
        .map(recipe => ({
          ...recipe,
          id: `${of}-quick`,
          operations: recipe.operations.map(operation => ({
            ...operation,
            methods: operation.methods.map(method =>
              operation.id === 'sew'
                ? { ...method, labourMinutes: { ...method.labourMinutes, value: 0 } }
                : method,
            ),
          })),
        }))
    const recipes = [...smallCatalogue.recipes, ...quick('mask-sewn'), ...quick('mask-child-sewn')]
    const both = { ...smallCatalogue, recipes }
    const cents = (minutes: number) => (minutes / 0.7) * 52
    const inputs = 0.1 * 300 + 0.4 * 5
    const dearness = cents(3) / (cents(0.2 + 3 + 0.2) + inputs)
    expect(promise(both, 'mask-child', 'mask-child-sewn')).toBeCloseTo(1 - 0.15 * dearness, 12)
    expect(promise(both, 'mask-child', 'mask-child-sewn-quick')).toBe(1)
    expect(promise(both, 'mask', 'mask-sewn')).toBe(1)
  })
})
