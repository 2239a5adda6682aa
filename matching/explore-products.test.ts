import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProductPossibility } from './explore-products.ts'
import type { Firm } from './supply.ts'
import { firms, machines } from './testing/arbitraries.ts'
import { engineWith, firm, leatherShop, mill, sewingShop, site } from './testing/examples.ts'

const products = (each: Firm, maximumDays?: number) =>
  engineWith().exploreProducts(each, maximumDays === undefined ? {} : { maximumDays })

function product(each: Firm, id: string, maximumDays?: number): ProductPossibility {
  const found = products(each, maximumDays).find(candidate => candidate.product === id)
  if (found === undefined) throw new Error(`Nothing about ${id}`)
  return found
}

describe('the sold products a firm could have a part in', () => {
  test('are all products of today, best first, each once', () => {
    const found = products(sewingShop('a'))
    expect(found.map(({ product: id }) => id).sort()).toEqual(['gown', 'mask', 'mask-child', 'visor'])
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('for a maker of the product: its own operations, and what it buys', () => {
    expect(product(sewingShop('a'), 'mask')).toMatchObject({
      makes: 'mask',
      operations: { direct: ['cut-cnc', 'sew', 'pack'], reoriented: [], missing: [] },
      services: ['test'],
      effort: { days: 0, keuro: 0, trainingDays: 0 },
    })
    expect(product(sewingShop('a'), 'mask').inputs).toContain('stack')
  })

  test('for a maker of a material: the products it goes into, and the operations that come after', () => {
    const mask = product(mill('mill'), 'mask')
    expect(mask.makes).toBe('stack')
    expect(mask.operations.direct).toEqual(expect.arrayContaining(['weave', 'finish']))
    expect(mask.operations.missing).toEqual(expect.arrayContaining(['cut-cnc', 'sew', 'pack']))
    expect(mask.inputs).not.toContain('stack')
    expect(product(mill('mill'), 'visor').score).toBeLessThanOrEqual(0.05)
  })

  test('whoever does all of the product is closer to it than whoever makes its material', () => {
    expect(product(sewingShop('a'), 'mask').score).toBeGreaterThan(product(mill('mill'), 'mask').score)
  })

  test('changes count as far as they are looked at', () => {
    expect(product(leatherShop('a'), 'mask').operations.reoriented).toEqual(['sew'])
    expect(product(leatherShop('a'), 'mask').effort).toEqual({ days: 10, keuro: 20, trainingDays: 4 })
    expect(product(leatherShop('a'), 'mask', 9).operations.missing).toContain('sew')
  })

  test('a firm without machines has no part but packing', () => {
    const packer = firm('a', [site({}, { seller: 5 })])
    for (const { score } of products(packer)) expect(score).toBeLessThanOrEqual(0.05)
  })
})

describe('for every firm', () => {
  /** People are declared, so that none are assumed from the machines. */
  const withMachines = (each: Firm, more: Firm['sites'][number]['machines']): Firm => ({
    ...each,
    sites: each.sites.map((place, position) => ({
      ...place,
      machines: position === 0 ? [...place.machines, ...more] : place.machines,
      workforce: [...place.workforce, { trade: 'seller', people: 1, hoursPerWeek: 1 }],
    })),
  })

  test('a score lies in [0, 1], and no process is in two sets', () => {
    fc.assert(
      fc.property(firms('a'), each => {
        for (const { score, operations } of products(each)) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
          const all = [...operations.direct, ...operations.reoriented, ...operations.missing]
          expect(new Set(all).size).toBe(all.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which sites, machines, people and materials are told never shows', () => {
    const reversed = (each: Firm): Firm => ({
      ...each,
      sites: each.sites
        .map(place => ({
          ...place,
          machines: place.machines.toReversed(),
          workforce: place.workforce.toReversed(),
        }))
        .reverse(),
      workedMaterials: each.workedMaterials.toReversed(),
    })
    fc.assert(
      fc.property(firms('a'), each => {
        expect(products(reversed(each))).toEqual(products(each))
      }),
      { numRuns: 200 },
    )
  })

  test('one more machine never lowers the score of a product', () => {
    fc.assert(
      fc.property(firms('a'), machines, (each, machine) => {
        const more = new Map(
          products(withMachines(each, [machine])).map(found => [found.product, found.score]),
        )
        for (const { product: id, score } of products(withMachines(each, []))) {
          expect(more.get(id)).toBeGreaterThanOrEqual(score - 1e-12)
        }
      }),
      { numRuns: 500 },
    )
  })
})
