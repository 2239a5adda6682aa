import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Lexicon } from '@maillage/matching/understanding/lexicon.ts'
import type { Token } from '@maillage/matching/understanding/tokens.ts'
import { codesIn } from './codes.ts'
import { createCompletion, createNaming } from './completion.ts'
import { departmentsIn } from './departments.ts'
import type { Lexeme, Said } from './document.ts'
import { meaningsIn, qualifiersIn } from './meanings.ts'
import { communesIn } from './places.ts'
import { isStopWord } from './stop-words.ts'

/** One thing that is asked for, in any of its words. */
export interface SearchTerm {
  /** As it was typed. */
  typed: string
  /** Folded words of it, to be found next to what they mean. */
  words: string[]
  /** The last word may go on: it was being typed. */
  open: boolean
  /** A code is found exactly or not at all. */
  code: string | null
  /** Somewhere is asked for, rather than something. */
  isPlace: boolean
  /** Things of the catalogue, and places, that it means; and those that are near or that it may be about to mean. */
  meant: Lexeme[]
  near: Lexeme[]
}

/** A question as it was understood. */
export interface SearchWords {
  text: string
  terms: SearchTerm[]
}

/** Understands what is typed in a search box. Pure; a few tens of microseconds for a line. */
export interface WordReader {
  /** `typing`: the last word may not be finished. */
  read(text: string, typing: boolean): SearchWords
  /** Things of the catalogue that a text speaks of and does not deny, as lexemes. */
  lexemesIn(text: string): Lexeme[]
  /** The same, each with the words that first speak of it. */
  saidIn(text: string): Said[]
  /** A text without what it denies: "tissage, pas de confection" says nothing of the latter. */
  asserted(text: string): string
  /** Where a text speaks of a thing, for marking it. */
  mentions(text: string, lexemes: ReadonlySet<string>): [start: number, end: number][]
  /** What a lexeme is called; undefined where the catalogue has lost it, or for a place. */
  nameOf(lexeme: Lexeme): Text | undefined
}

/** Longest text that is read: the rest says nothing that the beginning does not. */
const longest = 600

