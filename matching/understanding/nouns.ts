/** Things sold, as a text names them: a noun, and what is said beside it that tells which one is meant. */
import { type Lexicon, type Meaning, nothing } from './lexicon.ts'
import { quantityAt } from './numbers.ts'
import type { Token } from './tokens.ts'

/** A phrase of the lexicon in the text. */
export interface Mention {
  meaning: Meaning
  from: number
  until: number
  /** Known by its sound or but for one letter. */
  misspelt: boolean
}

/** A product named in the text. */
export interface Noun {
  from: number
  until: number
  /** Place after the last word that tells which one is meant. */
  last: number
  /** What the word itself may stand for, whatever is said beside it. */
  products: string[]
  /** What it may be, each with its confidence, the likeliest first; they add up to 1. */
  readings: { product: string; family: string; confidence: number }[]
  /** Names each of several types: a need of each. */
  several: boolean
  misspelt: boolean
}

/** How far after a noun its qualifiers are looked for, in tokens. */
const reach = 22

/**
 * Nouns of a segment, with their qualifiers; `contexts` are those of the segment and of the text. `earlier`: the last one
 * before it, which "en" and "idem" may stand for.
 */
export function nounsIn(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  segment: { from: number; until: number },
  lexicon: Lexicon,
  contexts: Record<string, number>,
  earlier: Noun | null,
): Noun[] {
  const heads = withPronouns(headsOf(mentions, tokens, earlier), tokens, segment, earlier)
  return heads.map((head, index) => {
    const until = Math.min(heads[index + 1]?.from ?? segment.until, head.until + reach)
    const isNear = (mention: Mention) =>
      (mention.from >= head.from && mention.until <= until && !leadsTo(mention, heads[index + 1], tokens)) ||
      leadsTo(mention, head, tokens) ||
      (heads.length === 1 && mention.meaning.qualifiers.every(({ group }) => group === 'who'))
    const near = mentions.filter(mention => mention.meaning.qualifiers.length > 0 && isNear(mention))
    const kept = narrowed(head.products, near, lexicon)
    const readings = weighed(kept.products, head.products, lexicon, contexts)
    const last = Math.max(head.until, ...near.map(mention => mention.until))
    return {
      from: head.from,
      until: head.until,
      last,
      products: head.products,
      readings,
      several: kept.several,
      misspelt: head.misspelt,
    }
  })
}

interface Head extends Mention {
  products: string[]
}

/** Nouns, adjectives that stand for one after a number ("puis 23 000 chirurgicaux"), and "en" ("et en recommande 1 500"). */
function headsOf(mentions: readonly Mention[], tokens: readonly Token[], preceding: Noun | null): Head[] {
  const heads: Head[] = []
  for (const mention of mentions) {
    const { products, qualifiers } = mention.meaning
    const before = heads.at(-1)
    if (products.length > 0) {
      const shared = before?.products.filter(product => products.includes(product)) ?? []
      // "masques FFP2", "masques de protection (FFP2)": one thing, said twice.
      const isSame = before !== undefined && shared.length > 0 && isApposed(before, mention, tokens)
      if (isSame) {
        before.products = shared
        before.until = mention.until
      } else heads.push({ ...mention, products })
      continue
    }
    const meant = before ?? preceding ?? undefined
    const elliptic = meant === undefined ? null : ellipsisOf(mention, meant, tokens)
    if (elliptic !== null) {
      heads.push(elliptic)
      continue
    }
    const alone = qualifiers.find(qualifier => qualifier.alone.length > 0)?.alone
    const earlier = tokens[mention.from - 1]
    if (alone === undefined || earlier === undefined) continue
    const isCounted = earlier.kind === 'number' || ['mille', 'millions', 'de'].includes(earlier.text)
    if (isCounted && (before === undefined || before.until < mention.from - 1))
      heads.push({ ...mention, products: alone })
  }
  return heads
}

const asking =
  /^(?:re)?(?:command|demand|cherch|recherch|souhait|voudr|veu|voul|fau|manqu|achet|besoin|consom|utilis)/

/** "… et en recommande 1 500", "Lot 2 : idem enfants": the noun before is meant once more. */
function withPronouns(
  heads: Head[],
  tokens: readonly Token[],
  { from, until }: { from: number; until: number },
  earlier: Noun | null,
): Head[] {
  const all = [...heads]
  for (let at = from; at < until; at++) {
    const end = pronounAt(tokens, at, until)
    if (end === null) continue
    const before = heads.filter(head => head.until <= at).at(-1)
    const products = before?.products ?? earlier?.products
    const isNamed = heads.some(head => head.from >= at && head.from <= end + 3)
    if (products === undefined || isNamed) continue
    all.push({ meaning: before?.meaning ?? nothing(), products, from: at, until: end, misspelt: false })
  }
  return all.sort((a, b) => a.from - b.from)
}

