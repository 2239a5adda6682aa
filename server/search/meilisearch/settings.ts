import type { Catalogue, Named } from '@maillage/matching/catalogue.ts'
import type { Words } from '@maillage/matching/understanding/lexicon.ts'
import type { Settings } from 'meilisearch'
import { facetNames } from '../document.ts'
import { stopWordList } from '../stop-words.ts'

/** Longer phrases are no synonyms: Meilisearch looks at three words at a time. */
const longestSynonym = 3

const wordsIn = (text: string) => text.split(/\s+/).length

/** Every word of the trade that is short enough, with what the catalogue calls the thing, in both languages. */
function synonymsOf(catalogue: Catalogue, words: Words): Record<string, string[]> {
  const synonyms = new Map<string, Set<string>>()
  const add = (phrase: string, { fr, en }: Named['name']) => {
    const key = phrase.toLowerCase()
    if (wordsIn(key) > longestSynonym) return
    const names = synonyms.get(key) ?? new Set()
    for (const name of [fr, en]) if (name.toLowerCase() !== key) names.add(name)
    if (names.size > 0) synonyms.set(key, names)
  }
  const lists = [
    ['machine', catalogue.machineTypes],
    ['trade', catalogue.trades],
    ['process', catalogue.processes],
    ['material', catalogue.materialFamilies],
    ['component', catalogue.items],
    ['norm', catalogue.norms],
  ] as const
  for (const [kind, records] of lists) {
    for (const { id, name, synonyms: own } of records) {
      const phrases = [name.fr, name.en, ...own.fr, ...own.en, ...(words.concepts[kind][id] ?? [])]
      for (const phrase of phrases) add(phrase, name)
    }
  }
  const names = new Map(catalogue.items.map(({ id, name }) => [id, name]))
  for (const { words: phrases, products } of words.products.heads) {
    const likeliest = names.get(products[0] ?? '')
    if (likeliest !== undefined) for (const phrase of phrases) add(phrase, likeliest)
  }
  return Object.fromEntries([...synonyms].map(([phrase, meant]) => [phrase, [...meant]]))
}

/** How Meilisearch is to search: all of it here, so that an index made anew searches alike. */
export function settingsOf(catalogue: Catalogue, words: Words): Settings {
  return {
    // The weights of the other index, as an order: named so, has or asks for it, is there, said it, could do it.
    searchableAttributes: ['names', 'has', 'codes', 'places', 'said', 'sentences', 'could'],
    filterableAttributes: ['kind', 'audience', 'owner', 'until', '_geo', 'weekly', ...facetNames],
    sortableAttributes: ['standing'],
    rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness', 'standing:desc'],
    stopWords: [...stopWordList],
    synonyms: synonymsOf(catalogue, words),
    // A norm is that norm or another one: nothing is near it.
    typoTolerance: {
      enabled: true,
      disableOnNumbers: true,
      disableOnAttributes: ['codes'],
      minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
    },
    faceting: { maxValuesPerFacet: 200 },
  }
}
