import { expect, test } from 'vitest'
import { loadCatalogue } from '../catalogue/load.ts'
import { loadCarbon } from './load.ts'

const { road, sea, materials } = loadCarbon()

test('ten tonnes over 300 km by lorry emit 376 kg, its fuel made and burnt; over 18,000 km by ship, 3.6 t', () => {
  expect(10 * 300 * road.kgPerTonneKm).toBeCloseTo(375.66, 2)
  expect(10 * 18_000 * sea.kgPerTonneKm).toBeCloseTo(3558.6, 1)
})

test('a factor names where and when it was read, and families of products are those of the catalogue', () => {
  for (const { source } of [road, sea])
    expect([URL.canParse(source.address), source.readOn > '2026']).toEqual([true, true])
  const known = new Set(loadCatalogue().families.map(({ id }) => id))
  expect(materials.flatMap(({ families }) => families).filter(id => !known.has(id))).toEqual([])
})