/** Where a pronoun for what is asked for ends: "idem", or "en faudrait" with a number next to it; null at any other token. */
function pronounAt(tokens: readonly Token[], at: number, until: number): number | null {
  const said = tokens[at]?.text
  if (said === 'idem' || said === 'ditto') return at + 1
  if (said !== 'en') return null
  const verb = [at + 1, at + 2].find(next => asking.test(tokens[next]?.text ?? ''))
  if (verb === undefined) return null
  for (let next = verb + 1; next <= verb + 3 && next < until; next++)
    if (quantityAt(tokens, next)?.article === false) return verb + 1
  return null
}

/** "8 000 masques pour adultes et 1 500 pour enfants": the noun is said once, and meant twice. */
function ellipsisOf(
  mention: Mention,
  before: Pick<Head, 'until' | 'products'>,
  tokens: readonly Token[],
): Head | null {
  const isWho = mention.meaning.qualifiers.some(({ group }) => group === 'who')
  const isUse = mention.meaning.qualifiers.some(({ group }) => group === 'use')
  const isStuff = mention.meaning.qualifiers.some(({ group }) => group === 'stuff')
  const joined = tokens[mention.from - 1]?.text ?? ''
  // "25 000 adultes + 6 000 enfants"
  const isAdded = ['+', 'plus', '&'].includes(tokens[mention.from - 2]?.text ?? '')
  const figure =
    (isWho && ['pour', 'for'].includes(joined)) || (isStuff && joined === 'en')
      ? mention.from - 2
      : isUse || (isWho && isAdded)
        ? mention.from - 1
        : -1
  if (figure < before.until || tokens[figure]?.kind !== 'number') return null
  return { ...mention, from: figure + 1, products: before.products }
}

function isApposed(before: Mention, mention: Mention, tokens: readonly Token[]): boolean {
  for (let at = before.until; at < mention.from; at++) {
    if (
      !['de', 'type', '(', 'protection', 'respiratoire', '-', '«', '"', ':', 'filtrants'].includes(
        tokens[at]?.text ?? '',
      )
    )
      return false
  }
  return mention.from - before.until <= 4
}

/** An adjective before its noun: "disposable gloves". */
function leadsTo(mention: Mention, head: Mention | undefined, tokens: readonly Token[]): boolean {
  if (head === undefined || mention.until > head.from || head.from - mention.until > 2) return false
  if (mention.meaning.products.length > 0) return false
  for (let at = mention.until; at < head.from; at++) if (tokens[at]?.kind !== 'word') return false
  return (
    head.from === mention.until ||
    !['de', 'des', 'les', 'et', 'pour', 'and', 'for'].includes(tokens[head.from - 1]?.text ?? '')
  )
}

function narrowed(
  products: string[],
  near: Mention[],
  lexicon: Lexicon,
): { products: string[]; several: boolean } {
  const groups = new Map<string, string[][]>()
  for (const { meaning } of near) {
    for (const { group, products: left } of meaning.qualifiers)
      groups.set(group, [...(groups.get(group) ?? []), left])
  }
  let kept = products
  let several = false
  for (const sets of groups.values()) {
    const said = new Set(sets.flat())
    // What is no longer sold is meant only where its own name is said: "UNS2".
    const historic = sets.filter(set => set.every(id => lexicon.historic.has(id))).flat()
    const fits = [
      ...kept.filter(product => said.has(product)),
      ...historic.filter(id => kept.some(product => sameFamily(lexicon, product, id))),
    ]
    if (fits.length === 0) continue
    const distinct = sets.filter(set => fits.some(id => set.includes(id)))
    several =
      distinct.length > 1 &&
      fits.length > 1 &&
      distinct.every(set => set.filter(id => fits.includes(id)).length === 1)
    kept = fits
  }
  return { products: kept, several }
}

const sameFamily = ({ families }: Lexicon, a: string, b: string) => families.get(a) === families.get(b)

function weighed(
  products: string[],
  order: string[],
  { families }: Lexicon,
  contexts: Record<string, number>,
): Noun['readings'] {
  const rank = new Map(order.map((product, index) => [product, index]))
  const weights = products.map(product => {
    const family = families.get(product) ?? product
    return { product, family, weight: (contexts[family] ?? 1) / (1 + 0.15 * (rank.get(product) ?? 0)) }
  })
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  return weights
    .map(({ product, family, weight }) => ({ product, family, confidence: weight / total }))
    .sort((a, b) => b.confidence - a.confidence)
}