export function createWordReader(catalogue: Catalogue, lexicon: Lexicon): WordReader {
  const complete = createCompletion(catalogue, lexicon)
  const namedBy = createNaming(catalogue)
  const names = namesIn(catalogue, lexicon)

  function read(typed: string, typing: boolean): SearchWords {
    const text = typed.slice(0, longest).normalize('NFC')
    const { reading, meanings } = meaningsIn(text, lexicon)
    const { tokens } = reading
    const found: (SearchTerm & { from: number })[] = []
    const taken = new Set<number>()
    const isFree = (at: number) => !taken.has(at)
    const take = (from: number, until: number) => {
      for (let at = from; at < until; at++) taken.add(at)
    }
    const wordsOf = (from: number, until: number) =>
      tokens
        .slice(from, until)
        .flatMap(token => (isWord(token) && !isStopWord(token.text) ? [token.text] : []))
    const slice = (from: number, until: number) =>
      text.slice(tokens[from]?.start ?? 0, tokens[until - 1]?.end ?? 0)
    const add = (from: number, until: number, term: Partial<SearchTerm>) => {
      take(from, until)
      const open = typing && until === tokens.length && !/\s$/.test(text)
      const words = wordsOf(from, until)
      found.push({
        typed: slice(from, until),
        words,
        open,
        code: null,
        isPlace: false,
        meant: [],
        near: [],
        from,
        ...term,
      })
      return open
    }

    for (const { from, until, meant, negated } of meanings) {
      if (negated) {
        take(from, until)
        continue
      }
      const typedHere = slice(from, until)
      const beside = until === from + 1 ? namedBy(typedHere) : []
      const goesOn = typing && until === tokens.length ? complete(typedHere) : []
      const near = [...new Set([...beside, ...goesOn])].filter(one => !meant.includes(one))
      add(from, until, { meant, near, code: codesIn(typedHere)[0]?.code ?? null })
    }
    if (meanings.some(({ meant }) => meant.some(lexeme => /^(product|family)\//.test(lexeme))))
      for (const { from, until } of qualifiersIn(reading, lexicon)) take(from, until)
    for (const { code, start, end } of codesIn(text)) {
      const within = tokens.flatMap((token, at) => (token.start >= start && token.end <= end ? [at] : []))
      const [from = 0, until = (within.at(-1) ?? -1) + 1] = [within[0]]
      if (within.length === 0 || !within.every(isFree)) continue
      const near = /^\d{5}$/.test(code) ? [`department/${code.slice(0, 2)}` as const] : []
      add(from, until, { code, words: [], near, isPlace: near.length > 0 })
    }
    for (const { from, until, department } of departmentsIn(tokens)) {
      if (Array.from({ length: until - from }, (_, step) => from + step).every(isFree))
        add(from, until, { meant: [`department/${department}`], isPlace: true })
    }
    for (const { from, until } of reading.amounts) take(from, until)
    // "Les Herbiers" is a town; "la machine" is one by its letters alone.
    const mayBePlace = (at: number) =>
      isFree(at) && (!isStopWord(tokens[at]?.text ?? '') || tokens[at + 1]?.capital === true)
    for (const { from, until, communes, departments } of communesIn(text, tokens, mayBePlace)) {
      const isThing =
        until === from + 1 && tokens[from]?.capital !== true && namedBy(slice(from, until)).length > 0
      if (!isThing) add(from, until, { meant: communes, near: departments, isPlace: true })
    }
    for (const [at, token] of tokens.entries()) {
      if (!isFree(at) || !isWord(token)) continue
      const isLast = typing && at === tokens.length - 1 && !/\s$/.test(text)
      if (!isLast && isStopWord(token.text)) continue
      const begun = isLast ? complete(text.slice(startOfPhrase(tokens, at, taken), token.end)) : []
      add(at, at + 1, { words: [token.text], near: [...new Set([...namedBy(token.text), ...begun])] })
    }
    const terms = found.sort((a, b) => a.from - b.from).map(({ from: _from, ...term }) => term)
    return { text, terms }
  }

  function saidIn(text: string): Said[] {
    const { reading, meanings } = meaningsIn(text, lexicon)
    const written = new Map<Lexeme, string>()
    for (const { from, until, meant, negated } of meanings) {
      if (negated) continue
      const { start, end } = reading.span(from, until)
      for (const lexeme of meant) if (!written.has(lexeme)) written.set(lexeme, text.slice(start, end))
    }
    return [...written].map(([lexeme, words]) => ({ lexeme, written: words }))
  }

  return {
    read,
    saidIn,
    lexemesIn: text => saidIn(text).map(({ lexeme }) => lexeme),
    asserted(text) {
      const { reading, meanings } = meaningsIn(text, lexicon)
      return meanings
        .filter(({ negated }) => negated)
        .map(({ from, until }) => reading.span(from, until))
        .reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
    },
    mentions(text, lexemes) {
      const { reading, meanings } = meaningsIn(text, lexicon)
      return meanings
        .filter(({ meant, negated }) => !negated && meant.some(lexeme => lexemes.has(lexeme)))
        .map(({ from, until }) => reading.span(from, until))
        .map(({ start, end }) => [start, end])
    },
    nameOf: lexeme => names.get(lexeme),
  }
}

/** "machine à cou": the words just before, that nothing has understood, may begin what is being typed. */
function startOfPhrase(tokens: readonly Token[], at: number, taken: ReadonlySet<number>): number {
  let from = at
  while (from > 0 && at - from < 3 && !taken.has(from - 1)) from--
  return tokens[from]?.start ?? 0
}

const isWord = ({ kind, text }: Token) => kind === 'word' && text.length > 1

/** What each thing of the catalogue is called. */
function namesIn(catalogue: Catalogue, { activities }: Lexicon): Map<string, Text> {
  const lists = [
    ['machine', catalogue.machineTypes],
    ['trade', catalogue.trades],
    ['process', catalogue.processes],
    ['material', catalogue.materialFamilies],
    ['product', catalogue.items],
    ['family', catalogue.families],
    ['norm', catalogue.norms],
    ['activity', [...activities.values()]],
  ] as const
  return new Map(
    lists.flatMap(([kind, records]) => records.map(({ id, name }) => [`${kind}/${id}`, name] as const)),
  )
}
