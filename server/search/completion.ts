import type { Catalogue, Named } from '@maillage/matching/catalogue.ts'
import type { Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import { fold, stemOf } from '@maillage/matching/understanding/tokens.ts'
import type { Lexeme } from './document.ts'

/** Shorter beginnings may become anything. */
const leastTyped = 3

/** More things than this begin alike: what is typed does not tell yet. */
const mostThings = 8

/**
 * Things of the catalogue whose names or synonyms, in either language, begin as what is being typed: "surj", "machine à
 * cou". The longest run of the last words that begins something decides.
 */
export function createCompletion(catalogue: Catalogue, lexicon: Lexicon): (typed: string) => Lexeme[] {
  const phrases = phrasesOf(catalogue, lexicon)
  return typed => {
    const words = wordsIn(typed)
    for (let from = Math.max(0, words.length - 4); from < words.length; from++) {
      const beginning = words.slice(from).join(' ')
      if (beginning.length < leastTyped) return []
      const found = beginningWith(phrases, beginning)
      if (found.length > 0) return found
    }
    return []
  }
}

interface Phrase {
  text: string
  lexeme: Lexeme
}

function beginningWith(phrases: readonly Phrase[], beginning: string): Lexeme[] {
  let low = 0
  let high = phrases.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((phrases[middle]?.text ?? '') < beginning) low = middle + 1
    else high = middle
  }
  const found = new Set<Lexeme>()
  for (let at = low; at < phrases.length; at++) {
    const phrase = phrases[at]
    if (phrase === undefined || !phrase.text.startsWith(beginning)) break
    found.add(phrase.lexeme)
    if (found.size > mostThings) return []
  }
  return [...found]
}

/** A word that is in the names of more things than this tells none of them. */
const mostNamed = 4

/**
 * The few things that a single word is part of the name of: "jacquard", of a loom among others. None where there are
 * many.
 */
export function createNaming(catalogue: Catalogue): (word: string) => Lexeme[] {
  const byStem = new Map<string, Set<Lexeme>>()
  for (const { lexeme, texts } of namedThings(catalogue)) {
    for (const stem of texts.flatMap(wordsIn).map(stemOf)) {
      const found = byStem.get(stem) ?? new Set()
      byStem.set(stem, found.add(lexeme))
    }
  }
  return word => {
    const found = byStem.get(stemOf(fold(word)))
    return found === undefined || found.size > mostNamed ? [] : [...found]
  }
}

const wordsIn = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const namesOf = ({ name, synonyms }: Named) => [name.fr, name.en, ...synonyms.fr, ...synonyms.en]

function* namedThings(catalogue: Catalogue): Generator<{ lexeme: Lexeme; texts: string[] }> {
  const lists = [
    ['machine', catalogue.machineTypes],
    ['trade', catalogue.trades],
    ['process', catalogue.processes],
    ['material', catalogue.materialFamilies],
    ['product', catalogue.items.filter(({ historic }) => !historic)],
    ['family', catalogue.families],
    ['norm', catalogue.norms],
  ] as const
  for (const [kind, records] of lists)
    for (const record of records) yield { lexeme: `${kind}/${record.id}`, texts: namesOf(record) }
}

function phrasesOf(catalogue: Catalogue, { activities }: Lexicon): Phrase[] {
  const phrases: Phrase[] = []
  const add = (lexeme: Lexeme, texts: readonly string[]) => {
    for (const text of texts) {
      const folded = wordsIn(text).join(' ')
      if (folded !== '') phrases.push({ text: folded, lexeme })
    }
  }
  for (const { lexeme, texts } of namedThings(catalogue)) add(lexeme, texts)
  for (const { id, words } of activities.values()) add(`activity/${id}`, [...words.fr, ...words.en])
  return phrases.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
}
