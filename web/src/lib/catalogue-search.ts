import type { Named } from '@maillage/matching/catalogue.ts'

type Identified = Named & { id: string }

/** A record that answers what was typed. */
export interface Found<Record> {
  record: Record
  /** The synonym it was found by; null where it was its name. */
  synonym: string | null
  /** Whether what was typed is one of its names, word for word. */
  exact: boolean
}

/** Finds records by what people call them, best first. An empty text finds all of them, by name. */
export type CatalogueSearch<Record> = (text: string, language: 'fr' | 'en', limit?: number) => Found<Record>[]

interface Term {
  words: string[]
  /** As written; null for a name, which the reader sees anyway. */
  synonym: string | null
}

/** How a term answers, best first. */
const EXACT = 0
const BEGINS = 1
const HOLDS = 2
const NEARLY = 3
/** A synonym, or a name in the other language, comes after a name that answers as well. */
const LESS_FOR_SYNONYM = 0.25
const LESS_FOR_OTHER_LANGUAGE = 0.5

const SMALL_WORDS = new Set(
  'a au aux d de des du en et l la le les of or ou the and with for to pour sur'.split(' '),
)

/** A text in the words it is compared by: without accents, case, punctuation, small words, or the mark of the plural. */
export function foldWords(text: string): string[] {
  const words = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
  const telling = words.filter(word => !SMALL_WORDS.has(word))
  return (telling.length > 0 ? telling : words).map(word =>
    word.length > 3 ? word.replace(/(?<=.)[sx]$/, '') : word,
  )
}

/** Whether two words differ by one letter at most: added, missing or another. */
function nearly(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 5) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  const rest = (word: string, from: number) => word.slice(from)
  return (
    rest(one, start + 1) === rest(other, start + 1) ||
    rest(one, start) === rest(other, start + 1) ||
    rest(one, start + 1) === rest(other, start)
  )
}

function gradeOf(typed: string[], term: string[]): number | null {
  const joined = term.join(' ')
  const text = typed.join(' ')
  if (joined === text) return EXACT
  if (joined.startsWith(text)) return BEGINS
  if (typed.every(word => term.some(one => one.startsWith(word)))) return HOLDS
  if (typed.every(word => term.some(one => one.startsWith(word) || nearly(one, word)))) return NEARLY
  return null
}

/** Prepares a search over names and synonyms, in both languages whatever the reader's. */
export function searchOver<Record extends Identified>(records: readonly Record[]): CatalogueSearch<Record> {
  const termsOf = (record: Record, language: 'fr' | 'en'): Term[] => [
    { words: foldWords(record.name[language]), synonym: null },
    ...record.synonyms[language].map(synonym => ({ words: foldWords(synonym), synonym })),
  ]
  const prepared = records.map(record => ({
    record,
    terms: { fr: termsOf(record, 'fr'), en: termsOf(record, 'en') },
  }))

  return (text, language, limit = Infinity) => {
    const typed = foldWords(text)
    const other = language === 'fr' ? 'en' : 'fr'
    const found = prepared.flatMap(({ record, terms }) => {
      if (typed.length === 0) return [{ record, synonym: null, exact: false, grade: EXACT }]
      let best: (Found<Record> & { grade: number }) | null = null
      for (const spoken of [language, other] as const) {
        for (const { words, synonym } of terms[spoken]) {
          const grade = gradeOf(typed, words)
          if (grade === null) continue
          const away = spoken === language ? 0 : LESS_FOR_OTHER_LANGUAGE
          const total = grade + away + (synonym === null ? 0 : LESS_FOR_SYNONYM)
          const called = synonym ?? (spoken === language ? null : record.name[spoken])
          if (best === null || total < best.grade) {
            best = { record, synonym: called, exact: grade === EXACT, grade: total }
          }
        }
      }
      return best === null ? [] : [best]
    })
    return found
      .sort(
        (one, two) =>
          one.grade - two.grade ||
          one.record.name[language].localeCompare(two.record.name[language], language),
      )
      .slice(0, limit)
      .map(({ record, synonym, exact }) => ({ record, synonym, exact }))
  }
}
