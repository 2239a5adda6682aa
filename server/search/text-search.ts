import type { Text } from '@maillage/matching/catalogue.ts'
import type { CapacityAsked } from './capacity.ts'
import type {
  Capacity,
  DocumentKey,
  DocumentKind,
  DocumentPlace,
  FacetName,
  Lexeme,
  SearchDocument,
  Weight,
} from './document.ts'
import type { SearchWords } from './words.ts'

/** Who asks. Every answer holds only what this reader may read. */
export interface Reader {
  /** Belongs to an organisation that is not suspended. */
  member: boolean
  operator: boolean
  organisations: string[]
}

/** What is asked of an index. */
export interface SearchQuestion {
  words: SearchWords
  kinds: readonly DocumentKind[]
  /** Any value of a facet will do; every facet has to hold. */
  facets: Partial<Record<FacetName, string[]>>
  within: { latitude: number; longitude: number; kilometres: number } | null
  /** Only firms that could make so much by then. */
  capacity: CapacityAsked | null
  reader: Reader
  /** ISO date: what was asked for until a day before is not found. */
  today: string
  /** Most hits of all kinds together. */
  limit: number
}

/** From where to where in a text, in UTF-16 units. */
export type Mark = [start: number, end: number]

/** A document that answers. */
export interface Hit extends DocumentKey {
  /** In [0, 1]; comparable within one answer. */
  score: number
  title: Text
  titleMarks: { fr: Mark[]; en: Mark[] }
  /** The sentence of its own words that answers best; empty where it has none. */
  text: string
  textMarks: Mark[]
  place: (DocumentPlace & { name: string }) | null
  /** Things of the catalogue that were asked for and that it has, what it has by itself first. */
  matched: { lexeme: Lexeme; weight: Weight }[]
  facets: SearchDocument['facets']
  /** It has all of what the list is counted by; others are there because these are few. */
  whole: boolean
  /** Of the family whose capacity was asked for; null where none was. */
  capacity: Capacity | null
  own: boolean
}

export interface SearchAnswer {
  /** The index that should have answered did not, and the database answered in its place. */
  degraded: boolean
  hits: Hit[]
  /** Words that nothing is called by, and what was looked for instead. */
  corrected: { typed: string; meant: string }[]
  /** Parts of the question that were let go of because nothing answers all of it. */
  left: string[]
}

export interface FacetCounts {
  degraded: boolean
  /** So many answer that a part of them was counted for all: figures are about right. */
  estimated: boolean
  /** Documents that answer, by kind. */
  kinds: Record<DocumentKind, number>
  /** Where a facet is narrowed, its counts are those without it. */
  facets: Record<FacetName, { value: string; count: number }[]>
  /** Where a capacity is asked for: how many firms make at least so many units a week of the family by then, at any rate. */
  weekly: { least: number; count: number }[]
}

/** Documents that have come, changed or gone. */
export interface Changes {
  documents: SearchDocument[]
  gone: DocumentKey[]
}

/**
 * Full-text search over the marketplace: an index that can be asked. Adapters answer the same contract
 * (`testing/contract.ts`). Throws where the index cannot be reached.
 */
export interface TextSearch {
  search(question: SearchQuestion): Promise<SearchAnswer>
  count(question: SearchQuestion): Promise<FacetCounts>
}
