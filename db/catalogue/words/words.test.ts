import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../load.ts'
import { loadWords } from './load.ts'

const catalogue = loadCatalogue()
const { concepts, products, activities } = loadWords()
const idsOf = (records: { id: string }[]) => new Set(records.map(({ id }) => id))
const items = idsOf(catalogue.items)
const unknown = (used: Iterable<string>, known: Set<string>) => [...used].filter(id => !known.has(id))

describe('the words of the trade', () => {
  test.each([
    ['machine', idsOf(catalogue.machineTypes)],
    ['trade', idsOf(catalogue.trades)],
    ['process', idsOf(catalogue.processes)],
    ['material', idsOf(catalogue.materialFamilies)],
    ['component', items],
    ['norm', idsOf(catalogue.norms)],
  ] as const)('stand for things of the catalogue: %s', (kind, known) => {
    expect(unknown(Object.keys(concepts[kind]), known)).toEqual([])
  })

  test('there are some for every machine type, every norm, and every product that is sold', () => {
    expect(unknown(idsOf(catalogue.machineTypes), new Set(Object.keys(concepts.machine)))).toEqual([])
    expect(unknown(idsOf(catalogue.norms), new Set(Object.keys(concepts.norm)))).toEqual([])
    const named = new Set(products.heads.flatMap(({ products: ids }) => ids))
    const sold = catalogue.items.filter(({ kind, historic }) => kind === 'product' && !historic)
    expect(unknown(idsOf(sold), named)).toEqual([])
  })

  test('of products lead to products, of contexts to families', () => {
    const used = [...products.heads, ...products.qualifiers].flatMap(({ products: ids }) => ids)
    expect(unknown([...used, ...products.named], items)).toEqual([])
    const families = products.contexts.flatMap(({ families: byFamily }) => Object.keys(byFamily))
    expect(unknown(families, idsOf(catalogue.families))).toEqual([])
  })

  test('of lines of business lead to trades, materials, machines and families', () => {
    expect(idsOf(activities).size).toBe(activities.length)
    const used = (of: (activity: (typeof activities)[number]) => string[]) => activities.flatMap(of)
    expect(
      unknown(
        used(({ trades }) => trades.map(({ trade }) => trade)),
        idsOf(catalogue.trades),
      ),
    ).toEqual([])
    expect(
      unknown(
        used(({ materials }) => materials),
        idsOf(catalogue.materialFamilies),
      ),
    ).toEqual([])
    expect(
      unknown(
        used(({ machines }) => machines),
        idsOf(catalogue.machineTypes),
      ),
    ).toEqual([])
    expect(
      unknown(
        used(({ families }) => families),
        idsOf(catalogue.families),
      ),
    ).toEqual([])
  })
})
