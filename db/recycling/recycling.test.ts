import { expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue/load.ts'
import { loadRecyclingLaw, loadStreams } from './load.ts'

const catalogue = loadCatalogue()
const { streams, articles } = loadStreams()

test('every product of the catalogue is collected into a stream, or says why not', () => {
  const products = catalogue.items.filter(({ kind }) => kind === 'product').map(({ id }) => id)
  expect(articles.map(({ item }) => item).toSorted()).toEqual(products.toSorted())
})

test('each stream is made of used articles into a material by collecting, sorting and opening or regranulating', () => {
  for (const { used, material } of streams) {
    const recipe = catalogue.recipes.find(({ item }) => item === material)
    const [collect, sort, last] = recipe?.operations ?? []
    expect(collect?.inputs.map(({ item }) => item)).toEqual([used])
    expect([collect, sort].map(operation => operation?.methods[0]?.process)).toEqual(['collect', 'sort-used'])
    expect(['open-fibre', 'regranulate']).toContain(last?.methods[0]?.process)
  }
})

test('what the law asks names where and when it was read', () => {
  const law = loadRecyclingLaw()
  expect(law.length).toBeGreaterThan(0)
  for (const { source, since } of law) {
    expect(URL.canParse(source.address)).toBe(true)
    expect([since, source.readOn]).toEqual(
      [since, source.readOn].map(day => new Date(day).toISOString().slice(0, 10)),
    )
  }
})
