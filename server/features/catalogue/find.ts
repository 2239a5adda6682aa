import type { Catalogue, Named } from '@maillage/matching/catalogue.ts'

/** Text as it is compared: lower case, without accents. */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Ids of the items and families whose name or synonyms, in either language, hold all the words of a query. */
export function findSubjects(catalogue: Catalogue, query: string): { items: string[]; families: string[] } {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const holds = ({ name, synonyms }: Named) => {
    const text = fold([name.fr, name.en, ...synonyms.fr, ...synonyms.en].join(' '))
    return words.every(word => text.includes(word))
  }
  if (words.length === 0) return { items: [], families: [] }
  const families = catalogue.families.filter(holds).map(({ id }) => id)
  const items = catalogue.items.filter(item => holds(item) || families.includes(item.family ?? ''))
  return { items: items.map(({ id }) => id), families }
}
