/** The words people use for what the catalogue holds, compiled so that a text is read in one pass. */
import type { Catalogue } from '../catalogue.ts'
import { createSpelling } from './spelling.ts'
import { emptyTrie, enter, keysOf, type Trie, wordsOf } from './trie.ts'

/** Kinds of things that a word may stand for, each with ids of the catalogue; an activity is one of `Words`. */
export const conceptKinds = [
  'machine',
  'trade',
  'process',
  'material',
  'component',
  'norm',
  'activity',
] as const
export type ConceptKind = (typeof conceptKinds)[number]

/** What a firm of some line of business usually has: never stated, only asked. */
export interface Activity {
  id: string
  name: { fr: string; en: string }
  words: { fr: string[]; en: string[] }
  /** Trades of ten to fifteen people of such a firm. */
  trades: { trade: string; people: number }[]
  materials: string[]
  machines: string[]
  /** Product families whose makers are of this line. */
  families: string[]
  /** Too wide to tell much: counts where no other line is named. */
  fallback: boolean
}

export const cueKinds = [
  'negation',
  'past',
  'need',
  'offer',
  'ordered',
  'history',
  'stock',
  'delivery',
  'people',
  'patient',
  'wearer',
  'neither',
  'bought',
  'buying',
  'mending',
  'resale',
  'outsourcing',
  'making',
] as const
export type CueKind = (typeof cueKinds)[number]

/** The words of the trade, as `db/catalogue/words` keeps them. */
export interface Words {
  concepts: Record<Exclude<ConceptKind, 'activity'>, Record<string, string[]>>
  /** Names of the catalogue that are common words as well, and say nothing by themselves. */
  ignored: string[]
  products: {
    /** Nouns for something sold, and the products that each may mean, the likeliest first. */
    heads: { words: string[]; products: string[] }[]
    /** What is said beside a noun leaves only these products; `alone`: those it means after a number, with no noun. */
    qualifiers: { group: string; words: string[]; products: string[]; alone: string[] }[]
    /** Who is spoken of makes a family so many times as likely. */
    contexts: { words: string[]; families: Record<string, number> }[]
    /** Products that are meant only where a word says so: a child's mask. */
    named: string[]
  }
  activities: Activity[]
  cues: Record<CueKind, string[]>
  /** Words that are no misspelling of one of the trade, near as they are: charbon is no carbone. */
  ordinary: string[]
}

/** What a phrase may mean. */
export interface Meaning {
  concepts: { kind: ConceptKind; id: string }[]
  /** Products it may stand for as a noun. */
  products: string[]
  qualifiers: { group: string; products: string[]; alone: string[] }[]
  contexts: Record<string, number>[]
}

export interface Lexicon {
  meanings: Trie<Meaning>
  cues: Trie<CueKind[]>
  /** Family of each product. */
  families: ReadonlyMap<string, string>
  /** Products no longer asked for. */
  historic: ReadonlySet<string>
  /** Products meant only where a word says so. */
  named: ReadonlySet<string>
  activities: ReadonlyMap<string, Activity>
  /** The known stem a misspelt one stands for. */
  spelling: (stem: string) => string | undefined
  known: ReadonlySet<string>
}

/** Means nothing yet. */
export const nothing = (): Meaning => ({ concepts: [], products: [], qualifiers: [], contexts: [] })

/** Compiles the words of the trade with the names and synonyms of a catalogue. */
export function compileLexicon(catalogue: Catalogue, words: Words): Lexicon {
  const meanings = emptyTrie<Meaning>()
  const add = (phrase: string, change: (meaning: Meaning) => void) =>
    enter(meanings, keysOf(phrase), before => {
      const meaning = before ?? nothing()
      change(meaning)
      return meaning
    })
  const addConcept = (kind: ConceptKind, id: string, phrase: string) =>
    add(phrase, ({ concepts }) => {
      if (!concepts.some(concept => concept.kind === kind && concept.id === id)) concepts.push({ kind, id })
    })
  for (const { words: phrases, products } of words.products.heads) {
    for (const phrase of phrases) add(phrase, meaning => (meaning.products = products))
  }
  for (const { words: phrases, ...qualifier } of words.products.qualifiers) {
    for (const phrase of phrases) add(phrase, meaning => meaning.qualifiers.push(qualifier))
  }
  for (const { words: phrases, families } of words.products.contexts) {
    for (const phrase of phrases) add(phrase, meaning => meaning.contexts.push(families))
  }
  for (const kind of conceptKinds) {
    if (kind === 'activity') continue
    for (const [id, phrases] of Object.entries(words.concepts[kind])) {
      for (const phrase of phrases) addConcept(kind, id, phrase)
    }
  }
  for (const { id, words: phrases } of words.activities) {
    for (const phrase of [...phrases.fr, ...phrases.en]) addConcept('activity', id, phrase)
  }
  const ignored = new Set(words.ignored.map(phrase => keysOf(phrase).join(' ')))
  for (const [kind, id, phrase] of phrasesOf(catalogue)) {
    // One word of the catalogue alone is often a common one (lien, bride, rotor): those above are chosen.
    const keys = keysOf(phrase)
    if (keys.length > 1 && !ignored.has(keys.join(' '))) addUnlessKnown(meanings, kind, id, phrase)
  }
  const known = stemsOf(meanings)
  // "nous savons" names no soap.
  for (const phrase of words.ordinary) if (keysOf(phrase).length > 1) add(phrase, () => undefined)
  return {
    meanings,
    cues: compileCues(words.cues),
    families: new Map(catalogue.items.flatMap(({ id, family }) => (family === null ? [] : [[id, family]]))),
    historic: new Set(catalogue.items.filter(({ historic }) => historic).map(({ id }) => id)),
    named: new Set(words.products.named),
    activities: new Map(words.activities.map(activity => [activity.id, activity])),
    spelling: createSpelling(known, words.ordinary.flatMap(keysOf)),
    known,
  }
}

function addUnlessKnown(meanings: Trie<Meaning>, kind: ConceptKind, id: string, phrase: string): void {
  enter(meanings, keysOf(phrase), before => before ?? { ...nothing(), concepts: [{ kind, id }] })
}

function* phrasesOf(catalogue: Catalogue): Generator<[ConceptKind, string, string]> {
  const lists = [
    ['machine', catalogue.machineTypes],
    ['trade', catalogue.trades],
    ['process', catalogue.processes],
    ['material', catalogue.materialFamilies],
    ['component', catalogue.items.filter(item => item.kind === 'component')],
    ['norm', catalogue.norms],
  ] as const
  for (const [kind, records] of lists) {
    for (const { id, name, synonyms } of records) {
      for (const phrase of [name.fr, name.en, ...synonyms.fr, ...synonyms.en]) yield [kind, id, phrase]
    }
  }
}

function compileCues(cues: Words['cues']): Trie<CueKind[]> {
  const trie = emptyTrie<CueKind[]>()
  for (const kind of cueKinds) {
    for (const phrase of cues[kind]) enter(trie, wordsOf(phrase), before => [...(before ?? []), kind])
  }
  return trie
}

function stemsOf(trie: Trie<Meaning>): Set<string> {
  const stems = new Set<string>()
  const walk = ({ next }: Trie<Meaning>) => {
    for (const [stem, node] of next) {
      stems.add(stem)
      walk(node)
    }
  }
  walk(trie)
  return stems
}
