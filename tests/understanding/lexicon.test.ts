import { readText } from '@maillage/matching/understanding/reading.ts'
import { describe, expect, test } from 'vitest'
import { catalogue, lexicon, needsOf } from './read.ts'

const sold = catalogue.items.filter(({ kind, historic }) => kind === 'product' && !historic)

describe('the names of the catalogue', () => {
  test.each(sold.map(item => [item.id, item] as const))('are read as what they name: %s', (_, item) => {
    for (const name of [item.name.fr, item.name.en]) {
      const [need, ...others] = needsOf(`Besoin : 300 ${name}`)
      expect([name, need?.product, others.length]).toEqual([name, item.id, 0])
    }
    const synonyms = [...item.synonyms.fr, ...item.synonyms.en]
    const families = synonyms.flatMap(synonym => {
      const [noun] = readText(synonym, lexicon).nouns
      return noun === undefined ? [] : [noun.readings.map(({ family }) => family)]
    })
    for (const family of families) expect(family).toContain(item.family)
    expect(families.length / synonyms.length).toBeGreaterThan(0.5)
  })

  test('of machines, trades, norms and materials are read as what they name', () => {
    const wrong: string[] = []
    const lists = { machine: catalogue.machineTypes, trade: catalogue.trades, norm: catalogue.norms }
    for (const [kind, records] of Object.entries(lists)) {
      for (const { id, name } of records) {
        const found = readText(name.fr, lexicon).concepts.filter(concept => concept.kind === kind)
        if (!found.some(concept => concept.id === id)) wrong.push(`${kind} ${id}: ${name.fr}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

test.each([
  'la semaine dernière',
  'le charbon',
  'une skirt',
  'le trainement',
  'nous marchons',
  'banque',
  'maintenant',
])('ordinary words are no misspelling of one of the trade: %s', text => {
  expect(readText(text, lexicon).concepts).toEqual([])
})
