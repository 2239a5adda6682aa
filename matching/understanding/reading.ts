/** Reads a text once: what it names, where, and what goes with it. Pure: no clock, no file. */
import { type Amount, amountAt } from './amounts.ts'
import { boughtIn, isMadeByOthers, mendedIn } from './elsewhere.ts'
import { type ConceptKind, conceptKinds, type Lexicon, type Meaning, nothing } from './lexicon.ts'
import { type Mention, type Noun, nounsIn } from './nouns.ts'
import { deniedIn, pastIn, type Segment, segmentsOf } from './segments.ts'
import { readable } from './source.ts'
import { type Token, tokensOf } from './tokens.ts'
import { longest } from './trie.ts'

/** Where something stands in the text that was given, in UTF-16 units. */
export interface Span {
  start: number
  end: number
  text: string
}

/** Something of the catalogue that the text names. */
export interface Concept extends Span {
  kind: ConceptKind
  id: string
  /** In ]0, 1]. */
  confidence: number
  /** "pas de découpe laser" */
  negated: boolean
  /** "nous faisions" */
  past: boolean
  /** Done, made or used by others: "réparation de machines à coudre", "spunbond acheté". */
  elsewhere: boolean
  /** "6 surjeteuses"; null where no number is given. */
  count: number | null
  /** Other things the same words may mean. */
  others: { kind: ConceptKind; id: string }[]
  token: number
}

export interface Reading {
  source: string
  tokens: Token[]
  segments: Segment[]
  concepts: Concept[]
  nouns: (Noun & { segment: number; negated: boolean; past: boolean; elsewhere: boolean })[]
  amounts: Amount[]
  /** The firm says that others make what it sells. */
  isMadeByOthers: boolean
  span(from: number, until: number): Span
}

const spelt = 0.95
const misspelt = 0.7

/** Reads a text: what it names, with places in the text as it was given. */
export function readText(source: string, lexicon: Lexicon): Reading {
  const { text, places } = readable(source)
  const tokens = tokensOf(text)
  const segments = segmentsOf(tokens, lexicon)
  const starts = new Set(segments.map(({ from }) => from))
  const stems = understood(tokens, starts, lexicon)
  const placeOf = (at: number) => places?.[at] ?? at
  const span = (from: number, until: number): Span => {
    const start = placeOf(tokens[from]?.start ?? 0)
    const end = placeOf(Math.max(0, (tokens[until - 1]?.end ?? 1) - 1)) + 1
    return { start, end, text: source.slice(start, end) }
  }
  const { mentions, amounts } = scan(tokens, stems, lexicon)
  const reading: Reading = {
    source,
    tokens,
    segments,
    concepts: [],
    nouns: [],
    amounts,
    isMadeByOthers: false,
    span,
  }
  const whole = contextOf(mentions)
  const byToken: Amounts = {
    byFrom: new Map(amounts.map(amount => [amount.from, amount])),
    byUntil: new Map(amounts.map(amount => [amount.until, amount])),
  }
  let next = 0
  for (const [index, segment] of segments.entries()) {
    const first = next
    while (next < mentions.length && (mentions[next]?.from ?? 0) < segment.until) next++
    const own = mentions.slice(first, next)
    const denied = deniedIn(segment, tokens)
    const past = pastIn(segment, tokens)
    const [bought, mended] = [boughtIn(segment, tokens, own), mendedIn(segment, tokens, own)]
    const said: Said = {
      negated: at => denied.has(at),
      past: at => past.has(at),
      // A machine that was bought stands there.
      elsewhere: (at, kind) =>
        mended.has(at) || (bought.has(at) && kind !== 'machine' && kind !== 'material'),
    }
    const here = contextOf(own)
    const contexts = together(here, whole)
    const sold = nounsIn(own, tokens, segment, lexicon, contexts, lastBefore(reading, index))
    const components = componentsIn(own, byToken.byUntil)
    for (const noun of [...sold, ...components].sort((a, b) => a.from - b.from)) {
      reading.nouns.push({
        ...noun,
        segment: index,
        negated: denied.has(noun.from),
        past: past.has(noun.from),
        elsewhere: bought.has(noun.from) || mended.has(noun.from),
      })
    }
    for (const mention of own) {
      reading.concepts.push(...conceptsOf(mention, byToken, tokens, said, span))
    }
  }
  const isEquipped = reading.concepts.some(
    ({ kind, count }) => kind === 'trade' || (kind === 'machine' && count !== null),
  )
  return { ...reading, isMadeByOthers: isMadeByOthers(segments, isEquipped) }
}

/** How many sentences back "en" may reach. */
const farthest = 2

function lastBefore({ nouns }: Reading, segment: number): Noun | null {
  const last = nouns.at(-1)
  return last !== undefined && segment - last.segment <= farthest ? last : null
}

/** Components that are counted are asked for by themselves: "20 000 m d'élastique plat". */
function componentsIn(mentions: readonly Mention[], byUntil: Map<number, Amount>): Noun[] {
  return mentions.flatMap(({ meaning, from, until, misspelt: isMisspelt }) => {
    const ids = meaning.concepts.filter(({ kind }) => kind === 'component').map(({ id }) => id)
    const amount = byUntil.get(from) ?? byUntil.get(from - 1) ?? byUntil.get(from - 2)
    const isCounted = amount?.measure === null && !amount.article && amount.value > 10
    if (ids.length === 0 || !isCounted || meaning.products.length > 0) return []
    const readings = ids.map(id => ({ product: id, family: id, confidence: 1 / ids.length }))
    return [{ from, until, last: until, products: ids, readings, several: false, misspelt: isMisspelt }]
  })
}

/** Stems with misspelt words put right. A name (a capital letter within a sentence) is left as it is. */
function understood(
  tokens: readonly Token[],
  starts: ReadonlySet<number>,
  { known, spelling }: Lexicon,
): string[] {
  const found = new Map<string, string>()
  return tokens.map(({ kind, stem, capital }, at) => {
    if (kind !== 'word' || known.has(stem) || (capital && !starts.has(at))) return stem
    const before = found.get(stem)
    if (before !== undefined) return before
    const meant = spelling(stem) ?? stem
    found.set(stem, meant)
    return meant
  })
}

function scan(
  tokens: readonly Token[],
  stems: readonly string[],
  lexicon: Lexicon,
): { mentions: Mention[]; amounts: Amount[] } {
  const mentions: Mention[] = []
  const amounts: Amount[] = []
  let at = 0
  while (at < tokens.length) {
    const phrase = longest(lexicon.meanings, tokens, stems, at)
    if (phrase !== null) {
      const isMisspelt = tokens
        .slice(at, phrase.until)
        .some((token, index) => token.stem !== stems[at + index])
      mentions.push({ meaning: phrase.value, from: at, until: phrase.until, misspelt: isMisspelt })
      mentions.push(...soldWithin(phrase, at, tokens, stems, lexicon))
      at = phrase.until
      continue
    }
    const amount = amountAt(tokens, at)
    if (amount !== null) amounts.push(amount)
    // Whom a number counts ("5 000 habitants") says something by itself.
    at = amount === null ? at + 1 : amount.measure === 'people' ? amount.figure : amount.until
  }
  return { mentions, amounts }
}

/** "charlottes et surchaussures" is a line of business, and two things to ask for. */
function soldWithin(
  { value, until }: { value: Meaning; until: number },
  from: number,
  tokens: readonly Token[],
  stems: readonly string[],
  { meanings }: Lexicon,
): Mention[] {
  const isBusiness = value.concepts.some(({ kind }) => kind === 'activity')
  if (!isBusiness || value.products.length > 0) return []
  const found: Mention[] = []
  for (let at = from; at < until; at++) {
    const phrase = longest(meanings, tokens, stems, at, at === from ? until - 1 : until)
    if (phrase === null) continue
    const { products, qualifiers } = phrase.value
    if (products.length + qualifiers.length === 0) continue
    const meaning = { ...nothing(), products, qualifiers }
    found.push({ meaning, from: at, until: phrase.until, misspelt: false })
    at = phrase.until - 1
  }
  return found
}

/** However often patients are spoken of, the words beside a noun count for more. */
const mostFactor = 64

function contextOf(mentions: readonly Mention[]): Record<string, number> {
  const factors: Record<string, number> = {}
  for (const { meaning } of mentions) {
    for (const families of meaning.contexts) {
      for (const [family, factor] of Object.entries(families))
        factors[family] = Math.min(mostFactor, (factors[family] ?? 1) * factor)
    }
  }
  return factors
}

/** What a sentence says of who is spoken of, and with less weight what the whole text does. */
function together(here: Record<string, number>, whole: Record<string, number>): Record<string, number> {
  const all = { ...here }
  for (const [family, factor] of Object.entries(whole)) all[family] = (here[family] ?? 1) * Math.sqrt(factor)
  return all
}

interface Said {
  negated: (at: number) => boolean
  past: (at: number) => boolean
  elsewhere: (at: number, kind: ConceptKind) => boolean
}

function conceptsOf(
  mention: Mention,
  amounts: Amounts,
  tokens: readonly Token[],
  said: Said,
  span: Reading['span'],
): Concept[] {
  const { concepts } = mention.meaning
  const negated = said.negated(mention.from)
  return conceptKinds.flatMap(kind => {
    const same = concepts.filter(concept => concept.kind === kind)
    // "Tissage familial": the line of business says the work; "pas de tissage" says it is not done.
    const isBusiness = kind === 'process' && concepts.some(concept => concept.kind === 'activity')
    if (isBusiness && !negated) return []
    // "type 5/6" calls for both norms; otherwise the first is meant, and the others may be.
    const meant = kind === 'norm' ? same : same.slice(0, 1)
    return meant.map(concept => ({
      ...span(mention.from, mention.until),
      ...concept,
      confidence: (mention.misspelt ? misspelt : spelt) / (kind === 'norm' ? 1 : same.length),
      negated,
      past: said.past(mention.from),
      elsewhere: said.elsewhere(mention.from, kind),
      count: kind === 'machine' || kind === 'trade' ? countOf(mention, amounts, tokens) : null,
      others: concepts.filter(other => other !== concept && !meant.includes(other)),
      token: mention.from,
    }))
  })
}

/** Amounts by the tokens where they begin and end. */
interface Amounts {
  byFrom: Map<number, Amount>
  byUntil: Map<number, Amount>
}

const joins = ['.', ',', ';', '\n', ':', '(', ')', 'et', 'and', 'ou', 'or']

/** "6 surjeteuses", "6 vieilles surjeteuses", "surjeteuses : 6", "surjeteuses (6)", "surjeteuses x 6". */
function countOf(
  { from, until }: Mention,
  { byFrom, byUntil }: Amounts,
  tokens: readonly Token[],
): number | null {
  for (let end = from; end >= from - 2; end--) {
    const amount = byUntil.get(end)
    if (amount?.measure === null) return amount.value
    if (joins.includes(tokens[end - 1]?.text ?? '')) break
  }
  const after = byFrom.get(until + 1)
  const isMarked = [':', '(', 'x', '×', '-'].includes(tokens[until]?.text ?? '')
  return isMarked && after?.measure === null ? after.value : null
}
